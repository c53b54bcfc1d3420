package org.lossfloor.fit;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.lossfloor.config.EstimateConfig;
import org.lossfloor.config.IntervalRequest;
import org.lossfloor.config.TextLayout;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.estimate.Closeness;
import org.lossfloor.estimate.DecideSettings;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.Objective;
import org.lossfloor.estimate.Threshold;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.Direction;

/**
 * What {@code lossfloor fit} and {@code lossfloor curve} are asked for, as typed.
 *
 * @param file the file of scores, or {@code -} for standard input
 * @param score the field with the scores; nothing for the only one that is numeric
 * @param encoding the encoding of the file; nothing for UTF-8 unless it starts as another
 * @param direction {@code minimize} or {@code maximize}; nothing for {@code minimize}
 * @param threshold {@code auto}, {@code none}, a number on the scale of the score, or the best
 *     share of the trials such as {@code 25%}
 * @param bounds the values a score can take, {@code LO,HI}; an end that is left out is open
 * @param maxDimension the largest effective dimension tried, 1 to 10
 * @param dimension the effective dimension where it is known, 1 to 10
 * @param confidence the confidence of intervals, sets and bands, in [0.5, 0.999]
 * @param objective {@code recipe} or {@code reference}
 * @param inOrder whether the file is in the order in which the trials were drawn
 * @param eps the distance to the best possible score that is close enough, {@code 0.01} or {@code
 *     5%}; nothing for the default
 * @param nextTrials the numbers of further trials whose gain is wanted; nothing for the defaults
 * @param intervals how the intervals are made
 */
public record FitRequest(
    String file,
    Optional<String> score,
    Optional<String> encoding,
    Optional<String> direction,
    String threshold,
    Optional<String> bounds,
    OptionalInt maxDimension,
    OptionalInt dimension,
    double confidence,
    String objective,
    boolean inOrder,
    Optional<String> eps,
    Optional<List<Integer>> nextTrials,
    IntervalRequest intervals) {
  /**
   * The encoding that the file is declared to have.
   *
   * @throws UserException if there is none of that name
   */
  Optional<Charset> charset() {
    return encoding.map(
        name ->
            TextLayout.charset(name)
                .orElseThrow(
                    () -> error("--encoding", name, "give one such as UTF-8 or windows-1252")));
  }

  /** The direction that holds. */
  Direction wantedDirection() {
    return direction
        .map(
            text ->
                Coded.parse(Direction.class, text)
                    .orElseThrow(() -> error("--direction", text, "give minimize or maximize")))
        .orElse(Direction.MINIMIZE);
  }

  /**
   * The settings of the estimate.
   *
   * @param trials the numbers of trials at which the tuning curve is wanted
   * @throws UserException if an option cannot be used
   */
  EstimateSettings settings(List<Double> trials) {
    double[] ends = ends();
    int largest = largestDimension();
    if (!EstimateSettings.isConfidence(confidence)) {
      throw error("--confidence", String.valueOf(confidence), "give " + EstimateConfig.CONFIDENCES);
    }
    try {
      return new EstimateSettings(
          wantedDirection(),
          wantedThreshold(),
          ends[0],
          ends[1],
          dimension.orElse(1),
          largest,
          dimension.isPresent(),
          confidence,
          wantedObjective(),
          trials);
    } catch (IllegalArgumentException e) {
      throw error("--trials", trials.toString(), "give numbers from 1 to 1e9");
    }
  }

  /**
   * What is asked of the fitted law.
   *
   * @throws UserException if an option cannot be used
   */
  DecideSettings decide() {
    DecideSettings usual = DecideSettings.DEFAULT;
    List<Integer> next = nextTrials.orElse(usual.nextTrials());
    Closeness close =
        eps.map(
                text ->
                    Closeness.parse(text)
                        .orElseThrow(
                            () -> error("--eps", text, "give a positive number, or such as 5%")))
            .orElse(usual.eps());
    try {
      return new DecideSettings(close, usual.probability(), next);
    } catch (IllegalArgumentException e) {
      throw error("--next-trials", next.toString(), "give whole numbers from 1 to 1000000000");
    }
  }

  private int largestDimension() {
    if (dimension.isPresent() && maxDimension.isPresent()) {
      throw error(
          "--max-dimension",
          String.valueOf(maxDimension.getAsInt()),
          "leave it out where --dimension says which dimension it is");
    }
    int largest = dimension.orElse(maxDimension.orElse(EstimateConfig.MAX_DIMENSION));
    if (!EstimateSettings.isDimension(largest)) {
      throw error(
          dimension.isPresent() ? "--dimension" : "--max-dimension",
          String.valueOf(largest),
          "give a whole number from 1 to " + EstimateSettings.DIMENSION_LIMIT);
    }
    return largest;
  }

  private Threshold wantedThreshold() {
    boolean word = threshold.equals("auto") || threshold.equals("none");
    String digits = threshold.endsWith("%") ? threshold.replaceFirst("%$", "") : threshold;
    try {
      if (word || number(digits).isPresent()) {
        return Threshold.parse(threshold.strip());
      }
    } catch (IllegalArgumentException e) {
      throw thresholdError();
    }
    throw thresholdError();
  }

  private UserException thresholdError() {
    return error("--threshold", threshold, "give auto, none, a number, or a share such as 25%");
  }

  private Objective wantedObjective() {
    return Coded.parse(Objective.class, objective)
        .orElseThrow(() -> error("--objective", objective, "give recipe or reference"));
  }

  /** The bounds, infinite where open. */
  private double[] ends() {
    if (bounds.isEmpty()) {
      return new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
    }
    String[] parts = bounds.get().split(",", -1);
    if (parts.length != 2) {
      throw boundsError();
    }
    double low = end(parts[0], Double.NEGATIVE_INFINITY);
    double high = end(parts[1], Double.POSITIVE_INFINITY);
    if (!(low < high)) {
      throw boundsError();
    }
    return new double[] {low, high};
  }

  private double end(String text, double open) {
    if (text.isBlank()) {
      return open;
    }
    return number(text).orElseThrow(this::boundsError);
  }

  /** A finite number, or nothing. */
  private static OptionalDouble number(String text) {
    OptionalDouble number = ScoreColumn.score(text);
    return number.isPresent() && Double.isFinite(number.getAsDouble())
        ? number
        : OptionalDouble.empty();
  }

  private UserException boundsError() {
    return error(
        "--bounds",
        bounds.orElse(""),
        "give the lower bound before the upper, for example 0,1; or one of them, 0, or ,1");
  }

  private static UserException error(String option, String value, String mend) {
    return new UsageException("cannot use `" + value + "`", option, mend);
  }
}
