package org.lossfloor.experiment.state;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.lossfloor.estimate.diagnosis.Hyperparameters;

/**
 * What the diagnostics need to know about single trials: score, place in the order of the draws,
 * hyperparameters. For a large experiment a sample is kept, chosen by a hash of the trial's
 * identity, so that memory stays bounded and the sample depends neither on the order in which
 * trials arrive nor on the parts in which they were packed.
 */
public final class TrialTraces {
  /** At most this many trials are kept, and at least half of it if there are more. */
  public static final int MOST = 16_384;

  /** Beyond this number of names hyperparameters are not examined. */
  private static final int MOST_NAMES = 256;

  /** The first hyperparameters in alphabetical order are tested. */
  private static final int TESTED_NAMES = 64;

  private final HashMap<String, Integer> names = new HashMap<>();
  private BitSet textual = new BitSet();
  private int bits;
  private boolean numbered = true;
  private boolean timed = true;

  // One element for each trial that is kept; columns, because they travel between processes.
  private int count;
  private long[] hashes = new long[16];
  private long[] draws = new long[16];
  private double[] scores = new double[16];
  private long[] numbers = new long[16];
  private long[] starts = new long[16];
  private double[] lastSteps = new double[16];
  private long[][] levels = new long[16][];

  /**
   * Takes a trial that counts.
   *
   * @param hash of its identity
   * @param score its score, NaN if it failed
   * @param number its position in the order of the draws, or null
   * @param start when it started, or null
   * @param lastStep the last step of its curve, NaN if there is none
   * @param parameters hyperparameter to value
   */
  public void add(
      long hash,
      double score,
      Long number,
      Long start,
      double lastStep,
      Map<String, String> parameters) {
    numbered &= number != null;
    timed &= start != null;
    parameters.forEach(this::note);
    if (!keeps(hash)) {
      return;
    }
    int at = next();
    hashes[at] = hash;
    draws[at] = drawn(parameters);
    scores[at] = score;
    numbers[at] = number == null ? 0 : number;
    starts[at] = start == null ? 0 : start;
    lastSteps[at] = lastStep;
    levels[at] = levels(parameters);
    bound();
  }

  public void write(StateWriter out) {
    out.whole(names.size());
    names.forEach((name, index) -> out.text(name).whole(index));
    long[] words = textual.toLongArray();
    out.bigs(words, words.length).whole(bits).flag(numbered).flag(timed);
    out.bigs(hashes, count).bigs(draws, count).numbers(scores, count);
    out.bigs(numbers, count).bigs(starts, count).numbers(lastSteps, count);
    Arrays.stream(levels, 0, count).forEach(all -> out.bigs(all, all.length));
  }

  public static TrialTraces read(StateReader in) {
    TrialTraces traces = new TrialTraces();
    for (int left = in.whole(); left > 0; left--) {
      traces.names.put(in.text(), in.whole());
    }
    traces.textual = BitSet.valueOf(in.bigs());
    traces.bits = in.whole();
    traces.numbered = in.flag();
    traces.timed = in.flag();
    traces.hashes = in.bigs();
    traces.draws = in.bigs();
    traces.scores = in.numbers();
    traces.numbers = in.bigs();
    traces.starts = in.bigs();
    traces.lastSteps = in.numbers();
    traces.count = traces.hashes.length;
    traces.levels = new long[traces.count][];
    Arrays.setAll(traces.levels, i -> in.bigs());
    return traces;
  }

  /** Takes the trials that another has taken. */
  public void add(TrialTraces other) {
    numbered &= other.numbered;
    timed &= other.timed;
    int[] here = new int[other.names.size()];
    other.names.forEach(
        (name, index) -> {
          here[index] = index(name);
          textual.set(here[index], textual.get(here[index]) || other.textual.get(index));
        });
    thin(Math.max(bits, other.bits));
    for (int i = 0; i < other.count; i++) {
      if (keeps(other.hashes[i])) {
        int at = next();
        hashes[at] = other.hashes[i];
        draws[at] = other.draws[i];
        scores[at] = other.scores[i];
        numbers[at] = other.numbers[i];
        starts[at] = other.starts[i];
        lastSteps[at] = other.lastSteps[i];
        levels[at] = moved(other.levels[i], here);
        bound();
      }
    }
  }

  private long[] moved(long[] from, int... here) {
    long[] to = absent();
    for (int i = 0; i < from.length; i++) {
      if (here[i] < to.length) {
        to[here[i]] = from[i];
      }
    }
    return to;
  }

  /** Whether the last bits of a hash are zero. */
  private boolean keeps(long hash) {
    return Long.numberOfTrailingZeros(hash) >= bits;
  }

  private int next() {
    if (count == hashes.length) {
      resize(Math.max(16, 2 * count));
    }
    return count++;
  }

  private void resize(int size) {
    hashes = Arrays.copyOf(hashes, size);
    draws = Arrays.copyOf(draws, size);
    scores = Arrays.copyOf(scores, size);
    numbers = Arrays.copyOf(numbers, size);
    starts = Arrays.copyOf(starts, size);
    lastSteps = Arrays.copyOf(lastSteps, size);
    levels = Arrays.copyOf(levels, size);
  }

