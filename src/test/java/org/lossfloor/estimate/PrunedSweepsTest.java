package org.lossfloor.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.distribution.TuningCurve;
import org.lossfloor.estimate.noise.NoiseRule;
import org.lossfloor.estimate.noise.Reruns;
import org.lossfloor.estimate.regime.Scores;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.Sampler;

/** Sweeps with learning curves and a pruner against the law of sweeps without one. */
class PrunedSweepsTest {
  private static final double[] RUNGS = {.1, .3};
  private static final double BEST = .3;
  private static final NoisyQuadratic LAW = NoisyQuadratic.convex(BEST, 1, 2, .02);

  /** What is worse than this part of what was seen on its rung is stopped. */
  private enum Pruner {
    /** Against trials that ended, as trackers have it. */
    MEDIAN(2),
    /** Asynchronous successive halving by three, against all that came so far. */
    HALVING(3);

    private final int factor;

    Pruner(int factor) {
      this.factor = factor;
    }

    private boolean stops(List<Double> seen, double value, int trial) {
      if (trial < 5 || seen.size() < 3) {
        return false;
      }
      List<Double> sorted = new ArrayList<>(seen);
      Collections.sort(sorted);
      return value > sorted.get(sorted.size() / factor);
    }
  }

  /**
   * One sweep: scores, NaN for a pruned trial, and the best score that one of those had reached.
   */
  private static final class Sweep {
    private final List<List<Double>> seen = List.of(new ArrayList<>(), new ArrayList<>());
    private final double[] scores;
    private double reached = Double.POSITIVE_INFINITY;

    Sweep(Pruner pruner, int n, UniformRandomProvider random) {
      scores = IntStream.range(0, n).mapToDouble(i -> trial(pruner, i, random)).toArray();
    }

    private double trial(Pruner pruner, int number, UniformRandomProvider random) {
      double end = LAW.sample(random);
      double start = .3 + .6 * random.nextDouble();
      double rate = 2 + 6 * random.nextDouble();
      List<Double> values = new ArrayList<>();
      for (double rung : RUNGS) {
        double value = end + start * (Math.exp(-rate * rung) - Math.exp(-rate));
        if (pruner.stops(seen.get(values.size()), value, number)) {
          reached = Math.min(reached, value);
          if (pruner == Pruner.HALVING) {
            seen.get(values.size()).add(value);
            keep(values);
          }
          return Double.NaN;
        }
        values.add(value);
      }
      keep(values);
      return end;
    }

    private void keep(List<Double> values) {
      IntStream.range(0, values.size()).forEach(i -> seen.get(i).add(values.get(i)));
    }

    Pruned pruned() {
      int stopped = (int) Arrays.stream(scores).filter(Double::isNaN).count();
      return new Pruned(stopped, OptionalDouble.of(reached), 0);
    }
  }

  private static Estimate.Fitted fit(double[] scores, Pruned pruned) {
    EstimateSettings settings =
        EstimateSettings.withDefaults(Direction.MINIMIZE).withTrials(List.of(10.0, 50.0));
    return (Estimate.Fitted)
        new ExperimentEstimator(settings)
            .estimate(Scores.of(scores), draws(pruned), IntervalPlan.PROFILE::draw);
  }

  /** A lucky start makes the median rule stop nearly all others. */
  private static Sweep ofEnough(Pruner pruner, int n, UniformRandomProvider random) {
    Sweep sweep = new Sweep(pruner, n, random);
    while (n - sweep.pruned().censored() < 24) {
      sweep = new Sweep(pruner, n, random);
    }
    return sweep;
  }

  private static boolean holds(Estimate.Quantity quantity, double truth) {
    Interval interval = quantity.interval().orElseThrow();
    return interval.lower() <= truth && truth <= interval.upper();
  }

