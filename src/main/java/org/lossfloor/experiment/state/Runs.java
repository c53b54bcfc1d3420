package org.lossfloor.experiment.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What reruns are found by: the configuration, the seed, the score and the place in the order of
 * the draws of every trial that counts and has hyperparameters. Of more than 2^18 trials nothing is
 * kept, so that memory stays bounded; reruns are not looked for then.
 */
public final class Runs {
  /** Of more trials none is kept. */
  public static final int MOST = 1 << 18;

  /** The seed of a trial whose seed is not known. */
  public static final long NO_SEED = Long.MIN_VALUE;

  private long seen;
  private int count;
  private long[] configurations = new long[16];
  private long[] identities = new long[16];
  private long[] seeds = new long[16];
  private long[] places = new long[16];
  private double[] scores = new double[16];

  /**
   * Takes a trial that counts.
   *
   * @param configuration a hash of its hyperparameters
   * @param identity a hash of what tells it from the others
   * @param seed a code of its training seed, or null
   * @param score its score, NaN if it failed
   * @param number its position in the order of the draws, or null
   * @param start when it started, or null
   */
  public void add(
      long configuration, long identity, Long seed, double score, Long number, Long start) {
    int at = next();
    if (at < 0) {
      return;
    }
    configurations[at] = configuration;
    identities[at] = identity;
    seeds[at] = seed == null ? NO_SEED : seed;
    scores[at] = score;
    places[at] = place(number, start);
  }

  /** Numbers before times, which are larger, and these before what has neither. */
  private static long place(Long number, Long start) {
    if (number != null) {
      return number;
    }
    return start == null ? Long.MAX_VALUE : start;
  }

  public void write(StateWriter out) {
    out.big(seen).bigs(configurations, count).bigs(identities, count).bigs(seeds, count);
    out.bigs(places, count).numbers(scores, count);
  }

  public static Runs read(StateReader in) {
    Runs runs = new Runs();
    runs.seen = in.big();
    runs.configurations = in.bigs();
    runs.identities = in.bigs();
    runs.seeds = in.bigs();
    runs.places = in.bigs();
    runs.scores = in.numbers();
    runs.count = runs.scores.length;
    return runs;
  }

  /** Takes the trials that another has taken. */
  public void add(Runs other) {
    seen += other.seen;
    if (seen > MOST) {
      forget();
      return;
    }
    resize(count + other.count);
    System.arraycopy(other.configurations, 0, configurations, count, other.count);
    System.arraycopy(other.identities, 0, identities, count, other.count);
    System.arraycopy(other.seeds, 0, seeds, count, other.count);
    System.arraycopy(other.places, 0, places, count, other.count);
    System.arraycopy(other.scores, 0, scores, count, other.count);
    count += other.count;
  }

  /** Releases unused room. */
  public void trim() {
    resize(count);
  }

  /** Room for one more trial; negative when there are too many. */
  private int next() {
    seen++;
    if (seen > MOST) {
      forget();
      return -1;
    }
    if (count == scores.length) {
      resize(Math.max(16, 2 * count));
    }
    return count++;
  }

  private void forget() {
    count = 0;
    resize(0);
  }

  private void resize(int size) {
    configurations = Arrays.copyOf(configurations, size);
    identities = Arrays.copyOf(identities, size);
    seeds = Arrays.copyOf(seeds, size);
    places = Arrays.copyOf(places, size);
    scores = Arrays.copyOf(scores, size);
  }

  /** The configurations of several trials, in a fixed order. */
  public List<Reran> repeated() {
    Integer[] sorted =
        IntStream.range(0, count)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingLong(i -> configurations[i])
                    .thenComparingLong(i -> places[i])
                    .thenComparingLong(i -> seeds[i])
                    .thenComparingLong(i -> identities[i]))
            .toArray(Integer[]::new);
    List<Reran> repeated = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= count; to++) {
      if (to == count || configurations[sorted[to]] != configurations[sorted[from]]) {
        if (to - from > 1) {
          repeated.add(reran(Arrays.copyOfRange(sorted, from, to)));
        }
        from = to;
      }
    }
    return repeated;
  }

  private Reran reran(Integer... trials) {
    return new Reran(
        Arrays.stream(trials).mapToLong(i -> identities[i]).toArray(),
        Arrays.stream(trials).mapToLong(i -> seeds[i]).toArray(),
        Arrays.stream(trials).mapToDouble(i -> scores[i]).toArray());
  }

  /**
   * Whether a seed is rarely used twice: then it says nothing about which trials are meant as
   * reruns.
   */
  boolean haveSeedsOfTheirOwn() {
    long[] known = Arrays.stream(seeds, 0, count).filter(seed -> seed != NO_SEED).toArray();
    return 2 * Arrays.stream(known).distinct().count() > known.length;
  }

  /** The position of every trial, by its identity. */
  Map<Long, Integer> positions() {
    Map<Long, Integer> positions = new HashMap<>();
    for (int i = 0; i < count; i++) {
      positions.put(identities[i], i);
    }
    return positions;
  }

  /** A hash of the hyperparameters of the trial at a position. */
  long configuration(int position) {
    return configurations[position];
  }

  /** A code of the seed of the trial at a position. */
  long seed(int position) {
    return seeds[position];
  }

  /** The score of the trial at a position, NaN if it failed. */
  double score(int position) {
    return scores[position];
  }
}
