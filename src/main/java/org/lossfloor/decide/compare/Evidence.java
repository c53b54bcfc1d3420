package org.lossfloor.decide.compare;

import org.lossfloor.distribution.band.BandPoint;
import org.lossfloor.sweep.Coded;

/**
 * How clearly two median tuning curves differ at a number of trials, in the words of the reference
 * library: by the curves of the scores themselves and their simultaneous bands (Lourie, Cho and He,
 * NAACL 2024).
 */
public enum Evidence implements Coded {
  /** Each curve lies in the band of the other. */
  NONE("none: each curve lies in the band of the other"),
  /** One curve lies outside of the band of the other, which still holds the other one. */
  WEAK("weak: one curve lies outside of the band of the other"),
  /** Both curves lie outside of the band of the other; the bands overlap. */
  FAIR("fair: both curves lie outside of the band of the other"),
  /** The bands do not overlap. */
  STRONG("strong: the bands do not overlap");

  private final String words;

  Evidence(String words) {
    this.words = words;
  }

  /**
   * Judges two curves at one number of trials.
   *
   * @param a the median of the first curve
   * @param bandOfA its band
   * @param b the median of the second curve
   * @param bandOfB its band
   * @return how clearly they differ
   */
  public static Evidence of(double a, BandPoint bandOfA, double b, BandPoint bandOfB) {
    if (bandOfA.upper() < bandOfB.lower() || bandOfB.upper() < bandOfA.lower()) {
      return STRONG;
    }
    boolean aOutside = !bandOfB.contains(a);
    boolean bOutside = !bandOfA.contains(b);
    if (aOutside && bOutside) {
      return FAIR;
    }
    return aOutside || bOutside ? WEAK : NONE;
  }

  /**
   * Returns what it means.
   *
   * @return the word and a clause
   */
  public String words() {
    return words;
  }
}
