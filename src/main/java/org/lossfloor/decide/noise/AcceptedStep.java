package org.lossfloor.decide.noise;

/**
 * A change that was kept, against what was kept before.
 *
 * @param trial the trial's id
 * @param number its position in the order of the decisions
 * @param before the id of the trial that was kept before
 * @param gain by how much its score is better than that of the one before
 * @param noise the standard deviation of such a difference without any effect
 * @param probability how probably the change is a true improvement: one minus the chance that a
 *     change without effect, if it is kept, has so large a gain
 */
public record AcceptedStep(
    String trial, long number, String before, double gain, double noise, double probability) {
  /** A step of smaller probability may well be noise. */
  public static final double SURE = .95;

  /**
   * Whether the step may well be noise.
   *
   * @return true for a probability below 95 per cent
   */
  public boolean flagged() {
    return probability < SURE;
  }
}
