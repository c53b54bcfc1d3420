package org.lossfloor.engine;

import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** Reads the cells of one column out of rows as Spark's engine holds them. */
interface CellReader {
  /** The value of a cell that is not empty, of the class that rows of the standard means have. */
  Object read(InternalRow row, int column);

  /** A reader of one column, which remembers the last text: many are the same as the one before. */
  static CellReader of(DataType type) {
    if (type.equals(DataTypes.DoubleType)) {
      return InternalRow::getDouble;
    }
    if (type.equals(DataTypes.LongType)) {
      return InternalRow::getLong;
    }
    if (type.equals(DataTypes.IntegerType)) {
      return InternalRow::getInt;
    }
    if (type.equals(DataTypes.StringType)) {
      return new Texts();
    }
    scala.Function1<Object, Object> spark = CatalystTypeConverters.createToScalaConverter(type);
    return (row, column) -> spark.apply(row.get(column, type));
  }

  /** Texts that repeat are one object. */
  final class Texts implements CellReader {
    private UTF8String last = UTF8String.EMPTY_UTF8;
    private String made = "";

    @Override
    public Object read(InternalRow row, int column) {
      UTF8String text = row.getUTF8String(column);
      if (!text.equals(last)) {
        last = text.clone();
        made = text.toString();
      }
      return made;
    }
  }
}
