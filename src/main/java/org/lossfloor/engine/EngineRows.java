package org.lossfloor.engine;

import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/**
 * Rows in the form that Spark's engine holds them in; no other room sees that form.
 *
 * <p>Spark's standard means may cost a tenth more; they were measured on a million trials of 30
 * columns (seconds of CPU; the page of benchmarks has the table). {@code Encoders.row} passes the
 * rows to the engine in 10.1, {@link #frame} in 2.8. Persisted columns are made and read three
 * times in 9.7 and keep 441 MB, {@link KeptRows} in 7.0 and 41 MB. Trials are packed from plain
 * rows in 7.3, by an {@code Aggregator} in 8.5, by {@link #mapPartitions} in 6.6. A reader of
 * DataSource V2 takes 3.1 but passes the same rows of {@code catalyst}, so it removes nothing.
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
   * Makes one row out of each. {@code Dataset.map} would have every task write a program that
   * decodes them and look for it among those that are compiled: for rows of 200 columns a seventh
   * of a small audit. What they are made from up to the last shuffle is made here.
   *
   * @param rows a data set
   * @param function makes a row from one that knows its columns
   * @param schema the columns of what it makes
   * @return what it makes, in the same partitions
   */
  public static Dataset<Row> map(
      Dataset<Row> rows, Function<Row, Row> function, StructType schema) {
    return frame(rows.sparkSession(), named(rows).map(function), schema);
  }

  /**
   * Rows that know their columns. Where Spark leaves out encoding and decoding, those of {@code
   * Dataset.toJavaRDD} do not. What they are made from up to the last shuffle is made here.
   *
   * @param rows a data set
   * @return the same rows in the same partitions
   */
  public static JavaRDD<Row> named(Dataset<Row> rows) {
    return engine(rows).toJavaRDD().mapPartitions(new Name(rows.schema()));
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

  /** Rows that know their columns, made as they are asked for. */
  static Iterator<Row> converted(Iterator<InternalRow> rows, StructType schema) {
    CellReader[] cells =
        Arrays.stream(schema.fields())
            .map(field -> CellReader.of(field.dataType()))
            .toArray(CellReader[]::new);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        InternalRow row = rows.next();
        Object[] values = new Object[cells.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = row.isNullAt(i) ? null : cells[i].read(row, i);
        }
        return new GenericRowWithSchema(values, schema);
      }
    };
  }

  private record Encode(StructType schema) implements FlatMapFunction<Iterator<Row>, InternalRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<InternalRow> call(Iterator<Row> rows) {
      return RowConverter.of(rows, schema);
    }
  }

  private record Name(StructType schema) implements FlatMapFunction<Iterator<InternalRow>, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Row> call(Iterator<InternalRow> rows) {
      return converted(rows, schema);
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
