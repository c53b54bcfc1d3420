package org.lossfloor.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.interval.ReplicateSource;
import org.lossfloor.estimate.regime.Scores;
import org.lossfloor.sweep.Direction;

class IntervalMethodsTest {
  private static final NoisyQuadratic LAW = NoisyQuadratic.convex(2, 3, 2, .02);
  private static final int SETS = 60;

  private static Estimate.Fitted fit(
      double confidence, IntervalMethod method, long seed, double... scores) {
    EstimateSettings settings =
        new EstimateSettings(
            Direction.MINIMIZE,
            new Threshold.At(LAW.quantile(.45)),
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            1,
            4,
            confidence,
            Objective.RECIPE,
            List.of(200.0));
    IntervalPlan plan = new IntervalPlan(method, 60, seed, "experiment");
    return (Estimate.Fitted) new ExperimentEstimator(settings, plan).estimate(scores);
  }

  private static Estimate.Fitted automatic(IntervalMethod method, double... scores) {
    EstimateSettings settings =
        EstimateSettings.withDefaults(Direction.MINIMIZE).withTrials(List.of(200.0));
    IntervalPlan plan = new IntervalPlan(method, 60, 1, "experiment");
    return (Estimate.Fitted) new ExperimentEstimator(settings, plan).estimate(scores);
  }

  /** A source travels as bytes, and gives the same replicates where it arrives. */
  @ParameterizedTest
  @EnumSource(IntervalMethod.class)
  void replicatesMayBeDrawnElsewhere(IntervalMethod method) {
    EstimateSettings settings =
        EstimateSettings.withDefaults(Direction.MINIMIZE).withTrials(List.of(200.0));
    IntervalPlan plan = new IntervalPlan(method, 40, 1, "experiment");
    ExperimentEstimator estimator = new ExperimentEstimator(settings, plan);
    double[] scores = sample(5);
    Map<String, List<double[]>> drawn = new HashMap<>();
    for (ReplicateSource source : estimator.replicateSources(Scores.of(scores), Pruned.NONE)) {
      assertThat(drawn.put(source.purpose(), plan.draw(ReplicateSource.ofBytes(source.toBytes()))))
          .isNull();
    }
    assertThat(drawn.isEmpty()).isNotEqualTo(method.simulates());
    assertThat(
            estimator.estimate(
                Scores.of(scores),
                Draws.ofScores(Optional.empty()),
                source -> drawn.get(source.purpose())))
        .isEqualTo(estimator.estimate(scores));
  }

  /** What a narrow interval holds, the other holds too. */
  @Test
  void narrowIntervalsLieWithinTheOthers() {
    int narrower = 0;
    for (int i = 0; i < 20; i++) {
      double[] scores = sample(i);
      Interval hull = interval(automatic(IntervalMethod.PROFILE, scores));
      Interval narrow = interval(automatic(IntervalMethod.NARROW, scores));
      assertThat(narrow.lower()).isGreaterThanOrEqualTo(hull.lower());
      assertThat(narrow.upper()).isEqualTo(hull.upper());
      narrower += narrow.width() < hull.width() ? 1 : 0;
    }
    assertThat(narrower).isGreaterThan(10);
  }

  /** With a threshold that is given there is no smaller tail, and nothing to hold to less. */
  @Test
  void oneTailAloneKeepsItsCriticalValue() {
    double[] scores = sample(1);
    assertThat(fit(.95, IntervalMethod.NARROW, 7, scores).bestScore())
        .isEqualTo(fit(.95, IntervalMethod.PROFILE, 7, scores).bestScore());
  }

  private static Interval interval(Estimate.Fitted fitted) {
    return fitted.bestScore().interval().orElseThrow();
  }

  /** Scores that are rounded so coarsely that many trials are drawn with the same score. */
  @Test
  void tiesCanBeDrawnAgain() {
    double[] scores = sample(1);
    Arrays.setAll(scores, i -> Math.rint(scores[i] * 100) / 100);
    Estimate.Fitted found = fit(.95, IntervalMethod.NONPARAMETRIC, 7, scores);
    assertThat(found.quantities().replicates()).isEqualTo(60);
    assertThat(found.bestScore().interval()).isPresent();
  }

  private static double[] sample(long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    double[] scores = new double[64];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = LAW.sample(random);
    }
    return scores;
  }

  /**
   * Intervals of 50 per cent show too much coverage as well as too little. Of 60 sets 30 are
   * expected to be covered, with a standard error of 3.9; the limits are three of these away.
   */
  @ParameterizedTest
  @EnumSource(value = IntervalMethod.class, names = "NONPARAMETRIC", mode = EnumSource.Mode.EXCLUDE)
  void intervalsCover(IntervalMethod method) {
    int best = 0;
    int curve = 0;
    double median = LAW.quantile(-Math.expm1(-Math.log(2) / 200));
    for (int i = 0; i < SETS; i++) {
      Estimate.Fitted found = fit(.5, method, i, sample(1000 + i));
      best += holds(found.bestScore(), 2);
      curve += holds(found.tuningCurve().get(0).median(), median);
    }
    assertThat(best).isBetween(18, 42);
    assertThat(curve).isBetween(18, 42);
  }

  private static int holds(Estimate.Quantity quantity, double truth) {
    Interval interval = quantity.interval().orElseThrow();
    return interval.lower() <= truth && truth <= interval.upper() ? 1 : 0;
  }

  @ParameterizedTest
  @EnumSource(names = {"CALIBRATED", "PERCENTILE", "NONPARAMETRIC"})
  void intervalsAreAFunctionOfScoresAndSeed(IntervalMethod method) {
    double[] scores = sample(1);
    Estimate.Fitted found = fit(.95, method, 7, scores);
    assertThat(found.quantities().methodCode()).isEqualTo(method.code());
    assertThat(found.quantities().replicates()).isBetween(50, 60);
    fit(.95, method, 8, sample(2));
    double[] shuffled = scores.clone();
    ArraySampler.shuffle(RandomSource.XO_SHI_RO_256_PP.create(3), shuffled);
    assertThat(fit(.95, method, 7, shuffled)).isEqualTo(found);
    assertThat(fit(.95, method, 8, scores).bestScore()).isNotEqualTo(found.bestScore());
  }

  /** Only the intervals differ. */
  @ParameterizedTest
  @EnumSource(IntervalMethod.class)
  void theRestOfTheEstimateDoesNotDependOnTheMethod(IntervalMethod method) {
    Estimate.Fitted profile = fit(.95, IntervalMethod.PROFILE, 7, sample(1));
    Estimate.Fitted found = fit(.95, method, 7, sample(1));
    assertThat(found.law()).isEqualTo(profile.law());
    assertThat(found.dimension()).isEqualTo(profile.dimension());
    assertThat(found.flags()).isEqualTo(profile.flags());
    assertThat(found.bestScore().estimate()).isEqualTo(profile.bestScore().estimate());
  }

  /** 60 replicates have no value beyond their 99.9 per cent point. */
  @Test
  void tooFewReplicatesGiveNoCalibratedInterval() {
    Estimate.Fitted found = fit(.999, IntervalMethod.CALIBRATED, 7, sample(1));
    assertThat(found.bestScore().interval()).isEmpty();
    assertThat(found.noise().interval()).isEmpty();
  }

  @Test
  void tooFewReplicatesAreRefused() {
    assertThatThrownBy(() -> new IntervalPlan(IntervalMethod.CALIBRATED, 39, 0, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("39");
  }
}
