package org.lossfloor.study;

import java.util.List;
import java.util.Map;
import org.lossfloor.estimate.Interval;

/**
 * What an estimator answered about one experiment.
 *
 * @param brackets every {@link Quantity} with its intervals
 * @param dimension the effective dimension of the best fit
 * @param dimensionSet the confidence set of the effective dimension at 95 per cent, ascending
 * @param tail how many scores the law was fitted to
 * @param tailRange the distance of the first and the last of them, above 0
 */
public record Findings(
    Map<Quantity, Bracket> brackets,
    int dimension,
    List<Integer> dimensionSet,
    int tail,
    double tailRange) {
  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if a quantity is missing
   */
  public Findings {
    brackets = Map.copyOf(brackets);
    dimensionSet = List.copyOf(dimensionSet);
    if (brackets.size() != Quantity.values().length) {
      throw new IllegalArgumentException("Cannot use " + brackets.size() + " quantities");
    }
  }

  /**
   * A number with two intervals.
   *
   * @param estimate the point estimate
   * @param at95 the interval at a confidence of 95 per cent
   * @param at80 the interval at a confidence of 80 per cent
   */
  public record Bracket(double estimate, Interval at95, Interval at80) {
    /**
     * Returns the interval at a level.
     *
     * @param level the level
     * @return the interval
     */
    public Interval at(Level level) {
      return level == Level.P95 ? at95 : at80;
    }
  }

  /** The levels of confidence that are checked. */
  public enum Level {
    /** 95 per cent. */
    P95(.95),
    /** 80 per cent. */
    P80(.80);

    private final double confidence;

    Level(double confidence) {
      this.confidence = confidence;
    }

    /**
     * Returns the level.
     *
     * @return in (0, 1)
     */
    public double confidence() {
      return confidence;
    }
  }

  /**
   * Returns the answer for a number.
   *
   * @param quantity which
   * @return the estimate with its intervals
   */
  public Bracket of(Quantity quantity) {
    return brackets.get(quantity);
  }
}
