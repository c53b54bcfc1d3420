package org.lossfloor.read.wandb;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which columns of a table of runs are settings and which are results. No mark tells; W&amp;B
 * writes the settings first, then the results, each in the order of their names.
 *
 * @param names the columns in their order
 * @param results where the results begin
 * @param guessed whether that follows from the order of names alone
 */
record RunColumns(List<String> names, int results, boolean guessed) {
  /** What a column is. */
  enum Kind {
    /** A value of the config. */
    SETTING,
    /** A value of the summary. */
    RESULT,
    /** A column of another kind. */
    NEITHER
  }

  RunColumns {
    names = List.copyOf(names);
  }

  /** Finds the border: the first key of W&amp;B's own summary, or else the break in the order. */
  static RunColumns of(List<String> names) {
    int own =
        IntStream.range(0, names.size())
            .filter(i -> names.get(i).startsWith("_"))
            .findFirst()
            .orElse(-1);
    if (own >= 0) {
      return new RunColumns(names, own, false);
    }
    int[] breaks =
        IntStream.range(1, names.size())
            .filter(i -> names.get(i - 1).compareToIgnoreCase(names.get(i)) > 0)
            .toArray();
    int border = breaks.length == 0 ? 0 : breaks[breaks.length - 1];
    return new RunColumns(names, border, !names.isEmpty());
  }

  Kind kind(String column) {
    int at = names.indexOf(column);
    if (at < 0) {
      return Kind.NEITHER;
    }
    return at < results ? Kind.SETTING : Kind.RESULT;
  }

  /** The border in words. */
  String shown() {
    if (results == 0) {
      return "no settings, results from `" + names.get(0) + "` on";
    }
    return "settings up to `"
        + names.get(results - 1)
        + "`, results from `"
        + names.get(results)
        + "` on";
  }
}
