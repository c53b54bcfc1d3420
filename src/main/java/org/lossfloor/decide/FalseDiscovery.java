package org.lossfloor.decide;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The q-values of Benjamini and Hochberg (1995) of the p-values of many experiments: of the
 * experiments with a q-value of at most x, a share of at most x is a false alarm on average (for
 * independent or positively dependent tests).
 *
 * <p>With the p-values sorted, {@code q_i = min over j >= i of m p_j / j}, at most 1. One
 * experiment alone has its p-value as q-value. Immutable.
 */
public final class FalseDiscovery implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] sorted;
  private final double[] qValues;

  private FalseDiscovery(double[] sorted, double[] qValues) {
    this.sorted = sorted;
    this.qValues = qValues;
  }

  /**
   * Takes the p-values of a whole batch.
   *
   * @param pValues one p-value for each experiment that was tested, in any order; not changed
   * @return their q-values
   * @throws IllegalArgumentException if a p-value is not in [0, 1]
   */
  public static FalseDiscovery of(double[] pValues) {
    double[] sorted = pValues.clone();
    Arrays.sort(sorted);
    double[] qValues = new double[sorted.length];
    double smallest = 1;
    for (int i = sorted.length - 1; i >= 0; i--) {
      if (!(sorted[i] >= 0 && sorted[i] <= 1)) {
        throw new IllegalArgumentException("a p-value must be in [0, 1]: " + sorted[i]);
      }
      smallest = Math.min(smallest, sorted[i] * sorted.length / (i + 1));
      qValues[i] = smallest;
    }
    return new FalseDiscovery(sorted, qValues);
  }

  /**
   * Returns the q-value of an experiment of the batch.
   *
   * @param pValue its p-value
   * @return its q-value, in [0, 1] and not below the p-value
   * @throws IllegalArgumentException if the batch has no such p-value
   */
  public double qValue(double pValue) {
    int found = Arrays.binarySearch(sorted, pValue);
    if (found < 0) {
      throw new IllegalArgumentException("not a p-value of this batch: " + pValue);
    }
    return qValues[found];
  }
}
