package org.lossfloor.engine;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rows as Spark's engine holds them. Spark's own encoder of rows would do; it took as long as
 * reading the logs, because it knows nothing of what repeats from trial to trial: most texts and
 * the experiment's columns are the same object in row after row and are converted once here.
 */
final class RowConverter {
  /** One value of a row; null stays null. */
  private interface Converter {
    Object convert(Object value);
  }

  private final Converter rows;

  RowConverter(StructType schema) {
    rows = struct(schema);
  }

  InternalRow convert(Row row) {
    return (InternalRow) rows.convert(row);
  }

  /** Rows in the engine's form, converted one by one as they are asked for. */
  static Iterator<InternalRow> of(Iterator<Row> rows, StructType schema) {
    RowConverter engine = new RowConverter(schema);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public InternalRow next() {
        return engine.convert(rows.next());
      }
    };
  }

  private static Converter of(DataType type) {
    if (type instanceof StructType struct) {
      return struct(struct);
    }
    if (type.equals(DataTypes.StringType)) {
      return new Recent(text -> UTF8String.fromString((String) text));
    }
    if (type instanceof MapType map
        && map.keyType().equals(DataTypes.StringType)
        && map.valueType().equals(DataTypes.StringType)) {
      EngineMaps maps = new EngineMaps();
      Converter recent = new Recent(texts -> maps.convert((Map<?, ?>) texts));
      return value ->
          recent.convert(CollectionConverters.asJava((scala.collection.Map<?, ?>) value));
    }
    if (type.equals(DataTypes.LongType)
        || type.equals(DataTypes.DoubleType)
        || type.equals(DataTypes.IntegerType)
        || type.equals(DataTypes.BooleanType)) {
      return value -> value;
    }
    scala.Function1<Object, Object> spark = CatalystTypeConverters.createToCatalystConverter(type);
    return spark::apply;
  }

  private static Converter struct(StructType schema) {
    Converter[] fields =
        Arrays.stream(schema.fields())
            .map(StructField::dataType)
            .map(RowConverter::of)
            .toArray(Converter[]::new);
    return value -> {
      Row row = (Row) value;
      Object[] values = new Object[fields.length];
      for (int i = 0; i < values.length; i++) {
        Object field = row.get(i);
        values[i] = field == null ? null : fields[i].convert(field);
      }
      return new GenericInternalRow(values);
    };
  }

  /** Remembers the last few objects, told apart by identity, and what they were converted to. */
  private static final class Recent implements Converter {
    private static final int KEPT = 4;

    private final Converter inner;
    private final Object[] seen = new Object[KEPT];
    private final Object[] made = new Object[KEPT];
    private int next;

    Recent(Converter inner) {
      this.inner = inner;
    }

    @Override
    public Object convert(Object value) {
      for (int i = 0; i < KEPT; i++) {
        if (seen[i] == value) {
          return made[i];
        }
      }
      next = (next + 1) % KEPT;
      seen[next] = value;
      made[next] = inner.convert(value);
      return made[next];
    }
  }
}
