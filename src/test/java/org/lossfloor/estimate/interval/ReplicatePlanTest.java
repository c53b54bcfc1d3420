package org.lossfloor.estimate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.distribution.TuningCurve;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.RecipeCase;
import org.lossfloor.math.Seeds;
import org.lossfloor.sweep.Direction;

class ReplicatePlanTest {
  private static final List<Double> TRIALS = List.of(200.0, 2000.0);

  private static final double NONE = Double.NEGATIVE_INFINITY;

  private static ReplicatePlan plan(boolean minimize) {
    NoisyQuadratic law = NoisyQuadratic.convex(2, 3, 1, .03);
    double threshold = law.quantile(.4);
    return minimize
        ? new ReplicatePlan(
            Direction.MINIMIZE, 2, 3, 1, .03, 200, threshold, NONE, -NONE, -NONE, 1, 4, TRIALS)
        : new ReplicatePlan(
            Direction.MAXIMIZE, -3, -2, 1, .03, 200, -threshold, -NONE, NONE, NONE, 1, 4, TRIALS);
  }

  private static List<Replicate> draws(ReplicatePlan plan, int count) {
    long base = Seeds.base(7, "experiment", "bootstrap");
    return LongStream.range(0, count).mapToObj(i -> plan.draw(Seeds.replicate(base, i))).toList();
  }

  @Test
  void drawIsAFunctionOfPlanAndSeed() {
    ReplicatePlan plan = plan(true);
    ReplicatePlan copy = (ReplicatePlan) ReplicateSource.ofBytes(plan.toBytes());
    assertThat(copy).isEqualTo(plan);
    assertThat(copy.draw(42)).isEqualTo(plan.draw(42));
    assertThat(plan.draw(43)).isNotEqualTo(plan.draw(42));
  }

  /** What was drawn before on the same thread leaves no trace. */
  @Test
  void drawDoesNotDependOnEarlierDraws() {
    Replicate first = plan(true).draw(1);
    draws(plan(false), 5);
    assertThat(plan(true).draw(1)).isEqualTo(first);
  }

  @Test
  void mirroredPlanGivesMirroredReplicates() {
    Replicate low = plan(true).draw(3);
    Replicate high = plan(false).draw(3);
    assertThat(high.bestScore()).isEqualTo(-low.bestScore());
    assertThat(high.dimension()).isEqualTo(low.dimension());
    assertThat(high.noise()).isEqualTo(low.noise());
    assertThat(high.medians().get(1)).isEqualTo(-low.medians().get(1));
  }

  @Test
  void replicatesScatterAroundThePlan() {
    ReplicateSummary summary = ReplicateSummary.of(draws(plan(true), 150), .95);
    TuningCurve curve = TuningCurve.of(NoisyQuadratic.convex(2, 3, 1, .03), true);
    assertThat(summary.replicates()).isEqualTo(150);
    assertThat(summary.bestScore().lower()).isLessThan(2);
    assertThat(summary.bestScore().upper()).isGreaterThan(2);
    assertThat(summary.noise().lower()).isLessThan(.03);
    assertThat(summary.noise().upper()).isGreaterThan(.03);
    for (int i = 0; i < TRIALS.size(); i++) {
      double truth = curve.median(TRIALS.get(i));
      assertThat(summary.medians().get(i).lower()).isLessThan(truth);
      assertThat(summary.medians().get(i).upper()).isGreaterThan(truth);
    }
    assertThat(summary.dimensions().get(1)).isGreaterThan(.5);
    assertThat(summary.dimensions().values().stream().mapToDouble(w -> w).sum())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void planOfAnEstimate() {
    RecipeCase golden = RecipeCase.named("alexnet_accuracy-sub5");
    EstimateSettings settings = golden.settings(.95);
    Estimate.Fitted fitted =
        (Estimate.Fitted) new ExperimentEstimator(settings).estimate(golden.scores());
    ReplicatePlan plan = ReplicatePlan.of(fitted, settings);
    assertThat(plan.trials()).isEqualTo(192);
    assertThat(plan.bound()).isEqualTo(1.0);
    ReplicateSummary summary = ReplicateSummary.of(draws(plan, 60), .95);
    assertThat(summary.bestScore().lower()).isLessThan(fitted.end());
    assertThat(summary.bestScore().upper()).isGreaterThan(fitted.end()).isLessThanOrEqualTo(1);
  }

  @Test
  void summaryDoesNotDependOnTheOrder() {
    List<Replicate> draws = new ArrayList<>(draws(plan(true), 20));
    ReplicateSummary before = ReplicateSummary.of(draws, .9);
    Collections.reverse(draws);
    assertThat(ReplicateSummary.of(draws, .9)).isEqualTo(before);
  }

  /** Of 1 to 39, the order statistics at positions 40 x .025 = 1 and 40 x .975 = 39. */
  @Test
  void percentilesAreOrderStatistics() {
    List<Replicate> draws =
        LongStream.rangeClosed(1, 39)
            .mapToObj(i -> new Replicate(i, 1 + (int) i % 3, 2 * i, List.of(-1.0 * i)))
            .toList();
    ReplicateSummary summary = ReplicateSummary.of(draws, .95);
    assertThat(summary.bestScore().lower()).isCloseTo(1, within(1e-9));
    assertThat(summary.bestScore().upper()).isCloseTo(39, within(1e-9));
    assertThat(summary.noise().upper()).isCloseTo(78, within(1e-9));
    assertThat(summary.medians().get(0).lower()).isCloseTo(-39, within(1e-9));
    ReplicateSummary half = ReplicateSummary.of(draws, .5);
    assertThat(half.bestScore().lower()).isCloseTo(10, within(1e-9));
    assertThat(half.bestScore().upper()).isCloseTo(30, within(1e-9));
    assertThat(half.dimensions()).containsOnlyKeys(1, 2, 3);
  }

  @Test
  void contradictionsAreRefused() {
    assertThatThrownBy(
            () ->
                new ReplicatePlan(Direction.MINIMIZE, 3, 2, 1, .1, 99, 3, 0, 9, 9, 1, 2, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a = 3.0, b = 2.0");
    assertThatThrownBy(
            () ->
                new ReplicatePlan(Direction.MINIMIZE, 2, 3, 5, .1, 99, 3, 0, 9, 9, 1, 2, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ReplicateSummary.of(draws(plan(true), 1), .95))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thresholdThatNoTrialReachesIsAnError() {
    ReplicatePlan hopeless =
        new ReplicatePlan(Direction.MINIMIZE, 2, 3, 1, .01, 24, 1, 0, 9, 9, 1, 2, List.of());
    assertThatThrownBy(() -> hopeless.draw(1)).isInstanceOf(IllegalStateException.class);
  }
}
