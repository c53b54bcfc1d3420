package org.lossfloor.decide.compare;

/**
 * The expected best of n trials by the trials alone, given that one of the n succeeds. The estimate
 * is the U-statistic, its standard error that of the infinitesimal jackknife.
 *
 * @param estimate the expected best loss
 * @param error its standard error, not negative
 * @param size how many trials were run
 */
record SeenBest(double estimate, double error, int size) {
  /**
   * Estimates.
   *
   * @param losses ascending; infinite ones failed, and at least one did not
   * @param trials n, from 1 to their number; need not be whole
   */
  static SeenBest of(double[] losses, double trials) {
    int finite = losses.length;
    while (Double.isInfinite(losses[finite - 1])) {
      finite--;
    }
    double[] beyond = Ranks.beyond(losses.length, trials);
    double mean = 0;
    for (int k = 0; k < finite; k++) {
      mean += (beyond[k] - beyond[k + 1]) * losses[k];
    }
    return new SeenBest(mean / (1 - beyond[finite]), error(losses, finite, trials), losses.length);
  }

  /**
   * With S_k the share of trials beyond rank k and f that of failed ones, the expected best is
   * {@code y_1 + sum (S_k^n - f^n) (y_(k+1) - y_k) / (1 - f^n)}; this is the spread of its
   * derivatives with respect to the weight of every trial.
   */
  private static double error(double[] losses, int finite, double trials) {
    int size = losses.length;
    double failed = (double) (size - finite) / size;
    double power = Math.pow(failed, trials);
    double[] slope = new double[size];
    double sum = 0;
    double excess = 0;
    for (int k = 1; k < finite; k++) {
      double gap = losses[k] - losses[k - 1];
      double left = (double) (size - k) / size;
      sum += trials * Math.pow(left, trials - 1) * gap;
      excess += (Math.pow(left, trials) - power) * gap;
      slope[k] = sum / (1 - power);
    }
    double range = losses[finite - 1] - losses[0];
    double lower = failed == 0 ? 0 : trials * Math.pow(failed, trials - 1);
    for (int k = finite; k < size; k++) {
      slope[k] = (sum - lower * range) / (1 - power) + lower * excess / ((1 - power) * (1 - power));
    }
    return spread(slope);
  }

  private static double spread(double... slopes) {
    double mean = 0;
    for (double slope : slopes) {
      mean += slope / slopes.length;
    }
    double squares = 0;
    for (double slope : slopes) {
      squares += (slope - mean) * (slope - mean);
    }
    return slopes.length < 2
        ? Double.POSITIVE_INFINITY
        : Math.sqrt(squares / (slopes.length - 1.0) / slopes.length);
  }
}
