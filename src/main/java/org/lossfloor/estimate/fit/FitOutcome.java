package org.lossfloor.estimate.fit;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lossfloor.distribution.NoisyQuadratic;

/** The outcome of a fit: a law, or the reason why there is none. */
public sealed interface FitOutcome {
  /**
   * A law was fitted.
   *
   * @param law the best law over all allowed dimensions, on the score's own scale
   * @param loss the spacing objective of the law per n + 1
   * @param trials n, the censored trials included
   * @param observed number of trials between the limits
   * @param profile the best law of each allowed dimension that has one, in order of c; where the
   *     data speak clearly against a dimension (a total more than 3 above the best), a good law
   *     with its own loss, not always the best one
   * @param boundaries where the law lies at the edge of what was allowed, in the order of the enum
   */
  record Fitted(
      NoisyQuadratic law,
      double loss,
      long trials,
      long observed,
      List<DimensionFit> profile,
      Set<Boundary> boundaries)
      implements FitOutcome {
    /** Copies the collections. */
    public Fitted {
      profile = List.copyOf(profile);
      // Not Set.copyOf: its order differs from one JVM to the next.
      boundaries = Collections.unmodifiableSet(new TreeSet<>(boundaries));
    }
  }

  /**
   * Too few different scores between the limits.
   *
   * @param distinct number of different scores between the limits
   * @param needed the least number
   */
  record TooFewTrials(int distinct, int needed) implements FitOutcome {}

  /**
   * The data do not determine a law.
   *
   * @param reason why
   * @param detail the reason with the values at hand, for people
   */
  record NotIdentifiable(Obstacle reason, String detail) implements FitOutcome {}

  /**
   * The best law of one effective dimension.
   *
   * @param c effective dimension
   * @param law the law, on the score's own scale
   * @param loss its spacing objective per n + 1
   */
  record DimensionFit(int c, NoisyQuadratic law, double loss) {}

  /** Why the data do not determine a law. */
  enum Obstacle {
    /** All scores between the limits are the same. */
    ALL_TIED,
    /** The scores, or what they span, are too large or too small for double precision. */
    OUT_OF_RANGE,
    /** No law within the constraints gives the data a positive probability. */
    CONSTRAINTS_EXCLUDE_DATA
  }

  /** An edge of what was allowed. */
  enum Boundary {
    /** The noise is 0 or so small that it makes no difference. */
    NO_NOISE,
    /** The noise is so large against b - a that the law is a normal one. */
    NORMAL_LIMIT,
    /** The lower end lies on its constraint. */
    A,
    /** The upper end lies on its constraint. */
    B,
    /** The noise lies on its constraint. */
    O,
    /** The smallest of several allowed dimensions. */
    LOWEST_DIMENSION,
    /** The largest of several allowed dimensions: a larger one might fit better. */
    HIGHEST_DIMENSION
  }
}
