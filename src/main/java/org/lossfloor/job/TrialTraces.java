package org.lossfloor.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lossfloor.estimate.Hyperparameters;

/**
 * What the diagnostics need of single trials: score, place in the order of the draws,
 * hyperparameters. Of a large experiment a sample is kept, by a hash of the trial's identity, so
 * that memory stays bounded and the sample is the same whatever the order in which trials arrive.
 */
final class TrialTraces {
  /** As many trials are kept at most, and at least half as many where there are more. */
  static final int MOST = 16_384;

  /** Beyond so many names hyperparameters are not looked at. */
  private static final int MOST_NAMES = 256;

  /** The first hyperparameters in alphabetical order are tested. */
  private static final int TESTED_NAMES = 64;

  @SuppressWarnings("ArrayRecordComponent") // one of thousands, seen by this class only
  private record Trace(
      long hash,
      long drawn,
      double score,
      Long number,
      Long start,
      Double lastStep,
      long[] levels) {}

  private final List<Trace> kept = new ArrayList<>();
  private final Map<String, Integer> names = new HashMap<>();
  private final BitSet textual = new BitSet();
  private int bits;
  private boolean numbered = true;
  private boolean timed = true;

  /**
   * Takes a trial that counts.
   *
   * @param hash of its identity
   * @param score its score, NaN if it failed
   * @param number its position in the order of the draws, or null
   * @param start when it started, or null
   * @param lastStep the last step of its curve, or null
   * @param parameters hyperparameter to value
   */
  void add(
      long hash,
      double score,
      Long number,
      Long start,
      Double lastStep,
      Map<String, String> parameters) {
    numbered &= number != null;
    timed &= start != null;
    parameters.forEach(this::name);
    if (!keeps(hash)) {
      return;
    }
    kept.add(
        new Trace(hash, drawn(parameters), score, number, start, lastStep, levels(parameters)));
    while (kept.size() > MOST) {
      bits++;
      kept.removeIf(trace -> !keeps(trace.hash()));
    }
  }

  /** Whether the last bits of a hash are zero. */
  private boolean keeps(long hash) {
    return Long.numberOfTrailingZeros(hash) >= bits;
  }

  private void name(String name, String value) {
    if (names.size() <= MOST_NAMES) {
      int index = names.computeIfAbsent(name, n -> names.size());
      if (!textual.get(index) && number(value).isEmpty()) {
        textual.set(index);
      }
    }
  }

  private long[] levels(Map<String, String> parameters) {
    long[] levels = new long[Math.min(names.size(), MOST_NAMES)];
    Arrays.fill(levels, Hyperparameters.ABSENT);
    parameters.forEach(
        (name, value) -> {
          int index = names.getOrDefault(name, MOST_NAMES);
          if (index < levels.length) {
            levels[index] = level(value);
          }
        });
    return levels;
  }

  private static long level(String value) {
    return number(value).map(Double::doubleToLongBits).orElseGet(() -> hash(value));
  }

  private static Optional<Double> number(String value) {
    // Most words are told by their first letter; an exception for each of them takes its time.
    if (value.isEmpty() || Character.isLetter(value.charAt(0))) {
      return Optional.empty();
    }
    try {
      // Adding 0 makes -0 and 0 one level.
      return Optional.of(Double.parseDouble(value) + 0.0).filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A hash of all hyperparameters; the order of their names does not matter. */
  private static long drawn(Map<String, String> parameters) {
    long sum = 0;
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      sum += hash(parameter.getKey() + '\0' + parameter.getValue());
    }
    return sum;
  }

  /** FNV-1a over the characters. */
  private static long hash(String value) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < value.length(); i++) {
      hash = (hash ^ value.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /**
   * The trials in the order of the draws where that is known, else in one that means nothing.
   *
   * <p>The order is known when every trial has a number, or else when every trial has a start time,
   * and no more than half of these repeat another one. Trials that tie in it are ordered by a hash
   * of their hyperparameters and their identity, and not by their place in the log, which may be
   * sorted by score.
   */
  private List<Trace> inOrder() {
    List<Trace> sorted = new ArrayList<>(kept);
    Comparator<Trace> drawn = Comparator.comparingLong(Trace::drawn);
    Comparator<Trace> position =
        Comparator.comparingLong(trace -> numbered ? trace.number() : trace.start());
    sorted.sort(
        ordered()
            ? position.thenComparing(drawn).thenComparingLong(Trace::hash)
            : drawn.thenComparingDouble(Trace::score).thenComparingLong(Trace::hash));
    return sorted;
  }

  private boolean ordered() {
    if (!numbered && !timed) {
      return false;
    }
    long distinct = kept.stream().map(t -> numbered ? t.number() : t.start()).distinct().count();
    return 2 * distinct > kept.size();
  }

  /** The scores in the order of the draws, NaN for failed trials. */
  Optional<double[]> scores() {
    return ordered()
        ? Optional.of(inOrder().stream().mapToDouble(Trace::score).toArray())
        : Optional.empty();
  }

  /** The last steps of the curves of trials with a score, in no order that means anything. */
  double[] lastSteps() {
    return kept.stream()
        .filter(trace -> trace.lastStep() != null && !Double.isNaN(trace.score()))
        .mapToDouble(Trace::lastStep)
        .toArray();
  }

  /** The hyperparameters, in the order of {@link #scores} where there is one. */
  Optional<Hyperparameters> hyperparameters() {
    if (names.isEmpty() || names.size() > MOST_NAMES) {
      return Optional.empty();
    }
    List<Trace> trials = inOrder();
    return Optional.of(
        new Hyperparameters(
            trials.size(),
            new TreeMap<>(names)
                .values().stream()
                    .limit(TESTED_NAMES)
                    .map(index -> column(trials, index))
                    .toList()));
  }

  private Hyperparameters.Column column(List<Trace> trials, int index) {
    long[] levels =
        trials.stream()
            .mapToLong(t -> index < t.levels().length ? t.levels()[index] : Hyperparameters.ABSENT)
            .toArray();
    return new Hyperparameters.Column(levels, !textual.get(index));
  }
}
