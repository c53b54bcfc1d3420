package org.lossfloor.experiment;

import static org.apache.spark.sql.functions.col;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Finds what has to be drawn before the intervals of an experiment can be made. The experiment is
 * fitted for that, and once more when the replicates exist: a fit costs a small part of the
 * replicates, and the trials need not be carried along.
 */
public final class OrderReplicates implements FlatMapGroupsFunction<String, Row, Row> {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, MetricSettings> settings;
  private final long seed;

  /**
   * Makes the function.
   *
   * @param settings what to estimate, by the name of the settings
   * @param seed the run's seed
   */
  public OrderReplicates(Map<String, MetricSettings> settings, long seed) {
    this.settings = new TreeMap<>(settings);
    this.settings.values().removeIf(wanted -> !wanted.intervals().simulates());
    this.seed = seed;
  }

  /** Whether any experiment may need replicates. */
  public boolean isNeeded() {
    return !settings.isEmpty();
  }

  /**
   * Orders the replicates of every experiment.
   *
   * @param trials rows of {@link TrialColumn#schema}
   * @return rows of {@link FanOut#ORDER}
   */
  public Dataset<Row> orders(Dataset<Row> trials) {
    Dataset<Row> concerned =
        trials.filter(
            col(TrialColumn.SETTINGS.column())
                .isin((Object[]) settings.keySet().toArray(String[]::new)));
    return PackTrials.byExperiment(concerned).flatMapGroups(this, Encoders.row(FanOut.ORDER));
  }

  @Override
  public Iterator<Row> call(String experimentId, Iterator<Row> parts) {
    ExperimentState joined = PackTrials.joined(parts);
    MetricSettings wanted = settings.get(joined.settings());
    try {
      ExperimentState packed = joined.settled(wanted.reruns());
      return wanted
          .estimator(seed, experimentId)
          .replicateSources(packed.known(), packed.pruned(wanted.settings().direction()))
          .stream()
          .map(source -> FanOut.order(experimentId, source, wanted.replicates()))
          .iterator();
    } catch (RuntimeException e) {
      // A bug of ours: the estimate fails in the same way, reports it and logs it.
      return Stream.<Row>empty().iterator();
    }
  }
}
