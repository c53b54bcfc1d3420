package org.lossfloor.study;

/** The numbers that an answer is asked for, besides the effective dimension. */
public enum Quantity {
  /** The best possible score. */
  BEST("best"),
  /** The median best score after twice as many trials. */
  TWICE("t2n"),
  /** The median best score after ten times as many trials. */
  TENFOLD("t10n");

  private final String label;

  Quantity(String label) {
    this.label = label;
  }

  /**
   * Returns the short name.
   *
   * @return as in tables and columns
   */
  public String label() {
    return label;
  }

  /**
   * Returns the true number.
   *
   * @param known the truth about an experiment
   * @return the number, on the scale of the scores
   */
  public double of(Truth known) {
    return switch (this) {
      case BEST -> known.best();
      case TWICE -> known.medianTwice();
      case TENFOLD -> known.medianTenfold();
    };
  }
}
