package org.lossfloor.study.paper;

/**
 * A sentence of a paper or of its notebooks, and what the logs say about it.
 *
 * @param claim the sentence, in our words
 * @param source where it is made
 * @param outcome whether it holds
 * @param measured what was measured
 */
public record Claim(String claim, String source, Outcome outcome, String measured) {
  /** What became of a claim. */
  public enum Outcome {
    /** It holds on the logs that are there. */
    HOLDS,
    /** It does not hold on the logs that are there. */
    FAILS,
    /** The logs that it speaks of are not there. */
    NOT_CHECKED
  }
}
