package org.lossfloor.ingest.parquet;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.read.row.RowShape;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** How values of Spark's rows look. */
final class SparkShape implements RowShape {
  private final IdentityHashMap<StructType, String[]> names = new IdentityHashMap<>();

  @Override
  public String[] names(Object value) {
    return value instanceof Row row
        ? names.computeIfAbsent(row.schema(), StructType::fieldNames)
        : null;
  }

  @Override
  public Object item(Object struct, int field) {
    return ((Row) struct).get(field);
  }

  @Override
  public List<?> list(Object value) {
    return value instanceof Seq<?> list ? CollectionConverters.asJava(list) : null;
  }

  @Override
  public Map<?, ?> map(Object value) {
    return value instanceof scala.collection.Map<?, ?> map
        ? CollectionConverters.asJava(map)
        : null;
  }

  /** A float is the double it is, not what its shortest spelling says. */
  @Override
  public Object value(Object value) {
    if (value instanceof Double || value instanceof Long || value instanceof String) {
      return value;
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    return value instanceof Integer || value instanceof Short || value instanceof Byte
        ? (Object) ((Number) value).longValue()
        : text(value);
  }

  /** Bytes without a type are text to those who write them; lists and structs as JSON. */
  private static String text(Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (value instanceof Float number) {
      return Double.toString(number);
    }
    if (value instanceof Row row) {
      return row.json();
    }
    if (value instanceof Seq<?> list) {
      return CollectionConverters.asJava(list).stream()
          .map(SparkShape::text)
          .collect(Collectors.joining(",", "[", "]"));
    }
    return value instanceof Timestamp time ? time.toInstant().toString() : value.toString();
  }
}
