package org.lossfloor.sweep;

/** What a trial counts as in the analysis. */
public sealed interface Outcome {
  /** A draw with a finite score. */
  record Scored() implements Outcome {}

  /** A draw without a usable score: censored as worse than every threshold, counted in n. */
  record Failed() implements Outcome {}

  /**
   * Kept out of the analysis.
   *
   * @param reason why
   */
  record Excluded(ExclusionReason reason) implements Outcome {}

  /** A draw with a finite score. */
  Outcome SCORED = new Scored();

  /** A draw without a usable score. */
  Outcome FAILED = new Failed();
}
