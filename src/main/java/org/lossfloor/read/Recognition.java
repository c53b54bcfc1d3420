package org.lossfloor.read;

import org.lossfloor.config.key.TextLayout;

/**
 * Whether a file is a log of some format.
 *
 * @param certainty from 0, certainly not, to 1, certainly
 * @param why the evidence, half a sentence; empty if it is not a log of the format
 * @param layout how its text seems to be laid out
 */
public record Recognition(double certainty, String why, TextLayout layout) {
  /** It is not a log of the format. */
  public static final Recognition NONE = new Recognition(0, "", TextLayout.DEFAULT);

  /**
   * Checks the certainty.
   *
   * @throws IllegalArgumentException if it is outside [0, 1]
   */
  public Recognition {
    if (!(certainty >= 0 && certainty <= 1)) {
      throw new IllegalArgumentException("a certainty of " + certainty);
    }
  }

  /**
   * A file with the usual layout.
   *
   * @param certainty from 0 to 1
   * @param why what shows it, half a sentence
   * @return the recognition
   */
  public static Recognition of(double certainty, String why) {
    return new Recognition(certainty, why, TextLayout.DEFAULT);
  }
}
