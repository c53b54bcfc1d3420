package org.lossfloor.report.view;

import java.util.Optional;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.distribution.TuningCurve;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.noise.NoiseLimit;
import org.lossfloor.sweep.Direction;

/**
 * The fitted law of an experiment, and where it holds.
 *
 * @param direction which end of the score is the good one
 * @param bestScore the best possible score
 * @param dimension the effective dimension
 * @param noise the residual standard deviation
 * @param limit what limits the interval of the best possible score besides; nothing where it rests
 *     on the scores alone
 * @param lowerEnd the lower end of the law's mean part
 * @param upperEnd the upper end of the law's mean part
 * @param tail where the law holds, and how well
 * @param intervalMethod how the intervals were made, {@code none} if there are none
 * @param intervalReplicates the simulated samples behind the intervals; 0 for profile intervals
 */
public record LawView(
    Direction direction,
    Estimate.Quantity bestScore,
    Estimate.Dimension dimension,
    Estimate.Quantity noise,
    Optional<NoiseLimit> limit,
    double lowerEnd,
    double upperEnd,
    Tail tail,
    String intervalMethod,
    int intervalReplicates) {
  /**
   * Where the law holds, and how well.
   *
   * @param threshold where the regime starts; worse scores count, but only as worse
   * @param method how the threshold was found: {@code auto}, {@code none}, {@code score} or {@code
   *     tail-fraction}
   * @param probability the fitted probability that a trial lies in the regime, in (0, 1]
   * @param objective the spacing objective per (n+1) at the fit
   * @param goodness how well the tail follows the law
   */
  public record Tail(
      double threshold,
      String method,
      double probability,
      double objective,
      Estimate.GoodnessOfFit goodness) {}

  /**
   * Returns where the regime starts.
   *
   * @return {@link Tail#threshold}
   */
  public double threshold() {
    return tail.threshold();
  }

  /**
   * Returns how far the threshold lies from the best possible score.
   *
   * @return a length in the unit of the score, not negative
   */
  public double depth() {
    return Math.abs(threshold() - bestScore.estimate());
  }

  /**
   * Returns where a score lies in the tail.
   *
   * @param score a score
   * @return 0 at the best possible score, 1 at the threshold, negative for a better score; NaN for
   *     a tail without depth
   */
  public double place(double score) {
    double depth = threshold() - bestScore.estimate();
    return depth == 0 ? Double.NaN : (score - bestScore.estimate()) / depth;
  }

  /**
   * Returns the fitted distribution of the score of one trial.
   *
   * @return the law; nothing if the parameters in the table are none of a law
   */
  public Optional<NoisyQuadratic> distribution() {
    try {
      return Optional.of(
          new NoisyQuadratic(
              lowerEnd,
              upperEnd,
              dimension.estimate(),
              noise.estimate(),
              direction == Direction.MINIMIZE));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the tuning curve of the law.
   *
   * @return the curve; nothing where there is no {@link #distribution}
   */
  public Optional<TuningCurve> tuningCurve() {
    return distribution().map(law -> TuningCurve.of(law, direction == Direction.MINIMIZE));
  }
}
