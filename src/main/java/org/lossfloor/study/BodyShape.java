package org.lossfloor.study;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.Threshold;

/**
 * Trials that follow the convex law on [0, 1] up to a threshold and something else beyond it
 * (coverage.md, "The designs"). The share q of the trials in the regime is uniform on (0.12, 0.70),
 * at most 0.60 where 35 per cent fail, and 1 where there is no body. The noise o is log-uniform on
 * (0.01, 0.3) times S. Where so much noise puts the threshold of a small regime beyond the best
 * possible score, both are drawn anew.
 *
 * @param body what lies beyond the regime
 * @param dimension the effective dimension c
 */
public record BodyShape(Body body, int dimension) implements Design {
  private static final double LEAST_REGIME = .12;
  private static final double MOST_REGIME = .70;
  private static final double MOST_REGIME_OF_FAILED = .60;
  private static final double LEAST_NOISE = .01;
  private static final double MOST_NOISE = .3;
  private static final double STEPS_OF_ROUNDING = 25;

  @Override
  public String name() {
    return body.label() + ",c=" + dimension;
  }

  @Override
  public Draw draw(int trials, UniformRandomProvider random) {
    Mixture mixture = mixture(random);
    double[] scores = new double[trials];
    Arrays.setAll(scores, i -> mixture.sample(random));
    if (body == Body.ROUNDED) {
      double step = mixture.quartile() / STEPS_OF_ROUNDING;
      Arrays.setAll(scores, i -> step * Math.rint(scores[i] / step));
    }
    return new Draw(
        scores,
        mixture.truth(trials),
        Frame.loss(EstimateSettings.DEFAULT_MAX_DIMENSION),
        new Threshold.Auto());
  }

  private Mixture mixture(UniformRandomProvider random) {
    Optional<Mixture> mixture = Optional.empty();
    while (mixture.isEmpty()) {
      double noise = Math.exp(random.nextDouble(Math.log(LEAST_NOISE), Math.log(MOST_NOISE)));
      mixture = Mixture.of(this, share(random), noise);
    }
    return mixture.get();
  }

  private double share(UniformRandomProvider random) {
    return switch (body) {
      case NONE -> 1;
      case FAILED -> random.nextDouble(LEAST_REGIME, MOST_REGIME_OF_FAILED);
      default -> random.nextDouble(LEAST_REGIME, MOST_REGIME);
    };
  }

  /** A law up to a threshold, the quantile of the law at the share, and a body beyond. */
  private record Mixture(Body body, NoisyQuadratic law, double share, double threshold)
      implements Body.Regime {
    private static final int MOST_ROUNDS = 40;
    private static final double SETTLED = 1e-9;

    /**
     * The noise is a share of the quartile, which itself depends a little on the noise; nothing
     * where the threshold is no worse than the best possible score.
     */
    static Optional<Mixture> of(BodyShape shape, double share, double relativeNoise) {
      Mixture mixture = with(shape, share, 0);
      double change = Double.POSITIVE_INFINITY;
      for (int i = 0; i < MOST_ROUNDS && change > SETTLED; i++) {
        Mixture next = with(shape, share, relativeNoise * mixture.quartile());
        change = Math.abs(next.quartile() / mixture.quartile() - 1);
        mixture = next;
        if (!(mixture.threshold > 0)) {
          return Optional.empty();
        }
      }
      return Optional.of(mixture);
    }

    private static Mixture with(BodyShape shape, double share, double noise) {
      NoisyQuadratic law = NoisyQuadratic.convex(0, 1, shape.dimension, noise);
      return new Mixture(shape.body, law, share, law.quantile(share));
    }

    /** S: the best possible score is 0. */
    double quartile() {
      return share >= .25
          ? law.quantile(.25)
          : threshold * (1 + body.beyond((.25 - share) / (1 - share), this));
    }

    double sample(UniformRandomProvider random) {
      double score = law.sample(random);
      return score <= threshold ? score : threshold * (1 + beyond(score, random));
    }

    private double beyond(double score, UniformRandomProvider random) {
      return body == Body.DRIFT
          ? Body.bent(score / threshold - 1)
          : body.beyond(random.nextDouble(), this);
    }

    Truth truth(int trials) {
      return new Truth(
          0,
          quartile(),
          (int) law.c(),
          law.quantile(Truth.medianLevel(2.0 * trials)),
          law.quantile(Truth.medianLevel(10.0 * trials)));
    }

    @Override
    public double density() {
      return law.density(threshold) * threshold / (1 - share);
    }

    @Override
    public double law(double level) {
      return law.survivalQuantile((1 - share) * (1 - level)) / threshold - 1;
    }
  }
}
