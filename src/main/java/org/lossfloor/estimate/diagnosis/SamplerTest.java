package org.lossfloor.estimate.diagnosis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.lossfloor.sweep.Sampler;

/**
 * What the hyperparameters themselves say about how they were drawn. The distribution that they
 * were drawn from is not known, so only what would be improbable under <em>every</em> such
 * distribution counts against random search. Each p-value is an upper bound of that probability.
 *
 * @param grid that the configurations are spread this evenly over the combinations of their levels
 * @param drift that the values depend this much on the order of the draws; nothing without an order
 * @param even that a hyperparameter is spread this evenly over its range
 */
public record SamplerTest(double grid, OptionalDouble drift, double even) {
  /** With fewer trials the tests have no power. */
  static final int LEAST_TRIALS = 24;

  /**
   * One false alarm in ten thousand: an alarm contradicts the log, or speaks where the log is
   * silent.
   */
  private static final double CERTAIN = 1e-4;

  /** Equal configurations below this share of what is expected are clearly fewer. */
  private static final double CLEARLY_FEWER = .9;

  /** Beyond this the distance of Kolmogorov and Smirnov is not small. */
  private static final double NOT_SMALL = .6;

  /**
   * Tests the hyperparameters.
   *
   * @param drawn the hyperparameters of the trials
   * @param ordered whether the trials are in the order of the draws
   * @return the p-values; nothing for fewer than 24 trials or where nothing varies
   */
  public static Optional<SamplerTest> of(Hyperparameters drawn, boolean ordered) {
    List<Hyperparameters.Column> columns = drawn.varying();
    if (drawn.trials() < LEAST_TRIALS || columns.isEmpty()) {
      return Optional.empty();
    }
    OptionalDouble drift =
        ordered
            ? OptionalDouble.of(
                PValues.cauchy(columns.stream().mapToDouble(SamplerTest::drift).toArray()))
            : OptionalDouble.empty();
    double even = columns.stream().mapToDouble(SamplerTest::even).min().orElse(1);
    return Optional.of(
        new SamplerTest(
            Math.min(1, 2 * Math.min(balanced(drawn, columns), unrepeated(drawn, columns))),
            drift,
            Math.min(1, columns.size() * even)));
  }

  /**
   * Returns the sampler that the hyperparameters show, at a p-value below 1e-4: a grid before an
   * adaptive one (a grid in lexicographic order drifts as well), an adaptive one before a
   * quasi-random one.
   *
   * @return nothing where random search would give such hyperparameters
   */
  public Optional<Sampler> recognised() {
    if (grid < CERTAIN) {
      return Optional.of(Sampler.GRID);
    }
    if (drift.isPresent() && drift.getAsDouble() < CERTAIN) {
      return Optional.of(Sampler.ADAPTIVE);
    }
    return even < CERTAIN ? Optional.of(Sampler.QUASI_RANDOM) : Optional.empty();
  }

  /**
   * All P combinations of the levels, each equally often. For n independent draws that is most
   * probable with equal chances: {@code n! / ((n/P)!^P P^n)}. A single hyperparameter whose values
   * never repeat does not count: it has as many levels as trials under any distribution.
   */
  private static double balanced(Hyperparameters drawn, List<Hyperparameters.Column> columns) {
    double cells = 1;
    for (Hyperparameters.Column column : columns) {
      cells *= column.distinct();
    }
    if (cells > drawn.trials() || (columns.size() == 1 && cells == drawn.trials())) {
      return 1;
    }
    Map<List<Long>, Integer> counts = configurations(drawn, columns);
    Set<Integer> sizes = new HashSet<>(counts.values());
    if (counts.size() != cells || sizes.size() != 1) {
      return 1;
    }
    double each = drawn.trials() / cells;
    return Math.exp(
        LogGamma.value(drawn.trials() + 1.0)
            - cells * LogGamma.value(each + 1)
            - drawn.trials() * Math.log(cells));
  }

  /**
   * Fewer pairs of equal configurations than chance. Given how often each level occurs, independent
   * hyperparameters make {@code n (n-1) / 2 prod s_j} pairs agree in everything, s_j the share of
   * pairs that agree in the j-th. Their number is close to Poisson, or varies less.
   *
   * <p>In a conditional space hyperparameters are not independent: a branch that has one lacks
   * another. They are independent among the trials of one {@linkplain Patterns pattern}, so the
   * pairs are counted there. The dependence that is left makes more pairs; only with uneven levels
   * it may make a few per cent fewer, so a tenth fewer is no evidence.
   */
  private static double unrepeated(Hyperparameters drawn, List<Hyperparameters.Column> columns) {
    if (columns.size() < 2) {
      return 1;
    }
    double expected = 0;
    for (int[] trials : Patterns.of(drawn.trials(), columns)) {
      expected += expectedPairs(trials, columns);
    }
    double seen =
        configurations(drawn, columns).values().stream().mapToDouble(SamplerTest::pairs).sum();
    if (seen >= CLEARLY_FEWER * expected) {
      return 1;
    }
    return PoissonDistribution.of(expected).cumulativeProbability((int) seen);
  }

