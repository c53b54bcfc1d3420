package org.lossfloor.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.CoreSettings;
import org.lossfloor.config.MetricConfig;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.error.UsageException;
import org.lossfloor.estimate.Reason;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ExperimentsTable;

/** The configuration as settings of the core. */
public final class AuditSettings {
  /** Between source and metric in the name of their settings; no name holds it. */
  static final String SEPARATOR = "\u001f";

  private AuditSettings() {}

  /** Settings by source and metric; a value out of range is an error of the user. */
  public static Map<String, MetricSettings> of(AuditConfig config) {
    Map<String, MetricSettings> all = new HashMap<>();
    for (SourceConfig source : config.sources()) {
      for (MetricConfig metric : source.metrics()) {
        for (Direction direction : directions(metric)) {
          String name = name(source.name(), metric.name(), direction);
          all.put(name, of(source, metric, direction));
        }
      }
    }
    return all;
  }

  /** The name of the settings of a metric of a source, for experiments of one direction. */
  public static String name(String source, String metric, Direction direction) {
    return source + SEPARATOR + metric + SEPARATOR + direction.code();
  }

  /** A direction that the log says may be either. */
  private static List<Direction> directions(MetricConfig metric) {
    return metric.direction().map(List::of).orElse(List.of(Direction.values()));
  }

  private static MetricSettings of(SourceConfig source, MetricConfig metric, Direction direction) {
    try {
      KeyValues values = source.estimate(metric.name(), direction);
      List<Double> trials = values.get(Key.TRIALS).stream().map(Integer::doubleValue).toList();
      MetricSettings settings =
          new MetricSettings(
              CoreSettings.estimate(values, trials),
              values.get(Key.REPLICATES),
              values.get(Key.INTERVALS),
              CoreSettings.decide(values),
              values.get(Key.NOISE),
              source.reruns(),
              metric.directionGuessed() ? List.of(Reason.DIRECTION_GUESSED) : List.of());
      // Reported here, before anything is read, and not once per experiment.
      CoreSettings.intervals(values, "");
      return settings;
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          e.getMessage(),
          "the estimate settings of " + source.name() + "/" + metric.name(),
          "change them in the configuration, or the flag that sets them",
          e);
    }
  }

  /** Refuses key columns whose names differ only in case, because Spark's columns have no case. */
  public static void requireDistinctColumns(AuditConfig config) {
    Map<String, String> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    ExperimentsTable.keyNames(keyColumns(config))
        .forEach(
            (key, column) -> {
              String other = seen.put(column, key);
              if (other != null) {
                throw new UsageException(
                    "the key columns `" + other + "` and `" + key + "` cannot be told apart",
                    "`group_by` and `constants` of the sources",
                    "give one of them another name: `group_by: {other_name: field}`");
              }
            });
  }

  /** The names of all key columns of all sources. */
  public static Set<String> keyColumns(AuditConfig config) {
    Set<String> all = new TreeSet<>(List.of(ExperimentKey.SOURCE, ExperimentKey.METRIC));
    for (SourceConfig source : config.sources()) {
      all.addAll(source.groupBy().keySet());
      all.addAll(source.constants().keySet());
    }
    return all;
  }
}
