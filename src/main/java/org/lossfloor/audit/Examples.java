package org.lossfloor.audit;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * The first few of many by where they stand, so that a look at a log shows the same ones again.
 *
 * @param <T> what stands there
 */
final class Examples<T> {
  private static final int MOST = 3;

  private final Comparator<T> order;
  private final PriorityQueue<T> found;

  Examples(Function<T, String> path, Function<T, OptionalLong> line) {
    order = Comparator.comparing(path).thenComparingLong(one -> line.apply(one).orElse(0));
    found = new PriorityQueue<>(order.reversed());
  }

  void add(T one) {
    found.add(one);
    if (found.size() > MOST) {
      found.remove();
    }
  }

  /** The one that stands first. */
  T first(T one, T other) {
    return order.compare(other, one) < 0 ? other : one;
  }

  List<T> found() {
    return found.stream().sorted(order).toList();
  }

  /** Where something stands, for people. */
  static String place(String path, OptionalLong line) {
    return path + (line.isEmpty() ? "" : ", line " + line.getAsLong());
  }
}