  private static double expectedPairs(int[] trials, List<Hyperparameters.Column> columns) {
    double pairs = pairs(trials.length);
    double expected = pairs;
    for (int j = 0; j < columns.size() && expected > 0; j++) {
      expected *= agreeing(columns.get(j), trials) / pairs;
    }
    return expected;
  }

  private static double agreeing(Hyperparameters.Column column, int[] trials) {
    Map<Long, Integer> counts = new HashMap<>();
    Arrays.stream(trials).forEach(i -> counts.merge(column.levels()[i], 1, Integer::sum));
    return counts.values().stream().mapToDouble(SamplerTest::pairs).sum();
  }

  private static double pairs(int n) {
    return n * (n - 1.0) / 2;
  }

  private static Map<List<Long>, Integer> configurations(
      Hyperparameters drawn, List<Hyperparameters.Column> columns) {
    Map<List<Long>, Integer> counts = new HashMap<>();
    for (int i = 0; i < drawn.trials(); i++) {
      int trial = i;
      List<Long> levels = columns.stream().map(column -> column.levels()[trial]).toList();
      counts.merge(levels, 1, Integer::sum);
    }
    return counts;
  }

  /**
   * Trend of the value, trend of its distance from the middle (a search that closes in), and like
   * following like. For a hyperparameter without numbers, whether it has its most frequent level.
   * One that only some trials have is tested twice: whether a trial has it, and its values where it
   * does.
   */
  private static double drift(Hyperparameters.Column column) {
    if (!column.numeric()) {
      return drift(usual(column));
    }
    double[] all = numbers(column);
    double[] present = Arrays.stream(all).filter(x -> !Double.isNaN(x)).toArray();
    if (present.length == all.length) {
      return drift(all);
    }
    double ofPresence = drift(Arrays.stream(all).map(x -> Double.isNaN(x) ? 0 : 1).toArray());
    boolean varies = Arrays.stream(present).distinct().count() > 1;
    return present.length < LEAST_TRIALS || !varies
        ? ofPresence
        : PValues.cauchy(ofPresence, drift(present));
  }

  private static double drift(double[] inOrder) {
    RankedSequence values = RankedSequence.of(inOrder);
    return PValues.cauchy(values.trend(), values.fromTheMiddle().trend(), values.likeFollowsLike());
  }

  private static double[] numbers(Hyperparameters.Column column) {
    return IntStream.range(0, column.levels().length).mapToDouble(column::number).toArray();
  }

  /** 1 for the most frequent level, the smallest of several. */
  private static double[] usual(Hyperparameters.Column column) {
    Map<Long, Integer> counts = new HashMap<>();
    Arrays.stream(column.levels()).forEach(level -> counts.merge(level, 1, Integer::sum));
    int most = counts.values().stream().max(Integer::compare).orElseThrow();
    long usual =
        counts.keySet().stream()
            .filter(level -> counts.get(level) == most)
            .min(Long::compare)
            .orElseThrow();
    return Arrays.stream(column.levels()).mapToDouble(level -> level == usual ? 1 : 0).toArray();
  }

  /**
   * A number whose values never repeat, closer to evenly spaced than chance, as they are or in
   * logarithms. The distance of Kolmogorov and Smirnov between n draws and <em>any</em> given law
   * is below d with at most the probability that it has for draws from that law: draws from another
   * one lie further away. Given the smallest and the largest value, uniform draws in between are
   * uniform.
   */
  private static double even(Hyperparameters.Column column) {
    double[] sorted = numbers(column);
    Arrays.sort(sorted);
    int n = sorted.length;
    if (!column.numeric() || Double.isNaN(sorted[n - 1]) || column.distinct() < n) {
      return 1;
    }
    double linear = asEvenAs(sorted);
    double log = sorted[0] > 0 ? asEvenAs(Arrays.stream(sorted).map(Math::log).toArray()) : 1;
    return Math.min(1, 2 * Math.min(linear, log));
  }

  /** The probability that the same number of uniform draws is this close to uniform. */
  private static double asEvenAs(double[] sorted) {
    int n = sorted.length - 2;
    double low = sorted[0];
    double span = sorted[n + 1] - low;
    double distance = 0;
    for (int i = 0; i < n; i++) {
      double u = (sorted[i + 1] - low) / span;
      distance = Math.max(distance, Math.max(u - i / (double) n, (i + 1.0) / n - u));
    }
    return lowerTail(n, distance);
  }

  /**
   * {@code P(sqrt(n) D <= x)} by the limit law with the correction of Vrbik (2018) for n; only the
   * first term counts where the distance is small.
   */
  private static double lowerTail(int n, double distance) {
    double root = Math.sqrt(n);
    double x = distance * root + 1 / (6 * root) + (distance * root - 1) / (4.0 * n);
    if (x > NOT_SMALL) {
      return 1;
    }
    double first = Math.exp(-Math.PI * Math.PI / (8 * x * x));
    return Math.min(1, Math.sqrt(2 * Math.PI) / x * (first + Math.pow(first, 9)));
  }
}
