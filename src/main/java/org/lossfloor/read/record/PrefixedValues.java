package org.lossfloor.read.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lossfloor.sweep.NamedTexts;
import org.lossfloor.sweep.NamedTexts.Names;

/**
 * The values of one record that prefixes take. Record after record has the same names in the same
 * order; they are sorted once.
 */
final class PrefixedValues {
  /** The names of this record, and behind them those that the record before had in their place. */
  private final List<String> arrived = new ArrayList<>();

  private final List<Object> values = new ArrayList<>();

  /** The names of the last record that was asked for. */
  private List<String> known = List.of();

  private Names names = NamedTexts.NONE.names();

  /** Where each of the known names stands among the sorted ones. */
  private int[] places = new int[0];

  void clear() {
    values.clear();
  }

  void put(String name, Object value) {
    int count = values.size();
    if (count < arrived.size() && arrived.get(count).equals(name)) {
      values.add(value);
      return;
    }
    int before = arrived.subList(0, count).indexOf(name);
    if (before >= 0) {
      values.set(before, value);
      return;
    }
    arrived.subList(count, arrived.size()).clear();
    arrived.add(name);
    values.add(value);
  }

  void putIfAbsent(String name, Object value) {
    if (!arrived.subList(0, values.size()).contains(name)) {
      put(name, value);
    }
  }

  boolean has(String prefix) {
    for (int i = 0; i < values.size(); i++) {
      if (arrived.get(i).startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  NamedTexts texts() {
    if (values.isEmpty()) {
      return NamedTexts.NONE;
    }
    if (values.size() != known.size() || !known.equals(arrived.subList(0, known.size()))) {
      sort();
    }
    Object[] sorted = new Object[places.length];
    for (int i = 0; i < places.length; i++) {
      sorted[places[i]] = values.get(i);
    }
    return NamedTexts.of(names, sorted);
  }

  private void sort() {
    known = List.copyOf(arrived.subList(0, values.size()));
    names = Names.of(known);
    String[] sorted = known.toArray(String[]::new);
    Arrays.sort(sorted);
    places = known.stream().mapToInt(name -> Arrays.binarySearch(sorted, name)).toArray();
  }
}
