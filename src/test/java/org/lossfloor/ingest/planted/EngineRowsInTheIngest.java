package org.lossfloor.ingest.planted;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Breaks the fence around Spark's internals, so that the rule that forbids it can be tested. */
public final class EngineRowsInTheIngest {
  private EngineRowsInTheIngest() {}

  static UTF8String first(InternalRow row) {
    return row.getUTF8String(0);
  }
}
