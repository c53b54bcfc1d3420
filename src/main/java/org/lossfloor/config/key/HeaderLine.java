package org.lossfloor.config.key;

import org.lossfloor.sweep.Coded;

/** Where the names of the columns of a table are. */
public enum HeaderLine implements Coded {
  /** In the first line that is not blank. */
  FIRST,
  /** Nowhere: {@code columns} has them, and the first line is a record. */
  NONE
}
