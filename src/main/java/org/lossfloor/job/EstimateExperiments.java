package org.lossfloor.job;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.lossfloor.estimate.Draws;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.Objective;
import org.lossfloor.estimate.ReplicatePlan;
import org.lossfloor.ingest.TaskCount;
import org.lossfloor.table.ExperimentRecord;
import org.lossfloor.table.ExperimentsTable;
import org.lossfloor.table.ReplicatePlanRows;
import org.lossfloor.table.TuningCurvesTable;
import scala.Tuple2;

/** Estimates every experiment on the executors. */
final class EstimateExperiments
    implements CoGroupFunction<String, Tuple2<String, PackTrials.Part>, Row, Row> {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, MetricSettings> settings;
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
    this.settings = new TreeMap<>(settings);
    this.keyColumns = new TreeSet<>(keyColumns);
    this.runId = runId;
    this.seed = seed;
    this.done = done;
  }

  /**
   * Estimates every experiment.
   *
   * @param trials rows of {@link PackedExperiment#TRIAL}
   * @param draws rows of {@link FanOut#DRAW}: the replicates that intervals rest on
   * @return rows of {@link #schema}
   */
  Dataset<Row> estimate(Dataset<Row> trials, Dataset<Row> draws) {
    KeyValueGroupedDataset<String, Row> drawn =
        draws
            // A number, because adaptive execution would put small but costly groups into one task.
            .repartition(TaskCount.of(draws.sparkSession()), draws.col("experiment_id"))
            .groupBy("experiment_id")
            .as(Encoders.STRING(), Encoders.row(FanOut.DRAW));
    return PackTrials.byExperiment(trials).cogroup(drawn, this, Encoders.row(schema()));
  }

  /**
   * The id, a row of {@code experiments}, rows of {@code tuning_curves}, an order of replicates.
   */
  StructType schema() {
    return new StructType()
        .add("experiment_id", DataTypes.StringType)
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
  public Iterator<Row> call(
      String experimentId, Iterator<Tuple2<String, PackTrials.Part>> parts, Iterator<Row> draws) {
    long start = System.nanoTime();
    PackedExperiment packed = PackTrials.joined(parts);
    MetricSettings wanted = settings.get(packed.settings());
    String fingerprint = Fingerprint.of(packed.sums(), wanted, seed);
    double[] scores = packed.scores();
    Row row;
    try {
      Estimate estimate =
          new ExperimentEstimator(wanted.settings(), wanted.plan(seed, experimentId))
              .estimate(scores, FanOut.replications(draws));
      Row[] curve = curve(experimentId, scores, wanted.settings(), estimate);
      row = row(experimentId, packed, wanted, fingerprint, estimate, curve, start);
    } catch (RuntimeException e) {
      // One experiment that the core cannot digest must not stop the others: it is a row as well.
      Estimate none = notIdentifiable(scores, wanted.settings(), e);
      row = row(experimentId, packed, wanted, fingerprint, none, new Row[0], start);
    }
    return List.of(row).iterator();
  }

  private Row row(
      String experimentId,
      PackedExperiment packed,
      MetricSettings wanted,
      String fingerprint,
      Estimate estimate,
      Row[] curve,
      long start) {
    Draws draws = packed.draws();
    Advice advice = Advice.of(estimate, wanted.settings(), draws, wanted.decide());
    ExperimentRecord experiment =
        new ExperimentRecord(
            experimentId,
            packed.key(),
            packed.sampler().sampler().code(),
            packed.sampler().source().code(),
            packed.excluded(),
            estimate,
            advice.diagnosis(),
            advice.outlook(),
            wanted.settings(),
            (System.nanoTime() - start) / 1_000_000,
            fingerprint);
    done.add(1);
    return RowFactory.create(experimentId, table().row(experiment), curve, order(estimate, wanted));
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
        wanted.settings().confidence(),
        wanted.intervals() == IntervalMethod.PERCENTILE);
  }

  private static Estimate notIdentifiable(
      double[] scores, EstimateSettings settings, RuntimeException e) {
    double[] finite = Arrays.stream(scores).filter(Double::isFinite).toArray();
    int distinct = (int) Arrays.stream(finite).distinct().count();
    OptionalDouble best =
        settings.minimize() ? Arrays.stream(finite).min() : Arrays.stream(finite).max();
    return new Estimate.NotIdentifiable(
        new Estimate.Counts(scores.length, scores.length - finite.length, 0, distinct),
        best,
        e.toString());
  }

  private static Row[] curve(
      String experimentId, double[] scores, EstimateSettings settings, Estimate estimate) {
    if (estimate.observedBest().isEmpty()) {
      return new Row[0];
    }
    TuningTable table = TuningTable.of(scores, settings, estimate);
    return TuningCurves.points(experimentId, scores.length, table).stream()
        .map(TuningCurvesTable::row)
        .toArray(Row[]::new);
  }
}
