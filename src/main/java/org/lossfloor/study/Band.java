package org.lossfloor.study;

/**
 * Where a share should lie.
 *
 * @param least the smallest value
 * @param most the largest value
 */
record Band(double least, double most) {
  /**
   * How many standard errors a share lies outside.
   *
   * @param share the share that was measured
   * @return 0 inside, or if there was no case
   */
  double missedBy(Share share) {
    double value = share.value();
    double distance = value < least ? least - value : value > most ? value - most : 0;
    return distance == 0 ? 0 : distance / share.standardError();
  }
}
