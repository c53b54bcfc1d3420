package org.lossfloor.study;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Threshold;

/**
 * Every trial follows the convex law on [0, 1], and the threshold is known: the quantile of the law
 * at a level that is uniform on (0.3, 0.6), anew for every experiment (coverage.md).
 *
 * @param dimension the effective dimension c
 * @param noise the standard deviation of the noise, o = s
 */
public record InsideRegime(int dimension, double noise) implements Design {
  private static final int MAX_DIMENSION = 6;
  private static final double LEAST_REGIME = .3;
  private static final double MOST_REGIME = .6;

  @Override
  public String name() {
    return "c=%d,s=%s".formatted(dimension, Double.toString(noise));
  }

  @Override
  public Draw draw(int trials, UniformRandomProvider random) {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, dimension, noise);
    double threshold = law.quantile(random.nextDouble(LEAST_REGIME, MOST_REGIME));
    double[] scores = new double[trials];
    Arrays.setAll(scores, i -> law.sample(random));
    Truth truth =
        new Truth(
            0,
            law.quantile(.25),
            dimension,
            law.quantile(Truth.medianLevel(2.0 * trials)),
            law.quantile(Truth.medianLevel(10.0 * trials)));
    return new Draw(scores, truth, Frame.loss(MAX_DIMENSION), new Threshold.At(threshold));
  }
}
