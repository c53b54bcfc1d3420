package org.lossfloor.sweep;

/**
 * One point of a learning curve.
 *
 * @param step where on the curve, in the log's own unit (step, epoch, seconds); finite
 * @param value the logged value, which may be NaN or infinite
 */
public record Point(double step, double value) {
  /**
   * Checks the step.
   *
   * @throws IllegalArgumentException when the step is not finite
   */
  public Point {
    if (!Double.isFinite(step)) {
      throw new IllegalArgumentException("the step of a curve point must be finite");
    }
  }
}
