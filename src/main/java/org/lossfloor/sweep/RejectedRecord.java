package org.lossfloor.sweep;

import java.util.OptionalLong;

/**
 * A piece of input that could not be read as a trial.
 *
 * @param source the source's name in the configuration
 * @param path the file, as a full URI
 * @param line the line it starts at, from 1; nothing when the file could not be opened
 * @param reason why, in one sentence
 * @param text the raw text, at most {@value #TEXT_LIMIT} characters
 * @param records how many records that were counted as read it stands for: 1, or all records of one
 *     trial, or 0 for a file that broke or was left out
 */
public record RejectedRecord(
    String source, String path, OptionalLong line, String reason, String text, long records) {
  /** The most characters of raw text that are kept. */
  public static final int TEXT_LIMIT = 1000;

  /** Caps the text. */
  public RejectedRecord {
    if (text.length() > TEXT_LIMIT) {
      text = text.substring(0, TEXT_LIMIT);
    }
  }
}
