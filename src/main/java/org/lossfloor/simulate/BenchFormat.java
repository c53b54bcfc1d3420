package org.lossfloor.simulate;

import org.lossfloor.sweep.Coded;

/** The formats in which the bench of the ingest writes its logs. */
public enum BenchFormat implements Coded {
  /** One JSON object a line. */
  JSONL,
  /** A table with a header line. */
  CSV,
  /** The columns of the table, written by Spark. */
  PARQUET
}
