package org.lossfloor.distribution.band;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Beta(a, b), the distribution of a uniform order statistic, on the logit scale t = log(x / (1-x)),
 * where both tails are near exponential and points next to 0 and 1 keep their digits.
 *
 * @param a first shape, &gt;= 1
 * @param b second shape, &gt;= 1
 */
record OrderStatistic(double a, double b) {

  static double fromLogit(double t) {
    return 1 / (1 + Math.exp(-t));
  }

  /** P(X &lt;= x) at logit t. */
  double cdf(double t) {
    return t <= 0
        ? RegularizedBeta.value(fromLogit(t), a, b)
        : RegularizedBeta.complement(fromLogit(-t), b, a);
  }

  /** P(X &gt; x) at logit t. */
  double survival(double t) {
    return new OrderStatistic(b, a).cdf(-t);
  }

  /** The density of the logit: x^a (1-x)^b / B(a, b). */
  double density(double t) {
    double x = fromLogit(t);
    double complement = fromLogit(-t);
    double density =
        t <= 0 ? RegularizedBeta.derivative(x, a, b) : RegularizedBeta.derivative(complement, b, a);
    return density * x * complement;
  }

  /** A first guess at the logit z standard deviations from the centre. */
  double nearNormal(double z) {
    return Math.log((a - 0.5) / (b - 0.5)) + z * logitDeviation();
  }

  /**
   * A Newton step of the logit, cut to eight standard deviations: from a flat place a full step
   * could land where the cdf underflows.
   */
  double cautious(double step) {
    double longest = 8 * logitDeviation();
    return Math.max(-longest, Math.min(longest, step));
  }

  /** The standard deviation of the logit, to first order. */
  double logitDeviation() {
    return Math.sqrt(1 / a + 1 / b);
  }
}
