package org.lossfloor.sql;

import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.ingest.Ingest;
import org.lossfloor.ingest.Ingested;
import org.lossfloor.ingest.SourceReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trials of logs, read when they are first asked for and kept as long as somebody may ask
 * again: Spark gives back memory and disk of rows that nothing refers to any more.
 */
final class LogRows implements Supplier<Dataset<Row>> {
  private static final Logger LOG = LoggerFactory.getLogger(LogRows.class);

  private final SparkSession spark;
  private final AuditConfig config;
  private Ingested read;

  LogRows(SparkSession spark, AuditConfig config) {
    this.spark = spark;
    this.config = config;
  }

  @Override
  public synchronized Dataset<Row> get() {
    if (read == null) {
      read = Ingest.read(spark, config);
      read.warnings().forEach(LOG::warn);
      read.sources().forEach(LogRows::log);
    }
    return read.trials();
  }

  private static void log(SourceReport source) {
    source.fault().ifPresent(f -> LOG.warn("source {} is left out: {}", source.name(), f.what()));
    if (source.rejected() > 0) {
      LOG.warn(
          "source {}: {} records cannot be read; `lossfloor check` says which",
          source.name(),
          source.rejected());
    }
  }
}
