package org.lossfloor.estimate.diagnosis;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Groups of trials with the same pattern: the same hyperparameters, each with a level of the same
 * class. A conditional space writes one value, or none, wherever a hyperparameter does not apply;
 * that value is much more frequent than those that are drawn where it applies. So the levels of a
 * hyperparameter fall into classes wherever the next more frequent one is {@value #APART} times as
 * frequent; the levels of a grid, and those drawn from one distribution, are one class.
 *
 * <p>The classes depend only on how often each level occurs, and all trials of a pattern have the
 * same classes. Therefore the patterns stay as they are if the levels of one hyperparameter change
 * places among the trials of a pattern: a test that takes independence within patterns as its
 * hypothesis may use them although they were found in the same data.
 */
final class Patterns {
  /** Levels that differ by this factor in frequency are of different classes. */
  private static final int APART = 3;

  private Patterns() {}

  /**
   * Groups trials by their pattern.
   *
   * @param trials how many there are
   * @param columns their hyperparameters
   * @return the indices of the trials of every pattern
   */
  static Collection<int[]> of(int trials, List<Hyperparameters.Column> columns) {
    int[][] classes = columns.stream().map(Patterns::classes).toArray(int[][]::new);
    return IntStream.range(0, trials)
        .boxed()
        .collect(Collectors.groupingBy(i -> pattern(classes, i)))
        .values()
        .stream()
        .map(places -> places.stream().mapToInt(i -> i).toArray())
        .toList();
  }

  private static List<Integer> pattern(int[][] classes, int trial) {
    return Arrays.stream(classes).map(column -> column[trial]).toList();
  }

  /** The class of the level of every trial; a class of its own for an absent one. */
  private static int[] classes(Hyperparameters.Column column) {
    Map<Long, Integer> counts = new HashMap<>();
    Arrays.stream(column.levels()).forEach(level -> counts.merge(level, 1, Integer::sum));
    Integer absent = counts.remove(Hyperparameters.ABSENT);
    Map<Integer, Integer> classOfCount = new HashMap<>();
    int last = Integer.MAX_VALUE;
    int current = 0;
    for (int count : counts.values().stream().distinct().sorted().toList()) {
      current += count / APART >= last ? 1 : 0;
      classOfCount.put(count, current);
      last = count;
    }
    return Arrays.stream(column.levels())
        .mapToInt(
            level ->
                absent != null && level == Hyperparameters.ABSENT
                    ? -1
                    : classOfCount.get(counts.get(level)))
        .toArray();
  }
}
