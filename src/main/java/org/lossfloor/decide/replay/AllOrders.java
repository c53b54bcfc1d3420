package org.lossfloor.decide.replay;

/** What becomes of a sweep in the mean over all orders of its trials, without drawing any. */
final class AllOrders {
  /** What the ranks that are left out may be worth. */
  private static final double NEGLIGIBLE = 1e-15;

  private AllOrders() {}

  /**
   * The mean regret of a fixed budget: the best of the first n is the one of rank i with the
   * probability that none of the i better ones is among them, but it is.
   *
   * @param ranked finite losses, the best first
   * @param trials n, from 1 to all
   * @return the distance to the best loss
   */
  static double fixed(double[] ranked, int trials) {
    int size = ranked.length;
    double beyond = 1;
    double regret = 0;
    for (int i = 0; i <= size - trials && beyond > NEGLIGIBLE; i++) {
      regret += beyond * trials / (size - i) * (ranked[i] - ranked[0]);
      beyond *= (double) (size - i - trials) / (size - i);
    }
    return regret;
  }

  /**
   * The mean regret of who knows all scores and stops at the first one beyond a constant: what a
   * stop rule can save at most. The first of the r best of N comes after {@code (N + 1) / (r + 1)}
   * trials in the mean and is any of the r with the same probability. For means in between, two
   * neighbouring constants are mixed.
   *
   * @param ranked finite losses, the best first
   * @param trials the mean number of trials, from 1 to all
   * @return the distance to the best loss
   */
  static double oracle(double[] ranked, double trials) {
    int size = ranked.length;
    int among = (int) Math.floor((size + 1) / trials - 1);
    if (among >= size) {
      return regretAmong(ranked, size);
    }
    double more = after(size, among);
    double less = after(size, among + 1);
    double share = Math.min(1, Math.max(0, (trials - less) / (more - less)));
    return share * regretAmong(ranked, among) + (1 - share) * regretAmong(ranked, among + 1);
  }

  private static double after(int size, int among) {
    return among == 0 ? size : (size + 1.0) / (among + 1);
  }

  /** Who stops at none of them has seen all. */
  private static double regretAmong(double[] ranked, int among) {
    double sum = 0;
    for (int i = 0; i < among; i++) {
      sum += ranked[i] - ranked[0];
    }
    return among == 0 ? 0 : sum / among;
  }
}
