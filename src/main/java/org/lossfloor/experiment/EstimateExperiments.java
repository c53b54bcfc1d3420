package org.lossfloor.experiment;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
import org.lossfloor.engine.TaskCount;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.Objective;
import org.lossfloor.estimate.interval.ReplicatePlan;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ExperimentRecord;
import org.lossfloor.table.ExperimentsTable;
import org.lossfloor.table.TuningCurvesTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Estimates every experiment on the executors. */
public final class EstimateExperiments implements CoGroupFunction<String, Row, Row, Row> {
  /** The column with the row of {@code experiments}. */
  public static final String EXPERIMENT = "experiment";

  /** The column with the rows of {@code tuning_curves}. */
  public static final String CURVE = "curve";

  /** The column with what is to be drawn, see {@link Bootstrap}. */
  public static final String ORDER = "order";

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(EstimateExperiments.class);

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
   * @param done counts experiments, for display only
   */
  public EstimateExperiments(
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
   * @param trials rows of {@link TrialColumn#schema}
   * @param draws rows of {@link FanOut#DRAW}: the replicates that intervals rest on
   * @return rows of {@link #schema}
   */
  public Dataset<Row> estimate(Dataset<Row> trials, Dataset<Row> draws) {
    KeyValueGroupedDataset<String, Row> drawn =
        draws
            // A number, because adaptive execution would put small but costly groups into one task.
            .repartition(TaskCount.of(draws.sparkSession()), draws.col(ExperimentKey.ID))
            .groupBy(ExperimentKey.ID)
            .as(Encoders.STRING(), Encoders.row(FanOut.DRAW));
    return PackTrials.byExperiment(trials).cogroup(drawn, this, Encoders.row(schema()));
  }

  /**
   * The columns of what is estimated.
   *
   * @return the id, a row of {@code experiments}, rows of {@code tuning_curves}, an order of
   *     replicates
   */
  public StructType schema() {
    return new StructType()
        .add(ExperimentKey.ID, DataTypes.StringType)
        .add(EXPERIMENT, table().schema())
        .add(CURVE, DataTypes.createArrayType(TuningCurvesTable.schema()))
        .add(ORDER, Bootstrap.ORDER);
  }

  private ExperimentsTable table() {
    if (table == null) {
      table = new ExperimentsTable(keyColumns, runId, seed);
    }
    return table;
  }

  @Override
  public Iterator<Row> call(String experimentId, Iterator<Row> parts, Iterator<Row> draws) {
    long start = System.nanoTime();
    ExperimentState joined = PackTrials.joined(parts);
    MetricSettings wanted = settings.get(joined.settings());
    // Empty where it cannot be made: nothing is taken over then.
    String fingerprint = "";
    Row row;
    try {
      fingerprint = Fingerprint.of(joined.sums(), wanted, seed);
      ExperimentState packed = joined.settled(wanted.reruns());
      Answer answer =
          wanted
              .estimator(seed, experimentId)
              .answer(packed.known(), packed.draws(wanted), FanOut.replications(draws));
      row = row(experimentId, packed, wanted, fingerprint, answer, start);
    } catch (RuntimeException e) {
      // A bug of ours must not stop the other experiments, and must not look like a property of the
      // data. Its trials are counted as they were read.
      LOG.error("Lossfloor failed on experiment {} ({})", experimentId, joined.key(), e);
      Answer none = Answer.failed(joined.known(), wanted.settings(), e);
      row = row(experimentId, joined, wanted, fingerprint, none, start);
    }
    return List.of(row).iterator();
  }

  private Row row(
      String experimentId,
      ExperimentState packed,
      MetricSettings wanted,
      String fingerprint,
      Answer answer,
      long start) {
    Row[] curve =
        TuningCurves.points(experimentId, answer).stream()
            .map(TuningCurvesTable::row)
            .toArray(Row[]::new);
    ExperimentRecord experiment =
        new ExperimentRecord(
            experimentId,
            packed.key(),
            packed.sampler().sampler().code(),
            packed.sampler().source().code(),
            packed.excluded(),
            wanted.reruns().policy(),
            answer,
            (System.nanoTime() - start) / 1_000_000,
            fingerprint);
    done.add(1);
    Row order = order(answer.estimate(), wanted);
    return RowFactory.create(experimentId, table().row(experiment), curve, order);
  }

  /**
   * Nothing for an experiment without intervals: it was not fitted, or fitted by the reference
   * objective.
   */
  private static Row order(Estimate estimate, MetricSettings wanted) {
    if (wanted.replicates() < 2
        || wanted.settings().objective() != Objective.RECIPE
        || !(estimate instanceof Estimate.Fitted fitted)) {
      return null;
    }
    return Bootstrap.order(
        ReplicatePlan.of(fitted, wanted.settings()),
        wanted.replicates(),
        wanted.settings().confidence(),
        wanted.intervals() == IntervalMethod.PERCENTILE);
  }
}
