package org.lossfloor.engine;

import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows kept in memory, and on disk what does not fit, as compressed blocks of the engine's own
 * bytes, see {@link RowBlocks}. {@code Dataset.persist} would turn them into compressed columns
 * first, which takes longer than parsing a log; rows kept as objects fill a small heap and are
 * measured one by one. What is lost with an executor is made again.
 */
public final class KeptRows implements AutoCloseable {
  private final RDD<byte[]> stored;
  private final Dataset<Row> rows;

  /**
   * Keeps rows from when they are first read until {@link #close}. What they are made from up to
   * the last shuffle is made here.
   *
   * @param spark the session
   * @param made the rows
   */
  public KeptRows(SparkSession spark, Dataset<Row> made) {
    stored =
        EngineRows.engine(made)
            .toJavaRDD()
            .mapPartitions(new RowBlocks.Pack())
            .rdd()
            .persist(StorageLevel.MEMORY_AND_DISK());
    StructType schema = made.schema();
    rows =
        EngineRows.engineFrame(
            spark, stored.toJavaRDD().flatMap(new RowBlocks.Unpack(schema.length())).rdd(), schema);
  }

  /**
   * The rows.
   *
   * @return the same rows in the same partitions
   */
  public Dataset<Row> rows() {
    return rows;
  }

  /** Gives memory and disk back. */
  @Override
  public void close() {
    stored.unpersist(false);
  }
}
