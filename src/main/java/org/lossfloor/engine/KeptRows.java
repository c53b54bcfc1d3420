package org.lossfloor.engine;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Rows kept as {@link KeptBlocks}: compressed blocks of the engine's own bytes, see {@link
 * RowBlocks}. {@code Dataset.persist} would turn them into compressed columns first, which takes
 * longer than parsing a log; rows kept as objects fill a small heap and are measured one by one.
 */
public final class KeptRows implements AutoCloseable {
  private final KeptBlocks stored;
  private final Dataset<Row> rows;

  /**
   * Keeps rows from when they are first read until {@link #close}. What they are made from up to
   * the last shuffle is made here.
   *
   * @param spark the session
   * @param made the rows
   */
  public KeptRows(SparkSession spark, Dataset<Row> made) {
    stored = KeptBlocks.of(EngineRows.engine(made).toJavaRDD().mapPartitions(new RowBlocks.Pack()));
    StructType schema = made.schema();
    rows =
        EngineRows.engineFrame(
            spark, stored.all().flatMap(new RowBlocks.Unpack(schema.length())).rdd(), schema);
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
    stored.close();
  }
}