  /** 60 sets each: standard error .03 of a coverage of .95. */
  @ParameterizedTest
  @CsvSource({"MEDIAN, 500", "HALVING, 300", "HALVING, 500"})
  void theBestPossibleScoreIsCoveredAndTheCurveIsLessWrong(Pruner pruner, int n) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(31 + n);
    TuningCurve truth = TuningCurve.of(LAW, true);
    int sets = 60;
    int best = 0;
    int later = 0;
    double error = 0;
    double without = 0;
    for (int i = 0; i < sets; i++) {
      Sweep sweep = ofEnough(pruner, n, random);
      Estimate.Fitted found = fit(sweep.scores, sweep.pruned());
      best += holds(found.bestScore(), BEST) ? 1 : 0;
      later += holds(found.tuningCurve().get(1).median(), truth.median(50)) ? 1 : 0;
      error += found.tuningCurve().get(0).median().estimate() - truth.median(10);
      Estimate.Fitted plain = fit(sweep.scores, Pruned.NONE);
      without += plain.tuningCurve().get(0).median().estimate() - truth.median(10);
      int scored = n - sweep.pruned().censored();
      assertThat(found.counts().tail()).isLessThanOrEqualTo(Math.max(12, scored / 2));
    }
    assertThat(best / (double) sets).isGreaterThanOrEqualTo(.95 - .09);
    assertThat(later / (double) sets).isGreaterThanOrEqualTo(.5);
    // Pruned trials that would have ended in the tail make the curve too pessimistic.
    assertThat(error).isPositive().isLessThan(without);
  }

  @Test
  void noScoreOfTheTailIsWorseThanWhatAPrunedTrialHadReached() {
    double[] scores = IntStream.range(0, 300).mapToDouble(i -> 1 + i / 300.0).toArray();
    for (int reached : new int[] {13, 40, 75, 299}) {
      Pruned pruned = new Pruned(1, OptionalDouble.of(1 + reached / 300.0), 0);
      assertThat(fit(scores, pruned).threshold()).isLessThanOrEqualTo(1 + reached / 300.0);
    }
    Pruned unknown = new Pruned(1, OptionalDouble.empty(), 0);
    assertThat(fit(scores, unknown).counts().tail()).isLessThanOrEqualTo(150);
    assertThat(fit(scores, Pruned.NONE))
        .isEqualTo(fit(scores, new Pruned(0, OptionalDouble.empty(), 9)));
  }

  private static Draws draws(Pruned pruned) {
    return new Draws(
        new double[0],
        /* ordered= */ false,
        Optional.empty(),
        0,
        Reruns.NONE,
        new double[0],
        pruned,
        List.of(),
        Sampler.UNKNOWN,
        NoiseRule.Word.AUTO);
  }

  private static List<Reason> reasons(double[] scores, EstimateSettings settings, Pruned pruned) {
    return new ExperimentEstimator(settings).answer(scores, draws(pruned)).reasons();
  }

  @ParameterizedTest
  @CsvSource({
    "10, 0, 1.9, ''",
    "11, 0, 1.9, PRUNED_CENSORED",
    "0, 11, NaN, ''",
    "0, 12, NaN, PRUNED_EXCLUDED",
    "1, 0, 1.02, PRUNED_IN_TAIL"
  })
  void manyPrunedTrialsAreTold(int censored, int excluded, double reached, String told) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(3);
    double[] scores =
        IntStream.range(0, 100)
            .mapToDouble(i -> i < censored ? Double.NaN : 1 + random.nextDouble())
            .toArray();
    OptionalDouble known =
        Double.isNaN(reached) ? OptionalDouble.empty() : OptionalDouble.of(reached);
    List<Reason> found =
        reasons(
            scores,
            EstimateSettings.withDefaults(Direction.MINIMIZE),
            new Pruned(censored, known, excluded));
    List<String> names =
        found.stream().map(Reason::name).filter(name -> name.startsWith("PRUNED")).toList();
    assertThat(String.join(",", names)).isEqualTo(told);
    // The mirror image is told of in the same words.
    assertThat(
            reasons(
                Arrays.stream(scores).map(y -> -y).toArray(),
                EstimateSettings.withDefaults(Direction.MAXIMIZE),
                new Pruned(
                    censored, known.isPresent() ? OptionalDouble.of(-reached) : known, excluded)))
        .isEqualTo(found);
  }

  /** A threshold that somebody has given stays, and what is wrong with it is told. */
  @Test
  void aGivenThresholdStays() {
    double[] scores = IntStream.range(0, 100).mapToDouble(i -> 1 + i / 100.0).toArray();
    EstimateSettings usual = EstimateSettings.withDefaults(Direction.MINIMIZE);
    EstimateSettings given =
        new EstimateSettings(
            Direction.MINIMIZE,
            new Threshold.At(1.5),
            usual.lowerBound(),
            usual.upperBound(),
            1,
            7,
            .95,
            Objective.RECIPE,
            List.of());
    Pruned pruned = new Pruned(1, OptionalDouble.of(1.3), 0);
    assertThat(reasons(scores, given, pruned)).contains(Reason.PRUNED_IN_TAIL);
    assertThat(reasons(scores, usual, pruned)).doesNotContain(Reason.PRUNED_IN_TAIL);
    Estimate found =
        new ExperimentEstimator(given)
            .estimate(Scores.of(scores), draws(pruned), IntervalPlan.PROFILE::draw);
    assertThat(((Estimate.Fitted) found).threshold()).isEqualTo(1.5);
    assertThatThrownBy(() -> new Pruned(0, OptionalDouble.of(1), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