  /** Releases unused room. */
  public void trim() {
    resize(Math.max(1, count));
  }

  private void bound() {
    while (count > MOST) {
      thin(bits + 1);
    }
  }

  private void thin(int toBits) {
    if (toBits == bits) {
      return;
    }
    bits = toBits;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (keeps(hashes[i])) {
        move(i, kept++);
      }
    }
    count = kept;
  }

  private void move(int from, int to) {
    hashes[to] = hashes[from];
    draws[to] = draws[from];
    scores[to] = scores[from];
    numbers[to] = numbers[from];
    starts[to] = starts[from];
    lastSteps[to] = lastSteps[from];
    levels[to] = levels[from];
  }

  private void note(String name, String value) {
    int index = index(name);
    if (!textual.get(index) && number(value).isEmpty()) {
      textual.set(index);
    }
  }

  /**
   * The index of a hyperparameter, new or known; meaningless beyond the largest number of names.
   */
  private int index(String name) {
    return names.size() > MOST_NAMES
        ? names.getOrDefault(name, MOST_NAMES)
        : names.computeIfAbsent(name, n -> names.size());
  }

  private long[] absent() {
    long[] none = new long[Math.min(names.size(), MOST_NAMES)];
    Arrays.fill(none, Hyperparameters.ABSENT);
    return none;
  }

  private long[] levels(Map<String, String> parameters) {
    long[] all = absent();
    parameters.forEach(
        (name, value) -> {
          int index = names.getOrDefault(name, MOST_NAMES);
          if (index < all.length) {
            all[index] = level(value);
          }
        });
    return all;
  }

  private static long level(String value) {
    return number(value).map(Double::doubleToLongBits).orElseGet(() -> hash(value));
  }

  private static Optional<Double> number(String value) {
    // Most words are recognised by their first letter; an exception for each of them would take too
    // long.
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
   * The trials in the order of the draws if it is known, else in an arbitrary order.
   *
   * <p>The order is known when every trial has a number, or else when every trial has a start time,
   * and no more than half of these repeat another one. Trials that tie in it are ordered by a hash
   * of their hyperparameters and their identity, and not by their place in the log, which may be
   * sorted by score.
   */
  private int[] inOrder() {
    long[] positions = numbered ? numbers : starts;
    Comparator<Integer> drawn = Comparator.comparingLong(i -> draws[i]);
    Comparator<Integer> order =
        ordered()
            ? Comparator.<Integer>comparingLong(i -> positions[i]).thenComparing(drawn)
            : drawn.thenComparingDouble(i -> scores[i]);
    return IntStream.range(0, count)
        .boxed()
        .sorted(order.thenComparingLong(i -> hashes[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Whether the order of the draws is known. */
  public boolean ordered() {
    if (!numbered && !timed) {
      return false;
    }
    long distinct = Arrays.stream(numbered ? numbers : starts, 0, count).distinct().count();
    return 2 * distinct > count;
  }

  /** The scores, in the order of the draws where it is known; NaN for failed trials. */
  public double[] scores() {
    return Arrays.stream(inOrder()).mapToDouble(i -> scores[i]).toArray();
  }

  /** The last steps of the curves of trials with a score, in arbitrary order. */
  public double[] lastSteps() {
    return IntStream.range(0, count)
        .filter(i -> !Double.isNaN(lastSteps[i]) && !Double.isNaN(scores[i]))
        .mapToDouble(i -> lastSteps[i])
        .toArray();
  }

  /** The hyperparameters, in the order of {@link #scores}. */
  public Optional<Hyperparameters> hyperparameters() {
    if (names.isEmpty() || names.size() > MOST_NAMES) {
      return Optional.empty();
    }
    int[] trials = inOrder();
    return Optional.of(
        new Hyperparameters(
            trials.length,
            new TreeMap<>(names)
                .values().stream()
                    .limit(TESTED_NAMES)
                    .map(index -> column(index, trials))
                    .toList()));
  }

  /** The identities of the trials, in the order of {@link #hyperparameters}. */
  long[] identities() {
    return Arrays.stream(inOrder()).mapToLong(i -> hashes[i]).toArray();
  }

  /**
   * The same without the trials that are part of another, which gets the score of both.
   *
   * @param parts the identities of the trials that go
   * @param wholes the scores of trials that stay, by their identities
   */
  public TrialTraces merged(Set<Long> parts, Map<Long, Double> wholes) {
    TrialTraces merged = new TrialTraces();
    merged.add(this);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (!parts.contains(merged.hashes[i])) {
        merged.move(i, kept);
        merged.scores[kept] = wholes.getOrDefault(merged.hashes[kept], merged.scores[kept]);
        kept++;
      }
    }
    merged.count = kept;
    return merged;
  }

  private Hyperparameters.Column column(int index, int... trials) {
    long[] column =
        Arrays.stream(trials)
            .mapToObj(trial -> levels[trial])
            .mapToLong(all -> index < all.length ? all[index] : Hyperparameters.ABSENT)
            .toArray();
    return new Hyperparameters.Column(column, !textual.get(index));
  }
}
