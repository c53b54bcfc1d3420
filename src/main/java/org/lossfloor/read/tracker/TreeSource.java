package org.lossfloor.read.tracker;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

/** Gives the records of a piece of a tracker's log, one after the other. */
public interface TreeSource extends Closeable {
  /**
   * Goes to the next record.
   *
   * @return the record; nothing at the end
   * @throws org.lossfloor.read.file.StorageFault when storage does not give the bytes
   * @throws IOException when the log breaks here; what was given before stays
   */
  Optional<TreeRecord> next() throws IOException;

  /** How many physical lines were read; 0 where there are no lines. */
  default long lines() {
    return 0;
  }

  @Override
  default void close() throws IOException {
    // Most have read all they need before.
  }

  /**
   * Records that are known.
   *
   * @param records the records
   * @return the source
   */
  static TreeSource of(Iterable<TreeRecord> records) {
    Iterator<TreeRecord> all = records.iterator();
    return () -> all.hasNext() ? Optional.of(all.next()) : Optional.empty();
  }
}
