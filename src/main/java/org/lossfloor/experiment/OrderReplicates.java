package org.lossfloor.experiment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Finds what has to be drawn before the intervals of an experiment can be made. The experiment is
 * fitted for that, and once more when the replicates exist: a fit costs a small part of the
 * replicates, and the trials need not be carried along.
 */
public final class OrderReplicates
    implements FlatMapGroupsFunction<String, Tuple2<String, PackTrials.Part>, FanOut.Order> {
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
   * @param trials rows of {@link PackedExperiment#TRIAL}
   * @return the orders
   */
  public Dataset<FanOut.Order> orders(Dataset<Row> trials) {
    Dataset<Row> concerned =
        trials.filter(
            concat_ws(AuditSettings.SEPARATOR, col("source"), col("metric"))
                .isin((Object[]) settings.keySet().toArray(String[]::new)));
    return PackTrials.byExperiment(concerned)
        .flatMapGroups(this, Encoders.javaSerialization(FanOut.Order.class));
  }

  @Override
  public Iterator<FanOut.Order> call(
      String experimentId, Iterator<Tuple2<String, PackTrials.Part>> parts) {
    PackedExperiment packed = PackTrials.joined(parts);
    MetricSettings wanted = settings.get(packed.settings());
    try {
      return wanted
          .estimator(seed, experimentId)
          .replicateSources(packed.scores(), packed.pruned(wanted.settings().direction()))
          .stream()
          .map(source -> new FanOut.Order(experimentId, source, wanted.replicates()))
          .iterator();
    } catch (RuntimeException e) {
      // A bug of ours: the estimate fails in the same way, reports it and logs it.
      return Stream.<FanOut.Order>empty().iterator();
    }
  }
}
