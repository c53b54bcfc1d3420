package org.lossfloor.engine;

import java.util.Map;
import org.apache.spark.sql.Row;

/** The cells of a row as Spark hands it to everybody. */
public record RowCells(Row row) implements Cells {
  @Override
  public boolean isNull(int column) {
    return row.isNullAt(column);
  }

  @Override
  public boolean flag(int column) {
    return row.getBoolean(column);
  }

  @Override
  public long big(int column) {
    return row.getLong(column);
  }

  @Override
  public double number(int column) {
    return row.getDouble(column);
  }

  @Override
  public String text(int column) {
    return row.getString(column);
  }

  @Override
  public double[] numbers(int column) {
    return row.<Double>getList(column).stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public Map<String, String> texts(int column) {
    return row.getJavaMap(column);
  }
}
