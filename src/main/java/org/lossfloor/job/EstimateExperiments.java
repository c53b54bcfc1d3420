package org.lossfloor.job;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalDouble;
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
import org.lossfloor.estimate.Objective;
import org.lossfloor.estimate.ReplicatePlan;
import org.lossfloor.table.ExperimentRecord;
import org.lossfloor.table.ExperimentsTable;
import org.lossfloor.table.ReplicatePlanRows;
import org.lossfloor.table.TuningCurvesTable;

/** Packs and estimates every experiment on the executors. */
final class EstimateExperiments implements MapGroupsFunction<String, Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final int PARTITIONS_PER_CORE = 8;

  private final Map<String, MetricSettings> settings;
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
      Map<String, MetricSettings> settings,
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

  /** A row of {@code experiments}, rows of {@code tuning_curves}, an order of replicates. */
  StructType schema() {
    return new StructType()
        .add("experiment", table().schema())
        .add("curve", DataTypes.createArrayType(TuningCurvesTable.schema()))
        .add("order", Bootstrap.ORDER);
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
    MetricSettings wanted = settings.get(packed.settings());
    EstimateSettings chosen = wanted.settings();
    double[] scores = packed.scores();
    Estimate estimate = estimate(scores, chosen);
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
    return RowFactory.create(
        table().row(experiment), curve(experiment, scores), order(estimate, wanted));
  }

  /** Nothing for an experiment without intervals: it was not fitted, or by the other objective. */
  private static Row order(Estimate estimate, MetricSettings wanted) {
    if (wanted.replicates() < 2
        || wanted.settings().objective() != Objective.RECIPE
        || !(estimate instanceof Estimate.Fitted fitted)) {
      return null;
    }
    return RowFactory.create(
        ReplicatePlanRows.row(ReplicatePlan.of(fitted, wanted.settings())),
        wanted.replicates(),
        wanted.settings().confidence());
  }

  /** One experiment that the core cannot digest must not stop the others: it is a row as well. */
  private static Estimate estimate(double[] scores, EstimateSettings settings) {
    try {
      return new ExperimentEstimator(settings).estimate(scores);
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
      double[] finite = Arrays.stream(scores).filter(Double::isFinite).toArray();
      int distinct = (int) Arrays.stream(finite).distinct().count();
      OptionalDouble best =
          settings.minimize() ? Arrays.stream(finite).min() : Arrays.stream(finite).max();
      return new Estimate.NotIdentifiable(
          new Estimate.Counts(scores.length, scores.length - finite.length, 0, distinct),
          best,
          e.toString());
    }
  }

  private static Row[] curve(ExperimentRecord experiment, double[] scores) {
    if (experiment.estimate().observedBest().isEmpty()) {
      return new Row[0];
    }
    TuningTable table = TuningTable.of(scores, experiment.settings(), experiment.estimate());
    return TuningCurves.points(experiment.experimentId(), scores.length, table).stream()
        .map(TuningCurvesTable::row)
        .toArray(Row[]::new);
  }
}
