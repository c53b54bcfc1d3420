package org.lossfloor.job;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.table.ExperimentRecord;
import org.lossfloor.table.ExperimentsTable;
import org.lossfloor.table.TuningCurvesTable;

/** Packs and estimates every experiment on the executors. */
final class EstimateExperiments implements MapGroupsFunction<String, Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final int PARTITIONS_PER_CORE = 8;

  private final Map<String, EstimateSettings> settings;
  private final TreeSet<String> keyColumns;
  private final String runId;
  private final long seed;
  private final LongAccumulator done;
  private transient ExperimentsTable table;

  /**
   * Makes the function.
   *
   * @param settings what to estimate, by the name of the settings
   * @param keyColumns the key columns of the table
   * @param runId the run's id
   * @param seed the run's seed
   * @param done counts experiments, for the eye only
   */
  EstimateExperiments(
      Map<String, EstimateSettings> settings,
      Set<String> keyColumns,
      String runId,
      long seed,
      LongAccumulator done) {
    this.settings = Map.copyOf(settings);
    this.keyColumns = new TreeSet<>(keyColumns);
    this.runId = runId;
    this.seed = seed;
    this.done = done;
  }

  /** Estimates trials, rows of {@link PackedExperiment#TRIAL}; gives rows of {@link #schema}. */
  Dataset<Row> estimate(Dataset<Row> trials) {
    int cores = trials.sparkSession().sparkContext().defaultParallelism();
    // A number, because adaptive execution would put small but costly groups into one task.
    return trials
        .repartition(PARTITIONS_PER_CORE * cores, trials.col("experiment_id"))
        .groupBy("experiment_id")
        .as(Encoders.STRING(), Encoders.row(PackedExperiment.TRIAL))
        .mapGroups(this, Encoders.row(schema()));
  }

  /** A row of {@code experiments}, and rows of {@code tuning_curves}. */
  StructType schema() {
    return new StructType()
        .add("experiment", table().schema())
        .add("curve", DataTypes.createArrayType(TuningCurvesTable.schema()));
  }

  private ExperimentsTable table() {
    if (table == null) {
      table = new ExperimentsTable(keyColumns, runId, seed);
    }
    return table;
  }

  @Override
  public Row call(String experimentId, Iterator<Row> trials) {
    long start = System.nanoTime();
    PackedExperiment packed = PackedExperiment.of(experimentId, trials);
    EstimateSettings chosen = settings.get(packed.settings());
    Estimate estimate = new ExperimentEstimator(chosen).estimate(packed.scores());
    ExperimentRecord experiment =
        new ExperimentRecord(
            experimentId,
            packed.key(),
            packed.sampler(),
            packed.excluded(),
            estimate,
            chosen,
            (System.nanoTime() - start) / 1_000_000,
            Fingerprint.of(packed.finite(), packed.failed(), chosen));
    done.add(1);
    return RowFactory.create(table().row(experiment), curve(experiment, packed.finite()));
  }

  private static Row[] curve(ExperimentRecord experiment, double[] finite) {
    List<TuningCurvesTable.Point> points = new ArrayList<>(TuningCurves.ofLaw(experiment));
    points.addAll(TuningCurves.ofTrials(experiment, finite));
    return points.stream().map(TuningCurvesTable::row).toArray(Row[]::new);
  }
}
