package org.lossfloor.estimate;

import java.io.Serializable;
import java.util.List;
import org.lossfloor.sweep.Direction;

/**
 * What is to be estimated from the scores of one experiment, and under which assumptions.
 *
 * @param direction which end of the score is the good one
 * @param threshold how the start of the regime is found
 * @param lowerBound the smallest score the metric can take, or {@code -Infinity}
 * @param upperBound the largest score the metric can take, or {@code +Infinity}
 * @param minDimension the smallest effective dimension tried, 1 to {@code maxDimension}
 * @param maxDimension the largest effective dimension tried, 1 to 10
 * @param pinned whether the dimension is known, so that smallest and largest are equal; a largest
 *     dimension of 1 that only limits the search is not
 * @param confidence the confidence of intervals and sets, in [0.5, 0.999]
 * @param objective the spacing objective
 * @param trials the numbers of trials at which the tuning curve is wanted, each at least 1
 */
public record EstimateSettings(
    Direction direction,
    Threshold threshold,
    double lowerBound,
    double upperBound,
    int minDimension,
    int maxDimension,
    boolean pinned,
    double confidence,
    Objective objective,
    List<Double> trials)
    implements Serializable {

  /** The default of the largest effective dimension tried (method.md, section 5). */
  public static final int DEFAULT_MAX_DIMENSION = 7;

  /** The largest effective dimension that can be asked for. */
  public static final int DIMENSION_LIMIT = 10;

  /** The smallest confidence that can be asked for. */
  public static final double LEAST_CONFIDENCE = 0.5;

  /** The largest confidence that can be asked for. */
  public static final double MOST_CONFIDENCE = 0.999;

  /** The default confidence. */
  public static final double DEFAULT_CONFIDENCE = 0.95;

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException if a value is outside its range; the message names it
   */
  public EstimateSettings {
    require(lowerBound < upperBound, "bounds", lowerBound + ", " + upperBound, "lower < upper");
    require(isDimension(maxDimension), "max dimension", maxDimension, "1 to " + DIMENSION_LIMIT);
    require(
        minDimension >= 1 && minDimension <= maxDimension,
        "dimension",
        minDimension,
        "1 to the max dimension, " + maxDimension);
    require(
        !pinned || minDimension == maxDimension,
        "dimension",
        minDimension + " to " + maxDimension,
        "one number where it is known");
    require(
        isConfidence(confidence),
        "confidence",
        confidence,
        LEAST_CONFIDENCE + " to " + MOST_CONFIDENCE);
    trials = List.copyOf(trials);
    for (double n : trials) {
      require(n >= 1 && n <= 1e9, "number of trials", n, "1 to 1e9");
    }
  }

  /**
   * Settings whose dimension is known where smallest and largest are equal.
   *
   * @param direction which end of the score is the good one
   * @param threshold how the start of the regime is found
   * @param lowerBound the smallest score the metric can take, or {@code -Infinity}
   * @param upperBound the largest score the metric can take, or {@code +Infinity}
   * @param minDimension the smallest effective dimension tried
   * @param maxDimension the largest effective dimension tried
   * @param confidence the confidence of intervals and sets
   * @param objective the spacing objective
   * @param trials the numbers of trials at which the tuning curve is wanted
   * @throws IllegalArgumentException if a value is outside its range; the message names it
   */
  public EstimateSettings(
      Direction direction,
      Threshold threshold,
      double lowerBound,
      double upperBound,
      int minDimension,
      int maxDimension,
      double confidence,
      Objective objective,
      List<Double> trials) {
    this(
        direction,
        threshold,
        lowerBound,
        upperBound,
        minDimension,
        maxDimension,
        minDimension == maxDimension,
        confidence,
        objective,
        trials);
  }

  /**
   * Returns whether a dimension can be asked for.
   *
   * @param dimension any number
   * @return whether it is from 1 to {@value #DIMENSION_LIMIT}
   */
  public static boolean isDimension(int dimension) {
    return dimension >= 1 && dimension <= DIMENSION_LIMIT;
  }

  /**
   * Returns whether a confidence can be asked for.
   *
   * @param level any number
   * @return whether it is from {@value #LEAST_CONFIDENCE} to {@value #MOST_CONFIDENCE}
   */
  public static boolean isConfidence(double level) {
    return level >= LEAST_CONFIDENCE && level <= MOST_CONFIDENCE;
  }

  private static void require(boolean holds, String name, Object value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Cannot use " + value + " as " + name + ": it must be " + range);
    }
  }

  /**
   * Returns whether a smaller score is better.
   *
   * @return whether the direction is {@link Direction#MINIMIZE}
   */
  public boolean minimize() {
    return direction == Direction.MINIMIZE;
  }

  /**
   * Returns the values that the metric can take.
   *
   * @return the bounds, infinite where there is none
   */
  public Interval bounds() {
    return new Interval(lowerBound, upperBound);
  }

  /**
   * Returns settings with everything at its default: automatic threshold, no bounds, free
   * dimension.
   *
   * @param direction which end of the score is the good one
   * @return the settings
   */
  public static EstimateSettings withDefaults(Direction direction) {
    return new EstimateSettings(
        direction,
        new Threshold.Auto(),
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        1,
        DEFAULT_MAX_DIMENSION,
        DEFAULT_CONFIDENCE,
        Objective.RECIPE,
        List.of());
  }

  /**
   * Returns the same settings with another largest dimension.
   *
   * @param largest the largest effective dimension tried, at least the smallest
   * @return a copy
   */
  public EstimateSettings withMaxDimension(int largest) {
    return new EstimateSettings(
        direction,
        threshold,
        lowerBound,
        upperBound,
        minDimension,
        largest,
        pinned && largest == maxDimension,
        confidence,
        objective,
        trials);
  }

  /**
   * Returns the same settings with other points of the tuning curve.
   *
   * @param points the numbers of trials, each at least 1
   * @return a copy
   */
  public EstimateSettings withTrials(List<Double> points) {
    return new EstimateSettings(
        direction,
        threshold,
        lowerBound,
        upperBound,
        minDimension,
        maxDimension,
        pinned,
        confidence,
        objective,
        points);
  }
}
