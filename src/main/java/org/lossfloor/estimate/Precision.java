package org.lossfloor.estimate;

/**
 * How narrow an answer is, apart from whether it may be believed: the interval of the best possible
 * score against the tail of the scores (method.md, section 15).
 */
public enum Precision {
  /** The interval is no wider than the tail that the law was fitted to. */
  NARROW,
  /** The interval is wider than the tail: believed or not, it is too wide to act on. */
  WIDE,
  /** There is no interval. */
  NONE;

  /**
   * Returns the precision of an answer.
   *
   * @param interval whether the best possible score has an interval, even one without an end
   * @param judgement the reasons of the answer
   * @return {@link #WIDE} where {@link Reason#VAGUE} is among them
   */
  public static Precision of(boolean interval, Judgement judgement) {
    if (!interval) {
      return NONE;
    }
    return judgement.reasons().contains(Reason.VAGUE) ? WIDE : NARROW;
  }

  /**
   * Returns the word for people.
   *
   * @return lower case; a dash where there is no interval
   */
  public String word() {
    return switch (this) {
      case NARROW -> "narrow";
      case WIDE -> "wide";
      case NONE -> "-";
    };
  }
}
