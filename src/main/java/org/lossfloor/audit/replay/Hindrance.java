package org.lossfloor.audit.replay;

import org.lossfloor.sweep.Coded;

/** Why an experiment is not replayed. */
public enum Hindrance implements Coded {
  /** Nothing comes after the first look. */
  TOO_FEW("have fewer than 25 trials, or no score"),
  /** The trials may depend on each other, and nobody knows in which order they ran. */
  NO_ORDER(
      "were not drawn at random as far as the audit knows, and the order of their trials is not"
          + " known: --orders 20 replays them in random orders"),
  /** Only a bug can cause this. */
  FAILED("made Lossfloor fail; the log has the details");

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
