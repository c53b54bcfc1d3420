package org.lossfloor.engine;

import java.util.Map;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Maps of texts as Spark's engine holds them. Row after row has the same names in the same order.
 */
final class EngineMaps {
  private String[] names = new String[0];
  private UTF8String[] made = new UTF8String[0];

  ArrayBasedMapData convert(Map<?, ?> texts) {
    Filling filling = new Filling(texts.size());
    texts.forEach((name, value) -> filling.add((String) name, (String) value));
    names = filling.names;
    made = filling.keys;
    return new ArrayBasedMapData(
        new GenericArrayData(filling.keys), new GenericArrayData(filling.values));
  }

  private final class Filling {
    private final String[] names;
    private final UTF8String[] keys;
    private final UTF8String[] values;
    private int count;

    Filling(int size) {
      names = new String[size];
      keys = new UTF8String[size];
      values = new UTF8String[size];
    }

    void add(String name, String value) {
      names[count] = name;
      keys[count] = key(name);
      values[count] = UTF8String.fromString(value);
      count++;
    }

    private UTF8String key(String name) {
      String[] before = EngineMaps.this.names;
      return count < before.length && name.equals(before[count])
          ? made[count]
          : UTF8String.fromString(name);
    }
  }
}
