package org.lossfloor.engine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.MapData;

/** The cells of a row as Spark's engine holds it. */
record EngineCells(InternalRow row) implements Cells {
  static Iterator<Cells> of(Iterator<InternalRow> rows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Cells next() {
        return new EngineCells(rows.next());
      }
    };
  }

  /** Whether two values of one type are equal, byte for byte where Spark keeps bytes. */
  static boolean equal(Object one, Object other) {
    return (one instanceof MapData map && other instanceof MapData second)
        ? map.keyArray().equals(second.keyArray()) && map.valueArray().equals(second.valueArray())
        : Objects.equals(one, other);
  }

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
    return row.getUTF8String(column).toString();
  }

  @Override
  public double[] numbers(int column) {
    return row.getArray(column).toDoubleArray();
  }

  @Override
  public Map<String, String> texts(int column) {
    MapData map = row.getMap(column);
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < map.numElements(); i++) {
      texts.put(
          map.keyArray().getUTF8String(i).toString(),
          map.valueArray().isNullAt(i) ? null : map.valueArray().getUTF8String(i).toString());
    }
    return texts;
  }
}
