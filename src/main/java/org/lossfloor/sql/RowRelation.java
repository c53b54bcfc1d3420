package org.lossfloor.sql;

import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.PrunedScan;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.table.ColumnName;
import org.lossfloor.table.TrialsTable;

/** Rows that Spark asks for by their columns. */
final class RowRelation extends BaseRelation implements PrunedScan {
  private final SQLContext context;
  private final StructType schema;
  private final Supplier<Dataset<Row>> rows;

  /** Rows that are there. */
  RowRelation(SQLContext context, Dataset<Row> rows) {
    this.context = context;
    this.schema = rows.schema();
    this.rows = () -> rows;
  }

  /** The trials of logs. */
  RowRelation(SQLContext context, LogRows trials) {
    this.context = context;
    this.schema = TrialsTable.schema();
    this.rows = trials;
  }

  @Override
  public SQLContext sqlContext() {
    return context;
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public RDD<Row> buildScan(String[] columns) {
    return rows.get()
        .select(
            Arrays.stream(columns)
                .map(ColumnName::quoted)
                .map(functions::col)
                .toArray(Column[]::new))
        .rdd();
  }
}
