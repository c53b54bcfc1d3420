package org.lossfloor.decide.compare;

/**
 * The best of {@code n} trials drawn without replacement from those that were run: the U-statistics
 * of the expected best and of who is better. A number of trials need not be whole.
 */
final class Ranks {
  private Ranks() {}

  /**
   * The probabilities that the best of n has a rank beyond k, for k from 0 (surely) to all.
   *
   * @param size how many trials were run
   * @param trials n, from 1 to {@code size}
   */
  static double[] beyond(int size, double trials) {
    double[] beyond = new double[size + 1];
    beyond[0] = 1;
    for (int k = 0; k < size; k++) {
      beyond[k + 1] = beyond[k] * Math.max(0, size - k - trials) / (size - k);
    }
    return beyond;
  }

  /**
   * The probability that the best of n of the first is smaller than that of the second; where both
   * are equal, each is counted for half.
   *
   * @param a losses, ascending; infinite ones failed
   * @param b losses, ascending
   */
  static double smaller(double[] a, double trialsOfA, double[] b, double trialsOfB) {
    double[] beyondA = beyond(a.length, trialsOfA);
    double[] beyondB = beyond(b.length, trialsOfB);
    double probability = 0;
    int i = 0;
    int j = 0;
    while (i < a.length) {
      int first = i;
      while (i < a.length && a[i] == a[first]) {
        i++;
      }
      while (j < b.length && b[j] < a[first]) {
        j++;
      }
      int ties = j;
      while (ties < b.length && b[ties] == a[first]) {
        ties++;
      }
      probability += (beyondA[first] - beyondA[i]) * (beyondB[j] + beyondB[ties]) / 2;
    }
    return Math.min(1, probability);
  }
}
