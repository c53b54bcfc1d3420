package org.lossfloor.study;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.Threshold;

/**
 * Random search on a known surface (coverage.md, "The designs").
 *
 * @param surface the surface
 * @param noise the standard deviation of the normal noise, as a share of the distance of the
 *     noise-free best quartile from the minimum
 */
public record SurfaceSearch(Surface surface, double noise) implements Design {
  @Override
  public String name() {
    return surface.label() + ",o=" + Double.toString(noise);
  }

  @Override
  public Draw draw(int trials, UniformRandomProvider random) {
    SurfaceLaw law = SurfaceLaw.of(this);
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double[] x = new double[surface.hyperparameters()];
    double[] scores = new double[trials];
    for (int i = 0; i < trials; i++) {
      Arrays.setAll(x, j -> random.nextDouble());
      scores[i] = surface.loss(x) + law.noise() * gaussian.sample();
    }
    Truth truth =
        new Truth(
            0,
            law.quartile(),
            surface.dimension(),
            law.lowQuantile(Truth.medianLevel(2.0 * trials)),
            law.lowQuantile(Truth.medianLevel(10.0 * trials)));
    return new Draw(
        scores, truth, Frame.loss(EstimateSettings.DEFAULT_MAX_DIMENSION), new Threshold.Auto());
  }
}
