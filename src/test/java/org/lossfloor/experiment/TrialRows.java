package org.lossfloor.experiment;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/** Rows of {@link TrialColumn}, by the names of their columns. */
public final class TrialRows {
  private TrialRows() {}

  /** A row with some cells; the others are empty. */
  public static Row of(Map<TrialColumn, Object> cells) {
    Object[] row = new Object[TrialColumn.schema().length()];
    cells.forEach((column, value) -> row[column.position()] = cell(value));
    return RowFactory.create(row);
  }

  private static Object cell(Object value) {
    if (value instanceof List<?> list) {
      return CollectionConverters.asScala(list).toSeq();
    }
    return value instanceof Map<?, ?> map ? CollectionConverters.asScala(map) : value;
  }
}
