package org.lossfloor.audit.replay;

import org.lossfloor.sweep.Coded;

/** Why an experiment is not replayed. */
public enum Hindrance implements Coded {
  /** Nothing comes after the first look. */
  TOO_FEW("with fewer than 25 trials, or without a score"),
  /** The trials may depend on each other, and nobody knows in which order they ran. */
  NO_ORDER(
      "whose trials were not drawn at random as far as the audit knows, in an order that is not"
          + " known either: --orders 20 replays them in random ones"),
  /** Only a bug can cause this. */
  FAILED("on which Lossfloor failed; the log has the details");

  private final String words;

  Hindrance(String words) {
    this.words = words;
  }

  /**
   * Returns the reason in words.
   *
   * @return what follows "so many experiments"
   */
  public String words() {
    return words;
  }
}
