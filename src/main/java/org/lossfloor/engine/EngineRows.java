package org.lossfloor.engine;

import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Rows in the form that Spark's engine holds them in; no other room sees that form.
 *
 * <p>Spark's standard means were measured against these on a million trials of 30 columns (see the
 * page of benchmarks, "Rows by Spark's means and by ours"): {@code Encoders.row} takes four times
 * the time to hand rows to the engine, persisted columns take ten times the memory of {@link
 * KeptRows}, and plain rows or an {@code Aggregator} pack trials a quarter slower than {@link
 * #mapPartitions}. A reader of DataSource V2 is as fast, but hands over the same rows of {@code
 * catalyst}. What is taken over is allowed to cost a tenth.
 */
public final class EngineRows {
  private EngineRows() {}

  /**
   * Makes a data set of rows.
   *
   * @param spark the session
   * @param rows the rows; their texts and maps may be the same objects in row after row
   * @param schema their columns
   * @return the same rows in the same partitions
   */
  public static Dataset<Row> frame(SparkSession spark, JavaRDD<Row> rows, StructType schema) {
    return engineFrame(spark, rows.mapPartitions(new Encode(schema)).rdd(), schema);
  }

  /**
   * Makes rows out of the rows of each partition. What these are made from up to the last shuffle
   * is made here.
   *
   * @param rows a data set
   * @param function makes rows from the cells of a partition, which it takes one after the other
   * @param schema the columns of what it makes
   * @return what it makes, in the same partitions
   */
  public static Dataset<Row> mapPartitions(
      Dataset<Row> rows, FlatMapFunction<Iterator<Cells>, Row> function, StructType schema) {
    JavaRDD<Row> made = engine(rows).toJavaRDD().mapPartitions(new Decode(function));
    return frame(rows.sparkSession(), made, schema);
  }

  /**
   * The engine's own rows of a data set, which save making objects of every field. What they are
   * made from up to the last shuffle is made here.
   *
   * @param rows the data set
   * @return its rows, each good until the next of its partition is asked for
   */
  static RDD<InternalRow> engine(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().toRdd();
  }

  /** A data set of engine rows. Scala hides the entrance from other packages, Java does not. */
  static Dataset<Row> engineFrame(SparkSession spark, RDD<InternalRow> rows, StructType schema) {
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .internalCreateDataFrame(rows, schema, false);
  }

  private record Encode(StructType schema) implements FlatMapFunction<Iterator<Row>, InternalRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<InternalRow> call(Iterator<Row> rows) {
      return RowConverter.of(rows, schema);
    }
  }

  private record Decode(FlatMapFunction<Iterator<Cells>, Row> function)
      implements FlatMapFunction<Iterator<InternalRow>, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Row> call(Iterator<InternalRow> rows) throws Exception {
      return function.call(EngineCells.of(rows));
    }
  }
}
