package org.lossfloor.study.bench;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** How the loss of a configuration is observed. The mean of what is observed rises with it. */
@FunctionalInterface
interface Measure {
  /**
   * The score of one run.
   *
   * @param loss the loss of its configuration, at least 0; not NaN
   * @param random the source of all noise
   * @return the score, smaller is better
   */
  double score(double loss, UniformRandomProvider random);

  /** Normal noise with a standard deviation of its own for every loss. */
  static Measure normal(Spread spread) {
    return (loss, random) -> loss + spread.at(loss) * gaussian(random);
  }

  /** The standard deviation at a loss. */
  @FunctionalInterface
  interface Spread {
    /** The standard deviation of the score of a configuration with this loss. */
    double at(double loss);
  }

  /** Student's noise with 3 degrees of freedom, scaled to a standard deviation. */
  static Measure student(double deviation) {
    return (loss, random) -> {
      double squares = 0;
      for (int i = 0; i < 3; i++) {
        double z = gaussian(random);
        squares += z * z;
      }
      return loss + deviation / Math.sqrt(3) * gaussian(random) / Math.sqrt(squares / 3);
    };
  }

  /** Normal noise, five times as large in one run of twenty. */
  static Measure contaminated(double deviation) {
    return (loss, random) ->
        loss + (random.nextDouble() < .05 ? 5 : 1) * deviation * gaussian(random);
  }

  /** The best of several noisy epochs. */
  static Measure bestEpoch(int epochs, double deviation) {
    return (loss, random) -> {
      double best = Double.POSITIVE_INFINITY;
      for (int i = 0; i < epochs; i++) {
        best = Math.min(best, loss + deviation * gaussian(random));
      }
      return best;
    };
  }

  /**
   * The best of several noisy epochs whose noise is like that of the epoch before, while the loss
   * still falls.
   */
  static Measure bestOfCurve(int epochs, double deviation, double start) {
    return (loss, random) -> {
      double best = Double.POSITIVE_INFINITY;
      double noise = gaussian(random);
      for (int i = 1; i <= epochs; i++) {
        noise = .8 * noise + .6 * gaussian(random);
        best = Math.min(best, loss + start / i + deviation * noise);
      }
      return best;
    };
  }

  /** The share of wrong answers on a test set of its own for each run. */
  static Measure testSet(int size, double floor, double slope) {
    return (loss, random) -> {
      double rate = Math.min(.9, floor + slope * loss);
      double wrong = wrong(size, rate, random);
      return wrong / size;
    };
  }

  /**
   * Runs that stop too early, exponentially distributed delays of the loss besides normal noise.
   */
  static Measure earlyStop(double deviation, double delay) {
    return (loss, random) ->
        loss + deviation * gaussian(random) - delay * Math.log1p(-random.nextDouble());
  }

  /** A standard normal number. */
  static double gaussian(UniformRandomProvider random) {
    return ZigguratSampler.NormalizedGaussian.of(random).sample();
  }

  /**
   * A binomial number: exact where fewer than 50 are expected, else the nearest to a normal one.
   */
  private static double wrong(int size, double rate, UniformRandomProvider random) {
    if (size * rate >= 50) {
      double mean = size * rate;
      double drawn = Math.rint(mean + Math.sqrt(mean * (1 - rate)) * gaussian(random));
      return Math.max(0, Math.min(size, drawn));
    }
    // The runs of right answers between two wrong ones are geometric.
    double right = Math.log1p(-rate);
    int wrong = 0;
    double answers = 1 + Math.floor(Math.log1p(-random.nextDouble()) / right);
    while (answers <= size) {
      wrong++;
      answers += 1 + Math.floor(Math.log1p(-random.nextDouble()) / right);
    }
    return wrong;
  }
}
