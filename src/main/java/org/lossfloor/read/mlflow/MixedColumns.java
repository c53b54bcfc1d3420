package org.lossfloor.read.mlflow;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.lossfloor.sweep.LoggedNumber;

/**
 * Columns of parameters, then metrics, then tags, each kind in the order of names, under bare
 * names. Where the names begin anew, another kind begins; metrics are numbers. If that leaves open
 * where the metrics begin, the numbers in question are taken for neither.
 */
final class MixedColumns {
  /** What a column holds. */
  enum Kind {
    PARAM,
    METRIC,
    TAG,
    /** A parameter or a metric. */
    OPEN
  }

  private final List<String> names;
  private final Set<String> texts = new HashSet<>();
  private final Set<String> numbers = new HashSet<>();

  /** Where the columns that are open begin, where the metrics do, and where the tags do. */
  private int open;

  private int metrics;
  private int tags;

  MixedColumns(List<String> names) {
    this.names = List.copyOf(names);
  }

  List<String> names() {
    return names;
  }

  /** Takes note of a cell. */
  void see(String name, String cell) {
    if (cell.isEmpty()) {
      return;
    }
    try {
      LoggedNumber.parse(cell);
      numbers.add(name);
    } catch (LoggedNumber.Unreadable e) {
      texts.add(name);
    }
  }

  /** Decides after all cells were seen. */
  void settle() {
    int[] falls =
        IntStream.range(1, names.size())
            .filter(i -> names.get(i).compareTo(names.get(i - 1)) < 0)
            .toArray();
    int end = names.size();
    while (end > 0 && !mayBeMetric(end - 1)) {
      end--;
    }
    boolean told = falls.length == 2 || (falls.length == 1 && falls[0] < end);
    if (told) {
      open = falls[0];
      metrics = falls[0];
      tags = falls.length == 2 ? falls[1] : end;
      return;
    }
    // Texts at the end may be parameters, or tags behind metrics.
    tags = falls.length == 0 ? names.size() : end;
    open = end;
    while (open > 0 && mayBeMetric(open - 1)) {
      open--;
    }
    metrics = tags == end && end - open == 1 ? open : tags;
  }

  private boolean mayBeMetric(int column) {
    String name = names.get(column);
    return !texts.contains(name) && numbers.contains(name);
  }

  /** Returns whether it stays open what some columns are. */
  boolean isOpen() {
    return open < metrics;
  }

  /** Returns the columns that are parameters or metrics. */
  List<String> open() {
    return names.subList(open, metrics);
  }

  /** Returns what a column holds. */
  Kind kind(String name) {
    int column = names.indexOf(name);
    if (column < open) {
      return Kind.PARAM;
    }
    if (column < metrics) {
      return Kind.OPEN;
    }
    return column < tags ? Kind.METRIC : Kind.TAG;
  }
}
