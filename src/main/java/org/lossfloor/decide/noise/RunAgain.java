package org.lossfloor.decide.noise;

import java.util.OptionalDouble;
import org.lossfloor.distribution.NoisyQuadratic;

/**
 * What the best trial is worth if it is run again.
 *
 * <p>The mean of a configuration whose run has the score y is on average {@code y + sd^2
 * f'(y)/f(y)}, where f is the density of the scores of all trials and sd the noise between runs
 * (Tweedie's formula). That y was picked as the best does not matter.
 */
public final class RunAgain {
  /** Of a standard deviation: how far apart the densities are whose difference is taken. */
  private static final double STEP = 1e-3;

  private RunAgain() {}

  /**
   * Computes the worth.
   *
   * @param best the score of the best trial
   * @param law the fitted law
   * @param sd the standard deviation between runs, at least 0
   * @return a score; nothing where the law gives the best trial no density
   */
  public static OptionalDouble worth(double best, NoisyQuadratic law, double sd) {
    double step = STEP * law.o();
    double slope = (law.logDensity(best + step) - law.logDensity(best - step)) / (2 * step);
    double worth = best + sd * sd * slope;
    return Double.isFinite(worth) ? OptionalDouble.of(worth) : OptionalDouble.empty();
  }
}
