package org.lossfloor.audit.replay;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.decide.compare.MeanCost;
import org.lossfloor.decide.replay.PastSweep;
import org.lossfloor.decide.replay.Replay;
import org.lossfloor.decide.replay.ReplaySettings;
import org.lossfloor.estimate.Draws;
import org.lossfloor.experiment.ExperimentState;
import org.lossfloor.experiment.MetricSettings;
import org.lossfloor.experiment.PackTrials;
import org.lossfloor.experiment.TrialColumn;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.table.decide.ForecastsTable;
import org.lossfloor.table.decide.ReplaysTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replays every experiment on the executors. */
final class ReplayExperiments implements MapGroupsFunction<String, Row, Row> {
  /** The column with the rows of {@code replays}. */
  static final String REPLAYS = "replays";

  /** The column with the rows of {@code forecasts}. */
  static final String FORECASTS = "forecasts";

  /** The column that says why an experiment was not replayed. */
  static final String HINDRANCE = "hindrance";

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ReplayExperiments.class);

  private final TreeMap<String, MetricSettings> wanted;
  private final HashMap<String, Double> costs = new HashMap<>();
  private final TreeSet<String> keyColumns;
  private final String runId;
  private final Integer orders;
  private final long seed;

  /**
   * Makes the function.
   *
   * @param wanted how experiments are estimated, by the name of the settings
   * @param costs what a trial costs, by the id of the experiment
   * @param keyColumns the key columns of the tables
   * @param runId the run
   * @param orders in how many random orders; nothing where that depends on the sampler
   * @param seed the seed of the orders
   */
  ReplayExperiments(
      Map<String, MetricSettings> wanted,
      Map<String, MeanCost> costs,
      Set<String> keyColumns,
      String runId,
      Optional<Integer> orders,
      long seed) {
    this.wanted = new TreeMap<>(wanted);
    costs.forEach((id, cost) -> this.costs.put(id, cost.mean()));
    this.keyColumns = new TreeSet<>(keyColumns);
    this.runId = runId;
    this.orders = orders.orElse(null);
    this.seed = seed;
  }

  /**
   * Replays.
   *
   * @param trials the table {@code trials}
   * @return rows of {@link #schema}, one for each experiment
   */
  Dataset<Row> replay(Dataset<Row> trials) {
    return PackTrials.byExperiment(trials.select(TrialColumn.ofTrials()))
        .mapGroups(this, Encoders.row(schema()));
  }

  /** The id, a reason, and the rows of both tables. */
  StructType schema() {
    return new StructType()
        .add(ExperimentKey.ID, DataTypes.StringType)
        .add(HINDRANCE, DataTypes.StringType)
        .add(REPLAYS, DataTypes.createArrayType(replays().schema()))
        .add(FORECASTS, DataTypes.createArrayType(forecasts().schema()));
  }

  private ReplaysTable replays() {
    return new ReplaysTable(keyColumns, runId, seed);
  }

  private ForecastsTable forecasts() {
    return new ForecastsTable(keyColumns, runId);
  }

  @Override
  public Row call(String id, Iterator<Row> parts) {
    ExperimentState joined = PackTrials.joined(parts);
    try {
      return replayed(id, joined);
    } catch (RuntimeException e) {
      // A bug of ours must not stop the other experiments.
      LOG.error("Lossfloor failed to replay experiment {} ({})", id, joined.key(), e);
      return without(id, Hindrance.FAILED);
    }
  }

  private Row replayed(String id, ExperimentState joined) {
    MetricSettings metric = wanted.get(joined.settings());
    ExperimentState packed = joined.settled(metric.reruns());
    Draws draws = packed.draws(metric);
    int shuffled = orders == null ? usual(draws.stated()) : orders;
    // A very large experiment has a sample of its trials there, in their order.
    double[] scores = shuffled > 0 ? packed.scores() : draws.scores();
    if (shuffled == 0 && !draws.ordered()) {
      return without(id, Hindrance.NO_ORDER);
    }
    Double cost = costs.get(id);
    PastSweep sweep =
        new PastSweep(
            id,
            metric.settings().direction(),
            scores,
            cost == null ? OptionalDouble.empty() : OptionalDouble.of(cost));
    if (!Replay.possible(sweep)) {
      return without(id, Hindrance.TOO_FEW);
    }
    ReplaySettings settings = new ReplaySettings(shuffled, ReplaySettings.BUDGETS, seed);
    return rows(
        id,
        new ReplaysTable.Replayed(
            joined.key(),
            metric.settings().direction(),
            Replay.of(sweep, metric.settings(), metric.decide(), settings)));
  }

  /** Trials that depend on each other, or may, are replayed as they ran. */
  private static int usual(Sampler sampler) {
    return sampler == Sampler.RANDOM || sampler == Sampler.QUASI_RANDOM ? ReplaySettings.ORDERS : 0;
  }

  private Row rows(String id, ReplaysTable.Replayed replayed) {
    return RowFactory.create(
        id,
        null,
        replays().rows(replayed).toArray(Row[]::new),
        forecasts().rows(replayed).toArray(Row[]::new));
  }

  private static Row without(String id, Hindrance why) {
    return RowFactory.create(id, why.code(), new Row[0], new Row[0]);
  }
}
