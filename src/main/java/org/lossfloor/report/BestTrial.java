package org.lossfloor.report;

/**
 * The best trial beside the best possible score.
 *
 * @param seen its score, the best one seen
 * @param possible the best possible score
 * @param distance how far the first falls short of the second, 0 where it does not
 * @param worth its score on average if it is run again
 */
public record BestTrial(double seen, double possible, double distance, double worth) {
  /**
   * Returns whether the best score seen is better than the best possible one, which the luck of the
   * draw alone can do.
   *
   * @return false where both are equal
   */
  public boolean lucky() {
    return distance == 0 && seen != possible;
  }

  /**
   * Says in words what the trial is worth.
   *
   * @param number its worth as it is shown
   * @return a sentence without its full stop, in lower case
   */
  public String sentence(String number) {
    return lucky()
        ? "the best trial was lucky: run again it would be worth " + number + " on average"
        : "run again the best trial would be worth " + number + " on average";
  }
}
