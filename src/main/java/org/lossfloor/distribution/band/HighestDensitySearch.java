package org.lossfloor.distribution.band;

/**
 * The two ends, as logits, of the highest density interval of one order statistic with a, b &gt; 1.
 * Newton on two equations:
 *
 * <pre>
 * log f(l) - log f(u)                = 0
 * log(F(l) + 1 - F(u)) - log(miss)   = 0
 * </pre>
 */
final class HighestDensitySearch {
  /** In standard deviations; Newton's next error is about the square of its last step. */
  private static final double SMALL_STEP = 1e-8;

  private static final int MOST_STEPS = 200;

  private final OrderStatistic beta;
  private final double mode;
  private final double scale;
  private double lower;
  private double upper;

  HighestDensitySearch(OrderStatistic beta, double z) {
    this.beta = beta;
    this.mode = Math.log((beta.a() - 1) / (beta.b() - 1));
    this.scale = beta.logitDeviation();
    this.lower = Math.min(beta.nearNormal(-z), mode - 0.1 * scale);
    this.upper = Math.max(beta.nearNormal(z), mode + 0.1 * scale);
  }

  /** Logit of the lower end. */
  double lower() {
    return lower;
  }

  /** Logit of the upper end. */
  double upper() {
    return upper;
  }

  void moveTo(double logMiss) {
    for (int steps = 0; steps < MOST_STEPS; steps++) {
      if (newtonStep(logMiss) < SMALL_STEP * scale) {
        return;
      }
    }
    throw new ArithmeticException("No interval of " + beta + " at log probability " + logMiss);
  }

  /** Moves both ends once and returns the longer of the two moves. */
  private double newtonStep(double logMiss) {
    double miss = beta.cdf(lower) + beta.survival(upper);
    double g1 = densityGap();
    double g2 = Math.log(miss) - logMiss;
    double g1Lower = slope(lower);
    double g1Upper = -slope(upper);
    double g2Lower = beta.density(lower) / miss;
    double g2Upper = -beta.density(upper) / miss;
    double determinant = g1Lower * g2Upper - g1Upper * g2Lower;
    double moveLower = beta.cautious((g1Upper * g2 - g2Upper * g1) / determinant);
    double moveUpper = beta.cautious((g2Lower * g1 - g1Lower * g2) / determinant);
    lower = lower + moveLower < mode ? lower + moveLower : (lower + mode) / 2;
    upper = upper + moveUpper > mode ? upper + moveUpper : (upper + mode) / 2;
    return Math.max(Math.abs(moveLower), Math.abs(moveUpper));
  }

  /** log f(l) - log f(u) of the density of x itself. */
  private double densityGap() {
    double below = Math.log1p(Math.exp(-upper)) - Math.log1p(Math.exp(-lower));
    double above = Math.log1p(Math.exp(upper)) - Math.log1p(Math.exp(lower));
    return (beta.a() - 1) * below + (beta.b() - 1) * above;
  }

  /** Derivative of log f by the logit. */
  private double slope(double t) {
    return (beta.a() - 1) * OrderStatistic.fromLogit(-t)
        - (beta.b() - 1) * OrderStatistic.fromLogit(t);
  }
}
