package org.lossfloor.estimate.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * How many pairs of trials agree in all hyperparameters, and how many would by chance. A random
 * search over few values repeats configurations, and those are draws like any other.
 *
 * <p>Given how often each level occurs, the chance law is that of hyperparameters whose levels are
 * permuted independently of each other, among the trials that have the same hyperparameters. Its
 * mean is {@code n (n-1) / 2 prod q_j}, where {@code q_j} is the share of pairs that agree in the
 * j-th hyperparameter; its variance is exact as well, by the shares of triples and of two pairs.
 *
 * @param observed pairs that agree in all hyperparameters and differ otherwise
 * @param expected the mean by chance
 * @param variance the variance by chance
 */
public record ChanceRepeats(double observed, double expected, double variance) {
  /** Chance gives this only once in a million experiments. */
  private static final double CERTAIN = 1e-6;

  /** Enough where something else speaks against chance as well. */
  private static final double LIKELY = .01;

  /**
   * Counts pairs.
   *
   * @param drawn the hyperparameters of the trials
   * @param configurations one code per trial, equal where all hyperparameters are
   * @param labels one code per trial; a pair with equal ones is not counted as observed
   * @param trials the trials that are looked at
   * @return what is observed and what is expected
   */
  public static ChanceRepeats of(
      Hyperparameters drawn, long[] configurations, long[] labels, int... trials) {
    List<Hyperparameters.Column> columns = withoutCopies(drawn.varying(), trials);
    double expected = 0;
    double variance = 0;
    for (int[] alike : alike(columns, trials)) {
      Moments moments = Moments.of(columns, alike);
      expected += moments.mean();
      variance += moments.variance();
    }
    double same = pairs(trials, i -> List.of(configurations[i]));
    double copies = pairs(trials, i -> List.of(configurations[i], labels[i]));
    return new ChanceRepeats(same - copies, expected, variance);
  }

  /**
   * The probability of so many pairs by chance: the upper tail of a Poisson law, stretched where
   * the variance is larger than the mean.
   *
   * @return 1 where no pair is observed
   */
  public double pValue() {
    if (observed == 0) {
      return 1;
    }
    double stretch = Math.max(1, variance / expected);
    return RegularizedGamma.P.value(observed / stretch, expected / stretch);
  }

  /** Whether chance is ruled out by this alone. */
  public boolean certainlyNotChance() {
    return pValue() < CERTAIN;
  }

  /** Whether chance explains them badly. */
  public boolean likelyNotChance() {
    return pValue() < LIKELY;
  }

  private static double pairs(int[] trials, IntFunction<List<Long>> code) {
    Map<List<Long>, Integer> counts = new HashMap<>();
    Arrays.stream(trials).forEach(i -> counts.merge(code.apply(i), 1, Integer::sum));
    return counts.values().stream().mapToDouble(n -> n * (n - 1.0) / 2).sum();
  }

  /** Trials that have the same hyperparameters: others cannot agree. */
  private static Collection<int[]> alike(List<Hyperparameters.Column> columns, int... trials) {
    Map<BitSet, List<Integer>> alike = new LinkedHashMap<>();
    for (int trial : trials) {
      BitSet has = new BitSet();
      for (int j = 0; j < columns.size(); j++) {
        has.set(j, columns.get(j).levels()[trial] != Hyperparameters.ABSENT);
      }
      alike.computeIfAbsent(has, any -> new ArrayList<>()).add(trial);
    }
    return alike.values().stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  /**
   * Without hyperparameters that only say again what another says: the same values under another
   * name, a monotone function of them, or a word for each. They are not independent.
   */
  private static List<Hyperparameters.Column> withoutCopies(
      List<Hyperparameters.Column> columns, int... trials) {
    Map<List<Integer>, List<List<Integer>>> seen = new HashMap<>();
    List<Hyperparameters.Column> kept = new ArrayList<>();
    columns.stream()
        // Numbers first: a word is dropped for a number, never the other way round.
        .sorted(Comparator.comparing((Hyperparameters.Column column) -> !column.numeric()))
        .filter(column -> isNew(column, seen, trials))
        .forEach(kept::add);
    return kept;
  }

  private static boolean isNew(
      Hyperparameters.Column column, Map<List<Integer>, List<List<Integer>>> seen, int... trials) {
    List<Integer> partition = partition(column, trials);
    if (!column.numeric()) {
      return seen.putIfAbsent(partition, new ArrayList<>()) == null;
    }
    List<List<Integer>> others = seen.computeIfAbsent(partition, any -> new ArrayList<>());
    List<Integer> ranks = ranks(column, trials);
    if (others.contains(ranks)) {
      return false;
    }
    others.add(ranks);
    others.add(reversed(ranks));
    return true;
  }

  /** Which trials have the same level: the number of the first trial that has it. */
  private static List<Integer> partition(Hyperparameters.Column column, int... trials) {
    Map<Long, Integer> first = new HashMap<>();
    return Arrays.stream(trials)
        .mapToObj(i -> first.computeIfAbsent(column.levels()[i], level -> first.size()))
        .toList();
  }

  private static List<Integer> ranks(Hyperparameters.Column column, int... trials) {
    double[] sorted =
        Arrays.stream(trials).mapToDouble(column::number).distinct().sorted().toArray();
    return Arrays.stream(trials)
        .mapToObj(i -> Arrays.binarySearch(sorted, column.number(i)))
        .toList();
  }

  private static List<Integer> reversed(List<Integer> ranks) {
    int last = ranks.stream().mapToInt(Integer::intValue).max().orElse(0);
    return ranks.stream().map(rank -> last - rank).toList();
  }

  /**
   * The first two moments of the number of equal pairs among some trials.
   *
   * @param mean the mean
   * @param variance the variance
   */
  private record Moments(double mean, double variance) {
    static Moments of(List<Hyperparameters.Column> columns, int... trials) {
      double n = trials.length;
      double pair = n * (n - 1);
      double triple = pair * (n - 2);
      double twoPairs = triple * (n - 3);
      double two = 1;
      double three = 1;
      double four = 1;
      for (Hyperparameters.Column column : columns) {
        Agreeing agreeing = Agreeing.of(column, trials);
        two *= share(agreeing.pairs(), pair);
        three *= share(agreeing.triples(), triple);
        four *= share(agreeing.twoPairs(), twoPairs);
      }
      double mean = pair / 2 * two;
      // A pair with itself, with one that shares a trial, with one that shares none.
      double square = mean + triple * three + twoPairs / 4 * four;
      return new Moments(mean, Math.max(0, square - mean * mean));
    }

    private static double share(double part, double whole) {
      return whole > 0 ? part / whole : 0;
    }
  }

  /** Ordered pairs, triples, and two disjoint pairs of trials that agree in one hyperparameter. */
  private record Agreeing(double pairs, double triples, double twoPairs) {
    static Agreeing of(Hyperparameters.Column column, int... trials) {
      Map<Long, Integer> counts = new HashMap<>();
      Arrays.stream(trials).forEach(i -> counts.merge(column.levels()[i], 1, Integer::sum));
      double pairs = 0;
      double triples = 0;
      double same = 0;
      double squares = 0;
      for (double n : counts.values()) {
        double two = n * (n - 1);
        pairs += two;
        triples += two * (n - 2);
        same += two * (n - 2) * (n - 3);
        squares += two * two;
      }
      return new Agreeing(pairs, triples, pairs * pairs - squares + same);
    }
  }
}
