package org.lossfloor.config;

import org.lossfloor.sweep.Coded;

/** The formats that the generic reader knows. */
public enum LogFormat implements Coded {
  /** One JSON object per line. */
  JSONL,
  /** Comma-separated values with one header line per file. */
  CSV,
  /** Apache Parquet. */
  PARQUET
}
