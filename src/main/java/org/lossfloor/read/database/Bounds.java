package org.lossfloor.read.database;

import java.util.ArrayList;
import java.util.List;
import org.lossfloor.read.file.KeyRange;

/** A range of keys as a condition. The first range has all keys below it too. */
final class Bounds {
  private Bounds() {}

  static String where(String key, KeyRange range) {
    List<String> conditions = new ArrayList<>();
    if (range.from() > 0) {
      conditions.add(key + " >= ?");
    }
    if (range.to() < Long.MAX_VALUE) {
      conditions.add(key + " < ?");
    }
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  static Object[] parameters(KeyedTable table, KeyRange range) {
    List<Object> values = new ArrayList<>();
    if (range.from() > 0) {
      values.add(table.bound(range.from()));
    }
    if (range.to() < Long.MAX_VALUE) {
      values.add(table.bound(range.to()));
    }
    return values.toArray();
  }
}
