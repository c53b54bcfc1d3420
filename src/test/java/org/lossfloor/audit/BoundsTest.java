package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.IntervalPlan;
import org.lossfloor.estimate.Objective;
import org.lossfloor.estimate.Threshold;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.estimate.interval.Replicate;
import org.lossfloor.estimate.interval.ReplicatePlan;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.estimate.prospect.Outlook;
import org.lossfloor.estimate.regime.Scores;
import org.lossfloor.sweep.Direction;

/** No answer lies where none can be. */
class BoundsTest {
  private static final List<Double> TRIALS = List.of(1.0, 2.0, 20.0, 1000.0, 100_000.0);

  private static EstimateSettings settings(boolean minimize, double low, double high) {
    return settings(minimize, low, high, TRIALS);
  }

  private static EstimateSettings settings(
      boolean minimize, double low, double high, List<Double> trials) {
    return new EstimateSettings(
        minimize ? Direction.MINIMIZE : Direction.MAXIMIZE,
        new Threshold.Auto(),
        low,
        high,
        1,
        7,
        .95,
        Objective.RECIPE,
        trials);
  }

  /** Scores in [0, 1] of several kinds: a law, noise alone, two heaps, many failures. */
  private static double[] sample(long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    NoisyQuadratic law =
        NoisyQuadratic.convex(.05, .9, 1 + (int) (seed % 5), .01 + .1 * (int) (seed % 3));
    int n = 30 + (int) (seed * 37 % 170);
    return DoubleStream.generate(
            () ->
                switch ((int) (seed % 4)) {
                  case 0 -> law.sample(random);
                  case 1 -> .5 + .1 * normal.sample();
                  case 2 -> random.nextDouble() < .3 ? .2 * random.nextDouble() : .9;
                  default -> random.nextDouble() < .3 ? Double.NaN : random.nextDouble();
                })
        .limit(n)
        .map(y -> Double.isNaN(y) ? y : Math.min(1, Math.max(0, y)))
        .toArray();
  }

  private static Optional<Estimate.Fitted> fit(
      EstimateSettings settings, IntervalMethod method, double... scores) {
    IntervalPlan plan = new IntervalPlan(method, 40, 1, "bounds");
    Estimate estimate = new ExperimentEstimator(settings, plan).estimate(scores);
    return estimate instanceof Estimate.Fitted fitted ? Optional.of(fitted) : Optional.empty();
  }

  /** Every number on the scale of the score that is printed or stored. */
  private static DoubleStream numbers(
      Estimate.Fitted fitted, EstimateSettings settings, double... scores) {
    List<Double> all = new ArrayList<>();
    add(all, fitted.bestScore());
    for (TuningTable.Row row : TuningTable.of(Scores.of(scores), settings, fitted).rows()) {
      all.addAll(List.of(row.limits().lower(), row.limits().upper()));
      TuningTable.LawPoint law = row.law().orElseThrow();
      add(all, law.median());
      all.addAll(List.of(law.mean(), law.q05(), law.q95()));
    }
    Outlook outlook = Outlook.of(fitted, DecideSettings.DEFAULT, .95);
    all.add(outlook.bestTrial());
    ReplicatePlan plan = ReplicatePlan.of(fitted, settings);
    LongStream.range(0, 5)
        .mapToObj(plan::tryDraw)
        .flatMap(Optional::stream)
        .forEach(
            replicate -> {
              all.add(replicate.bestScore());
              all.addAll(replicate.medians());
            });
    // An end of the band that is a failed trial is no score: null in tables.
    return all.stream().mapToDouble(x -> x).filter(x -> !Double.isInfinite(x));
  }

  private static void add(List<Double> all, Estimate.Quantity quantity) {
    all.add(quantity.estimate());
    quantity.interval().ifPresent(i -> all.addAll(List.of(i.lower(), i.upper())));
  }

  @ParameterizedTest
  @EnumSource(IntervalMethod.class)
  void nothingLiesBeyondTheBounds(IntervalMethod method) {
    int fitted = 0;
    for (long seed = 0; seed < (method == IntervalMethod.CALIBRATED ? 4 : 12); seed++) {
      double[] scores = sample(seed);
      for (boolean minimize : new boolean[] {true, false}) {
        EstimateSettings settings = settings(minimize, 0, 1);
        Optional<Estimate.Fitted> found = fit(settings, method, scores);
        if (found.isPresent()) {
          fitted++;
          assertThat(numbers(found.get(), settings, scores).boxed().toList())
              .allMatch(y -> y >= 0 && y <= 1);
          Interval noise = found.get().noise().interval().orElse(new Interval(0, 0));
          assertThat(noise.upper()).isLessThanOrEqualTo(.5);
          Outlook outlook = Outlook.of(found.get(), DecideSettings.DEFAULT, .95);
          double best = found.get().observedBest().orElseThrow();
          double room = minimize ? best : 1 - best;
          assertThat(outlook.expectedGain().values())
              .allMatch(gain -> gain >= 0 && gain <= room + 1e-12);
          assertThat(outlook.distance().interval().map(Interval::upper).orElse(0.0))
              .isLessThanOrEqualTo(room);
        }
      }
    }
    assertThat(fitted).isGreaterThan(4);
  }

