package org.lossfloor.distribution.band;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** Equal-tailed intervals: half of the missing probability lies beyond each end. */
final class EqualTailedIntervals implements OrderStatisticIntervals {
  /** In standard deviations; Newton's next error is about the square of its last step. */
  private static final double SMALL_STEP = 1e-8;

  private static final int MOST_STEPS = 200;

  private final int n;

  /** Logits of the lower ends. */
  private final double[] logits;

  private final double[] lower;
  private final double[] upper;
  private boolean started;

  EqualTailedIntervals(int n) {
    this.n = n;
    this.logits = new double[n];
    this.lower = new double[n];
    this.upper = new double[n];
  }

  @Override
  public void moveTo(double miss) {
    double tail = miss / 2;
    double z = NormalDistribution.of(0, 1).inverseCumulativeProbability(tail);
    for (int i = 0; i < n; i++) {
      OrderStatistic beta = new OrderStatistic(i + 1.0, n - i);
      logits[i] = quantile(beta, Math.log(tail), started ? logits[i] : beta.nearNormal(z));
      lower[i] = OrderStatistic.fromLogit(logits[i]);
      upper[n - 1 - i] = OrderStatistic.fromLogit(-logits[i]);
    }
    started = true;
  }

  /** Newton on the logarithm of the cdf, which is concave in the logit. */
  private static double quantile(OrderStatistic beta, double logTail, double start) {
    double scale = beta.logitDeviation();
    double t = start;
    for (int steps = 0; steps < MOST_STEPS; steps++) {
      double cdf = beta.cdf(t);
      // Where the cdf underflows there is no slope; the quantile lies to the right.
      double step =
          cdf > 0 ? beta.cautious((logTail - Math.log(cdf)) * cdf / beta.density(t)) : scale;
      t += step;
      if (Math.abs(step) < SMALL_STEP * scale) {
        return t;
      }
    }
    throw new ArithmeticException("No quantile of " + beta + " at log probability " + logTail);
  }

  @Override
  public double[] lower() {
    return lower;
  }

  @Override
  public double[] upper() {
    return upper;
  }
}
