package org.lossfloor.math;

/** Whether numbers are better measured by their logarithms. */
public final class LogScale {
  private LogScale() {}

  /**
   * Tells on which scale numbers lie more evenly, by their median.
   *
   * @param low the smallest
   * @param median the median
   * @param high the largest
   * @param ratio the least ratio of the largest to the smallest at which logarithms may count
   * @return whether all are positive, the ratio is larger, and the median lies nearer to the middle
   *     of the range of the logarithms than to that of the range
   */
  public static boolean suits(double low, double median, double high, double ratio) {
    return low > 0
        && high > ratio * low
        && fromMiddle(Math.log(low), Math.log(median), Math.log(high))
            < fromMiddle(low, median, high);
  }

  private static double fromMiddle(double low, double median, double high) {
    return Math.abs((median - low) / (high - low) - .5);
  }
}
