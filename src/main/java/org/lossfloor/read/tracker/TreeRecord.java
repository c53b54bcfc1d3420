package org.lossfloor.read.tracker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One record of a tracker: the fields of a trial, see {@link TrialTree}, or why they cannot be
 * read.
 *
 * @param line where it stands: the line or row from 1, the key of a database, 1 for a folder
 * @param fields its fields; empty if it cannot be read
 * @param text what the log holds, for the table of rejected records; empty for the fields
 * @param unreadable what is wrong with it, with the place within a folder or database
 */
public record TreeRecord(long line, ObjectNode fields, String text, Optional<String> unreadable) {
  /**
   * A trial.
   *
   * @param line where it stands
   * @param fields its fields
   * @return the record
   */
  public static TreeRecord of(long line, ObjectNode fields) {
    return new TreeRecord(line, fields, "", Optional.empty());
  }

  /**
   * Something that is no trial although it should be one.
   *
   * @param line where it stands
   * @param reason what is wrong with it, half a sentence that names the file, field or key
   * @param text what the log holds
   * @return the record, which is rejected
   */
  public static TreeRecord unreadable(long line, String reason, String text) {
    return new TreeRecord(line, TrackerJson.object(), text, Optional.of(reason));
  }
}
