package org.lossfloor.engine;

import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
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
        engine(made)
            .toJavaRDD()
            .mapPartitions(new RowBlocks.Pack())
            .rdd()
            .persist(StorageLevel.MEMORY_AND_DISK());
    StructType schema = made.schema();
    rows =
        frame(
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

  /**
   * The engine's own rows of a data set, which save making objects of every field. What they are
   * made from up to the last shuffle is made here.
   *
   * @param rows the data set
   * @return its rows, each good until the next of its partition is asked for
   */
  public static RDD<InternalRow> engine(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().toRdd();
  }

  /** A data set of engine rows. Scala hides the entrance from other packages, Java does not. */
  public static Dataset<Row> frame(SparkSession spark, RDD<InternalRow> rows, StructType schema) {
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .internalCreateDataFrame(rows, schema, false);
  }
}
