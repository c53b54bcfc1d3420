package org.lossfloor.sweep;

import java.util.OptionalLong;

/**
 * Where a trial was read.
 *
 * @param source the source's name in the configuration
 * @param format the log format
 * @param path the file, as a full URI; of the first record when there are several
 * @param line the line of the first record, from 1; the row number, from 1, for Parquet
 * @param records how many input records the trial was made from, at least 1
 */
public record Origin(String source, String format, String path, OptionalLong line, long records) {
  /**
   * Checks the count.
   *
   * @throws IllegalArgumentException when no record is behind the trial
   */
  public Origin {
    if (records < 1) {
      throw new IllegalArgumentException("a trial is made from at least one record");
    }
  }
}
