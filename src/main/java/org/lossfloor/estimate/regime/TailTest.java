package org.lossfloor.estimate.regime;

import java.util.Optional;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.spacing.SpacingFit;
import org.lossfloor.sweep.Direction;

/**
 * The fit of one tail and how well it follows its law; the null table is simulated with it.
 *
 * @param dimension the fitted effective dimension
 * @param relativeNoise the fitted noise over the distance of the last score of the tail from the
 *     best possible one
 * @param statistic the Anderson-Darling statistic of the tail
 */
public record TailTest(int dimension, double relativeNoise, double statistic) {
  /**
   * Fits and tests a tail as the regime selector does.
   *
   * @param scores one per trial, smaller is better
   * @param size the number of scores in the tail, at least 12 and at most all
   * @return empty if no law was found or the sample is too small for any fit
   */
  public static Optional<TailTest> of(double[] scores, int size) {
    Sample sample = Sample.of(scores, Direction.MINIMIZE);
    if (!sample.sufficient()) {
      return Optional.empty();
    }
    TailFits fits =
        new Regime.Search(Double.NEGATIVE_INFINITY, 1, EstimateSettings.DEFAULT_MAX_DIMENSION)
            .tail(sample.tail(size));
    fits.walk(null);
    return fits.isFound() ? Optional.of(of(fits)) : Optional.empty();
  }

  private static TailTest of(TailFits fits) {
    SpacingFit fit = fits.best();
    double depth = fits.tail().score(fits.tail().size() - 1) - fit.a();
    return new TailTest(fit.c(), fit.o() / depth, fits.goodness().statistic());
  }
}
