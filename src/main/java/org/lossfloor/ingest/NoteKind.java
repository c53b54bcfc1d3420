package org.lossfloor.ingest;

import org.lossfloor.sweep.Coded;

/**
 * What a log can hold that stops no run and that its owner should know. The codes stand in the
 * table {@code sources}; the sentences are for people and go on with how often, where first, and
 * what.
 */
public enum NoteKind implements Coded {
  /** The file has no header line, so the one that was declared or found is used. */
  NO_HEADER("a table has no header line"),
  /** A dense curve whose last points have no value counts as diverged there. */
  CURVE_END(
      "a curve ends without a value (null, empty or absent) where its other points have one, which"
          + " counts as NaN");

  private final String sentence;

  NoteKind(String sentence) {
    this.sentence = sentence;
  }

  /**
   * Returns what was seen.
   *
   * @return a main clause without a full stop
   */
  public String sentence() {
    return sentence;
  }
}
