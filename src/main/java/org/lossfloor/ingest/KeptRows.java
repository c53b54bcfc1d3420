package org.lossfloor.ingest;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows kept in memory, and on disk what does not fit, as the engine made them. {@code
 * Dataset.persist} would turn them into compressed columns first, which takes longer than parsing a
 * log; rows that are written once and counted once do not earn that back. What is lost with an
 * executor is read from the logs again.
 */
final class KeptRows implements AutoCloseable {
  private final RDD<InternalRow> stored;
  private final Dataset<Row> rows;

  KeptRows(SparkSession spark, Dataset<Row> made) {
    RDD<InternalRow> engine =
        ((org.apache.spark.sql.classic.Dataset<Row>) made).queryExecution().toRdd();
    // The engine reuses one row object; what is kept must be a copy.
    JavaRDD<InternalRow> copies = engine.toJavaRDD().map(InternalRow::copy);
    stored = copies.rdd().persist(StorageLevel.MEMORY_AND_DISK());
    rows = frame(spark, stored, made.schema());
  }

  Dataset<Row> rows() {
    return rows;
  }

  @Override
  public void close() {
    stored.unpersist(false);
  }

  /** A data set of engine rows. Scala hides the entrance from other packages, Java does not. */
  static Dataset<Row> frame(SparkSession spark, RDD<InternalRow> rows, StructType schema) {
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .internalCreateDataFrame(rows, schema, false);
  }
}
