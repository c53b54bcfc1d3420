package org.lossfloor.fit;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.lossfloor.config.CoreSettings;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.error.ConfigException;
import org.lossfloor.error.UserException;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.IntervalPlan;
import org.lossfloor.estimate.noise.NoiseRule;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.MetricWords;

/**
 * What {@code lossfloor fit} and {@code lossfloor curve} are asked for.
 *
 * @param file the file of scores, or {@code -} for standard input
 * @param score the field with the scores; nothing for the only one that is numeric
 * @param inOrder whether the file is in the order in which the trials were drawn
 * @param experimentId the id of the experiment whose replicates an audit draws; empty for none
 * @param bestReruns scores of reruns of the best configuration; empty where there are none
 * @param values values of the keys on {@link Key.Face#FIT} and {@link Key.Face#CURVE}
 */
public record FitRequest(
    String file,
    Optional<String> score,
    boolean inOrder,
    String experimentId,
    List<Double> bestReruns,
    KeyValues values) {
  /** Copies the scores. */
  public FitRequest {
    bestReruns = List.copyOf(bestReruns);
  }

  /**
   * A request where the best configuration was not run again.
   *
   * @param file the file of scores, or {@code -} for standard input
   * @param score the field with the scores; nothing for the only one that is numeric
   * @param inOrder whether the file is in the order in which the trials were drawn
   * @param experimentId the id of the experiment whose replicates an audit draws; empty for none
   * @param values values of the keys on {@link Key.Face#FIT} and {@link Key.Face#CURVE}
   */
  public FitRequest(
      String file, Optional<String> score, boolean inOrder, String experimentId, KeyValues values) {
    this(file, score, inOrder, experimentId, List.of(), values);
  }

  /** The same with the direction that the name of a field tells, where none was given. */
  FitRequest directedBy(Optional<String> field) {
    Optional<Direction> told = field.flatMap(MetricWords::direction);
    return told.isEmpty() || values.has(Key.DIRECTION)
        ? this
        : new FitRequest(
            file, score, inOrder, experimentId, bestReruns, values.with(Key.DIRECTION, told.get()));
  }

  /** The encoding that the file is declared to have. */
  Optional<Charset> charset() {
    return values.find(Key.ENCODING).map(Charset::forName);
  }

  /**
   * The settings of the estimate.
   *
   * @param trials the numbers of trials at which the tuning curve is wanted
   * @throws UserException if options contradict each other
   */
  EstimateSettings settings(List<Double> trials) {
    if (values.has(Key.DIMENSION) && values.has(Key.MAX_DIMENSION)) {
      throw new ConfigException(
          "cannot use `" + values.get(Key.MAX_DIMENSION) + "`",
          Key.MAX_DIMENSION.flag(),
          "leave it out where --dimension says which dimension it is");
    }
    return CoreSettings.estimate(values, trials);
  }

  /** What is asked of the fitted law. */
  DecideSettings decide() {
    return CoreSettings.decide(values);
  }

  /**
   * Where the noise between runs of one configuration may be taken from.
   *
   * @throws UserException if options contradict each other, or there are too few reruns
   */
  NoiseRule noise() {
    if (bestReruns.isEmpty()) {
      return values.get(Key.NOISE);
    }
    if (values.has(Key.NOISE)) {
      throw new ConfigException(
          "cannot use `" + values.get(Key.NOISE).text() + "`",
          Key.NOISE.flag(),
          "leave it out where --best-reruns tells the noise");
    }
    try {
      return new NoiseRule.BestReruns(bestReruns);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "cannot use the scores " + bestReruns,
          "--best-reruns",
          "give at least 2 runs of one configuration that did not fail");
    }
  }

  /**
   * How the intervals are made.
   *
   * @throws UserException if the method needs more replicates
   */
  IntervalPlan plan() {
    return CoreSettings.typedIntervals(values, experimentId);
  }
}
