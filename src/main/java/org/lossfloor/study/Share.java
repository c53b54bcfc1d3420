package org.lossfloor.study;

/**
 * How often something happened.
 *
 * @param hits how often it happened
 * @param of how often it could have
 */
public record Share(long hits, long of) {
  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if they contradict each other
   */
  public Share {
    if (hits < 0 || hits > of) {
      throw new IllegalArgumentException("Cannot use " + hits + " of " + of + " as a share");
    }
  }

  /**
   * Returns the share.
   *
   * @return hits over cases; NaN if there was no case
   */
  public double value() {
    return (double) hits / of;
  }

  /**
   * Returns the Monte-Carlo standard error {@code sqrt(q (1 - q) / of)} with {@code q = (hits + 2)
   * / (of + 4)} (Agresti, Coull 1998), which is not 0 where every case was a hit.
   *
   * @return the standard error of the share; NaN if there was no case
   */
  public double standardError() {
    double q = (hits + 2.0) / (of + 4.0);
    return of == 0 ? Double.NaN : Math.sqrt(q * (1 - q) / of);
  }

  /**
   * Adds cases.
   *
   * @param other the same share of other cases
   * @return the share of all of them
   */
  Share plus(Share other) {
    return new Share(hits + other.hits, of + other.of);
  }
}
