package org.lossfloor.config;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.error.ConfigException;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.IntervalPlan;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.sweep.Bounds;
import org.lossfloor.sweep.Direction;

/** What the values of keys mean to the core; the same for an audit, a fit and a pipeline stage. */
public final class CoreSettings {
  private CoreSettings() {}

  /**
   * What is estimated, and under which assumptions.
   *
   * @param values values of {@code estimate} and the direction, which is to minimise where none is
   *     given
   * @param trials the numbers of trials at which the tuning curve is wanted
   * @return the settings
   * @throws IllegalArgumentException if a number of trials is out of its range
   */
  public static EstimateSettings estimate(KeyValues values, List<Double> trials) {
    Optional<Integer> dimension = values.find(Key.DIMENSION);
    Bounds bounds = values.find(Key.BOUNDS).orElse(Bounds.NONE);
    return new EstimateSettings(
        values.find(Key.DIRECTION).orElse(Direction.MINIMIZE),
        values.get(Key.THRESHOLD),
        bounds.lower(),
        bounds.upper(),
        dimension.orElse(1),
        dimension.orElseGet(() -> values.get(Key.MAX_DIMENSION)),
        dimension.isPresent(),
        values.get(Key.CONFIDENCE),
        values.get(Key.OBJECTIVE),
        trials);
  }

  /** The values of {@code estimate} as a file has them, without those that have no effect. */
  static SortedMap<String, Object> ofEstimate(KeyValues values) {
    SortedMap<String, Object> all = values.settings(Key.Section.ESTIMATE);
    if (values.has(Key.DIMENSION)) {
      all.remove(Key.MAX_DIMENSION.key());
    }
    return all;
  }

  /**
   * What is asked of the fitted laws.
   *
   * @param values values of {@code decide}
   * @return the questions
   */
  public static DecideSettings decide(KeyValues values) {
    return new DecideSettings(
        values.get(Key.EPS), values.get(Key.PROBABILITY), values.get(Key.NEXT_TRIALS));
  }

  /**
   * How the intervals of an experiment are made.
   *
   * @param values values of {@code estimate}
   * @param experimentId the id of the experiment; empty for one that has none
   * @return the plan
   * @throws IllegalArgumentException if the method needs more replicates
   */
  public static IntervalPlan intervals(KeyValues values, String experimentId) {
    return new IntervalPlan(
        values.get(Key.INTERVALS),
        values.get(Key.REPLICATES),
        values.get(Key.RANDOM_SEED),
        experimentId);
  }

  /**
   * The same, of values that were typed.
   *
   * @param values values of {@code estimate}
   * @param experimentId the id of the experiment; empty for one that has none
   * @return the plan
   * @throws ConfigException if the method needs more replicates; it names the flag
   */
  public static IntervalPlan typedIntervals(KeyValues values, String experimentId) {
    try {
      return intervals(values, experimentId);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "cannot use `" + values.get(Key.REPLICATES) + "`",
          Key.REPLICATES.flag(),
          "give at least " + IntervalPlan.LEAST_REPLICATES);
    }
  }
}
