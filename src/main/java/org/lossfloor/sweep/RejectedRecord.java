package org.lossfloor.sweep;

import java.util.OptionalLong;

/**
 * A piece of input that could not be read as a trial.
 *
 * @param source the source's name in the configuration
 * @param path the file, as a full URI
 * @param line the line it starts at, from 1; nothing when the file could not be opened
 * @param reason why, in one sentence, at most {@value #REASON_LIMIT} characters
 * @param text the raw text, at most {@value #TEXT_LIMIT} characters
 * @param records how many of the records counted as read it stands for: 1, all records of one
 *     trial, or 0 for a file that broke or was left out
 */
public record RejectedRecord(
    String source, String path, OptionalLong line, String reason, String text, long records) {
  /** The most characters of raw text that are kept. */
  public static final int TEXT_LIMIT = 1000;

  /** The most characters of a reason; it may quote what the log holds. */
  public static final int REASON_LIMIT = 500;

  /** Caps the reason and the text. */
  public RejectedRecord {
    reason = start(reason, REASON_LIMIT);
    text = start(text, TEXT_LIMIT);
  }

  private static String start(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    boolean split = Character.isHighSurrogate(text.charAt(limit - 1));
    return text.substring(0, split ? limit - 1 : limit);
  }
}
