package org.lossfloor.audit.run;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.sweep.Coded;

/**
 * A row of a table whose columns are taken by name. A column that an older version did not write
 * reads as null.
 *
 * @param row the row
 * @param columns its columns
 */
record NamedCells(Row row, StructType columns) {
  private Object at(String name) {
    return columns.getFieldIndex(name).isEmpty() ? null : row.get(columns.fieldIndex(name));
  }

  boolean has(String name) {
    return at(name) != null;
  }

  String text(String name) {
    return (String) at(name);
  }

  String textOr(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  long count(String name) {
    return has(name) ? ((Number) at(name)).longValue() : 0;
  }

  OptionalDouble number(String name) {
    return has(name) ? OptionalDouble.of((Double) at(name)) : OptionalDouble.empty();
  }

  double numberOr(String name, double otherwise) {
    return number(name).orElse(otherwise);
  }

  <E extends Enum<E> & Coded> E word(Class<E> type, String name) {
    return Coded.parse(type, text(name))
        .orElseThrow(
            () -> new IllegalArgumentException("no " + type.getSimpleName() + ": " + text(name)));
  }

  <T> List<T> list(String name) {
    return has(name) ? row.getList(columns.fieldIndex(name)) : List.of();
  }

  <V> SortedMap<Integer, V> byNumber(String name) {
    return sorted(name);
  }

  <V> SortedMap<String, V> byText(String name) {
    return sorted(name);
  }

  private <K extends Comparable<K>, V> SortedMap<K, V> sorted(String name) {
    Map<K, V> map = has(name) ? row.getJavaMap(columns.fieldIndex(name)) : Map.of();
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /** The rows in a column of rows. */
  List<NamedCells> rows(String name) {
    return this.<Row>list(name).stream()
        .map(inner -> new NamedCells(inner, inner.schema()))
        .toList();
  }
}