  /** Negated scores with negated bounds: mirror images. Four times as large: the same digits. */
  @ParameterizedTest
  @ValueSource(doubles = {-1, 4, -4})
  void boundsMoveWithTheScores(double factor) {
    for (long seed = 0; seed < 12; seed++) {
      double[] scores = sample(seed);
      double[] moved = Arrays.stream(scores).map(y -> factor * y).toArray();
      EstimateSettings settings = settings(true, 0, 1);
      EstimateSettings other = settings(factor > 0, Math.min(0, factor), Math.max(0.0, factor));
      Optional<Estimate.Fitted> one = fit(settings, IntervalMethod.PROFILE, scores);
      Optional<Estimate.Fitted> two = fit(other, IntervalMethod.PROFILE, moved);
      assertThat(two.isPresent()).isEqualTo(one.isPresent());
      if (one.isPresent()) {
        assertMoved(one.get().bestScore(), two.get().bestScore(), factor);
        for (int i = 0; i < TRIALS.size(); i++) {
          Estimate.TuningPoint point = one.get().tuningCurve().get(i);
          assertMoved(point.median(), two.get().tuningCurve().get(i).median(), factor);
        }
      }
    }
  }

  private static void assertMoved(Estimate.Quantity one, Estimate.Quantity two, double factor) {
    Interval expected = one.interval().orElseThrow();
    double[] ends = {factor * expected.lower() + 0.0, factor * expected.upper() + 0.0};
    Arrays.sort(ends);
    Interval found = two.interval().orElseThrow();
    assertThat(new double[] {found.lower() + 0.0, found.upper() + 0.0}).isEqualTo(ends);
    assertThat(two.estimate() + 0.0).isEqualTo(factor * one.estimate() + 0.0);
  }

  /** The worse end is never worse than the confidence limit of the median of all trials. */
  @Test
  void theBestPossibleScoreIsAtLeastAsGoodAsTheMedian() {
    int cut = 0;
    for (long seed = 0; seed < 40; seed++) {
      double[] scores = sample(seed);
      double[] sorted = Arrays.stream(scores).filter(y -> !Double.isNaN(y)).sorted().toArray();
      int k = limit(scores.length, .025);
      double free = Double.POSITIVE_INFINITY;
      Optional<Estimate.Fitted> found =
          fit(settings(true, -free, free), IntervalMethod.PROFILE, scores);
      if (found.isPresent() && k <= sorted.length) {
        Interval best = found.get().bestScore().interval().orElseThrow();
        assertThat(best.upper()).isLessThanOrEqualTo(sorted[k - 1]);
        cut += best.upper() == sorted[k - 1] ? 1 : 0;
      }
    }
    assertThat(cut).isGreaterThan(0);
  }

  /** The smallest k with P(Bin(n, 1/2) >= k) at most p, by its definition. */
  private static int limit(int n, double p) {
    double term = Math.pow(.5, n);
    double atLeast = 0;
    int k = n + 1;
    for (int j = n; atLeast + term <= p; j--) {
      atLeast += term;
      term *= j / (n - j + 1.0);
      k = j;
    }
    return k;
  }

  /**
   * Noise alone is where the median costs coverage: the best possible score <em>is</em> the median.
   * Of 200 sets the limit is on the wrong side in at most 2.5 per cent, standard error 1.1.
   */
  @Test
  void theLimitCostsNoMoreThanItSays() {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(77);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double free = Double.POSITIVE_INFINITY;
    // The range depends on no point of the curve.
    EstimateSettings settings = settings(true, -free, free, List.of(1.0));
    int wrong = 0;
    int sets = 0;
    int lost = 0;
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, 2, .3);
    for (int i = 0; i < 200; i++) {
      double[] noise = DoubleStream.generate(normal::sample).limit(48).toArray();
      Optional<Estimate.Fitted> found = fit(settings, IntervalMethod.PROFILE, noise);
      wrong += found.isPresent() && found.get().range().upper() < 0 ? 1 : 0;
      sets += found.isPresent() ? 1 : 0;
      double[] scores = DoubleStream.generate(() -> law.sample(random)).limit(48).toArray();
      lost +=
          fit(settings, IntervalMethod.PROFILE, scores)
                  .filter(f -> f.range().upper() < 0)
                  .isPresent()
              ? 1
              : 0;
    }
    assertThat(sets).isGreaterThan(120);
    assertThat(wrong / (double) sets).isLessThanOrEqualTo(.025 + 4 * Math.sqrt(.025 * .975 / sets));
    // A tenth of the law's trials lies beyond its end, far from half of them.
    assertThat(lost).isZero();
  }

  /** A replicate that runs away does not carry the percentiles with it. */
  @Test
  void replicatesStayWhereTheBestScoreCanBe() {
    double[] scores = sample(4);
    EstimateSettings settings = settings(false, 0, 1);
    Estimate.Fitted found = fit(settings, IntervalMethod.PROFILE, scores).orElseThrow();
    ReplicatePlan plan = ReplicatePlan.of(found, settings);
    List<Replicate> drawn =
        LongStream.range(0, 50).mapToObj(plan::tryDraw).flatMap(Optional::stream).toList();
    assertThat(drawn)
        .isNotEmpty()
        .allMatch(r -> r.bestScore() >= found.range().lower() && r.bestScore() <= 1);
  }
}
