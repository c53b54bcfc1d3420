package org.lossfloor.decide.ranges;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A hyperparameter as columns of a regression over some trials.
 *
 * @param index which hyperparameter
 * @param number its place on its scale, from -1 to 1, the mean where a trial has none; nothing for
 *     words and for numbers that do not vary
 * @param square whether its square is a column too
 * @param marks one column for each level but the most frequent one, and one that says which trials
 *     have it at all
 */
record Predictor(int index, Optional<double[]> number, boolean square, List<double[]> marks) {
  /** Rarer levels are taken together. */
  private static final int MOST_LEVELS = 8;

  static Predictor of(int index, Hyperparameter hyperparameter, int... trials) {
    if (!hyperparameter.numeric()) {
      return new Predictor(index, Optional.empty(), false, levels(hyperparameter, trials));
    }
    double[] all = hyperparameter.places();
    double[] places = Arrays.stream(trials).mapToDouble(i -> 2 * all[i] - 1).toArray();
    double[] there = Arrays.stream(places).filter(p -> !Double.isNaN(p)).toArray();
    long different = Arrays.stream(there).distinct().count();
    double mean = Arrays.stream(there).average().orElse(0);
    List<double[]> marks =
        there.length < places.length && there.length > 0
            ? List.of(Arrays.stream(places).map(p -> Double.isNaN(p) ? 0 : 1).toArray())
            : List.of();
    double[] filled = Arrays.stream(places).map(p -> Double.isNaN(p) ? mean : p).toArray();
    return new Predictor(
        index, different > 1 ? Optional.of(filled) : Optional.empty(), different > 2, marks);
  }

  private static List<double[]> levels(Hyperparameter hyperparameter, int... trials) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    Arrays.stream(trials)
        .mapToObj(i -> String.valueOf(hyperparameter.texts().get(i)))
        .forEach(level -> counts.merge(level, 1, Integer::sum));
    List<String> frequent =
        counts.entrySet().stream()
            .sorted((a, b) -> b.getValue() - a.getValue())
            .limit(MOST_LEVELS)
            .map(e -> e.getKey())
            .collect(Collectors.toCollection(ArrayList::new));
    return frequent.stream()
        .skip(1)
        .map(
            level ->
                Arrays.stream(trials)
                    .mapToDouble(
                        i -> String.valueOf(hyperparameter.texts().get(i)).equals(level) ? 1 : 0)
                    .toArray())
        .toList();
  }

  int columns() {
    return (number.isPresent() ? square ? 2 : 1 : 0) + marks.size();
  }

  /** The same for some of the trials. */
  Predictor of(int... kept) {
    return new Predictor(
        index,
        number.map(all -> Arrays.stream(kept).mapToDouble(i -> all[i]).toArray()),
        square,
        marks.stream().map(m -> Arrays.stream(kept).mapToDouble(i -> m[i]).toArray()).toList());
  }
}
