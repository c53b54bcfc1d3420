package org.lossfloor.decide.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.sweep.Direction;

/** Simulated sweeps, replayed. */
class ReplayTest {
  private static final EstimateSettings ESTIMATE =
      EstimateSettings.withDefaults(Direction.MINIMIZE);

  private static double[] sweep(int trials, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    NoisyQuadratic law = NoisyQuadratic.convex(.2, 1, 2, .02);
    double[] scores = new double[trials];
    Arrays.setAll(scores, i -> i % 9 == 4 ? Double.NaN : law.sample(random));
    return scores;
  }

  private static PastSweep past(double... scores) {
    return new PastSweep("a", Direction.MINIMIZE, scores, OptionalDouble.of(3));
  }

  private static Replay replay(PastSweep sweep, int orders) {
    return Replay.of(
        sweep, ESTIMATE, DecideSettings.DEFAULT, new ReplaySettings(orders, List.of(48, 96), 5));
  }

  private static double[] negated(double... scores) {
    return Arrays.stream(scores).map(y -> -y).toArray();
  }

  private static StopResult rule(Replay replay, StopRule rule, int budget) {
    return replay.stops().stream()
        .filter(s -> s.rule() == rule && s.budget().equals(OptionalInt.of(budget)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void looksAreGeometric() {
    assertThat(ReplaySettings.looks(300)).containsExactly(24, 32, 48, 64, 96, 128, 192, 256);
    assertThat(ReplaySettings.looks(256)).endsWith(192);
    assertThat(ReplaySettings.looks(24)).isEmpty();
    assertThat(ReplaySettings.looks(1_000_000)).endsWith(ReplaySettings.LAST_TRIAL);
  }

  @Test
  void whatIsToldIsWhatTheFirstTrialsGiveAndWhatCameIsWhatFollows() {
    double[] scores = sweep(130, 1);
    List<Forecast> told = replay(past(scores), 0).forecasts();
    assertThat(told).extracting(Forecast::trials).containsExactly(24, 24, 32, 48, 64, 96);
    for (Forecast forecast : told) {
      Answer answer =
          new ExperimentEstimator(ESTIMATE).answer(Arrays.copyOf(scores, forecast.trials()));
      assertThat(forecast.verdict()).isEqualTo(answer.verdict());
      assertThat(forecast.chance())
          .isEqualTo(answer.outlook().orElseThrow().improvement().get(forecast.next()));
      assertThat(forecast.gain())
          .isEqualTo(answer.outlook().orElseThrow().expectedGain().get(forecast.next()));
      int end = forecast.trials() + forecast.next();
      double next =
          Arrays.stream(scores, forecast.trials(), end)
              .filter(Double::isFinite)
              .min()
              .orElseThrow();
      assertThat(forecast.bestOfNext()).isEqualTo(next);
      assertThat(forecast.gained()).isEqualTo(Math.max(0, forecast.best() - next));
      assertThat(forecast.improved()).isEqualTo(forecast.best() - next > forecast.eps());
    }
  }

  @Test
  void theMirrorImageIsTheSame() {
    double[] scores = sweep(100, 2);
    Replay one = replay(past(scores), 2);
    Replay other =
        Replay.of(
            new PastSweep("a", Direction.MAXIMIZE, negated(scores), OptionalDouble.of(3)),
            EstimateSettings.withDefaults(Direction.MAXIMIZE),
            DecideSettings.DEFAULT,
            new ReplaySettings(2, List.of(48, 96), 5));
    assertThat(other.stops()).isEqualTo(one.stops());
    assertThat(other.forecasts()).hasSameSizeAs(one.forecasts());
    for (int i = 0; i < one.forecasts().size(); i++) {
      Forecast here = one.forecasts().get(i);
      Forecast there = other.forecasts().get(i);
      assertThat(there.best()).isEqualTo(-here.best());
      assertThat(there.predicted()).isEqualTo(here.predicted().negated());
      assertThat(there.held()).isEqualTo(here.held());
      assertThat(there.chance()).isEqualTo(here.chance());
    }
  }

  @Test
  void orderAndSeedDecideAboutRandomOrdersAndNothingElse() {
    PastSweep sweep = past(sweep(60, 3));
    ReplaySettings settings = new ReplaySettings(2, List.of(), 5);
    double[] first = sweep.order(0, settings).scores();
    assertThat(sweep.order(0, settings).scores()).isEqualTo(first);
    assertThat(sweep.order(1, settings).scores()).isNotEqualTo(first);
    assertThat(sweep.order(0, new ReplaySettings(9, List.of(48), 6)).scores()).isNotEqualTo(first);
    double[] sorted = first.clone();
    Arrays.sort(sorted);
    double[] all = sweep.scores().clone();
    Arrays.sort(all);
    assertThat(sorted).isEqualTo(all);
    assertThat(sweep.order(0, new ReplaySettings(0, List.of(), 5)).scores())
        .isEqualTo(sweep.scores());
  }

  @Test
  void aFixedBudgetIsNeitherBetterNorWorseThanItself() {
    Replay replay = replay(past(sweep(120, 4)), 3);
    StopResult fixed = rule(replay, StopRule.FIXED, 48);
    assertThat(fixed.trials()).isEqualTo(48);
    assertThat(fixed.regret()).isEqualTo(fixed.fixedRegret());
    assertThat(fixed.sameRegretTrials()).isEqualTo(48);
    assertThat(fixed.cost()).hasValue(144);
    assertThat(fixed.oracleRegret().orElseThrow()).isLessThan(fixed.fixedRegret());
    assertThat(fixed.error()).hasValue(0);
  }

  @Test
  void inTheOrderInWhichItRanTheRegretIsThatOfTheSweep() {
    double[] scores = sweep(120, 6);
    StopResult fixed = rule(replay(past(scores), 0), StopRule.FIXED, 64);
    double best = Arrays.stream(scores).filter(Double::isFinite).min().orElseThrow();
    double then = Arrays.stream(scores, 0, 64).filter(Double::isFinite).min().orElseThrow();
    assertThat(fixed.regret()).isCloseTo(then - best, within(1e-15));
    assertThat(fixed.error()).isEmpty();
    assertThat(fixed.oracleRegret()).isEmpty();
  }

  /** Two orders by hand: a rule that stops where the best has just come. */
  @Test
  void aRuleIsComparedOnTheOrdersThatWereDrawn() {
    PastSweep sweep = past(4, 1, 3, 2);
    List<PastOrder> orders =
        List.of(
            new PastOrder(0, new double[0], new double[] {1, 2, 3, 4}),
            new PastOrder(1, new double[0], new double[] {4, 3, 2, 1}));
    StopResult result =
        Budgets.of(sweep, orders, true).result(StopRule.LAW, OptionalInt.of(2), 1, 4);
    assertThat(result.trials()).isEqualTo(2.5);
    assertThat(result.stopped()).isEqualTo(.5);
    // Fixed budgets of 2 and 3 have 2/3 and 1/4 over all orders, 1 and 1/2 on these two.
    assertThat(result.fixedRegret()).isCloseTo(11. / 24, within(1e-12));
    assertThat(result.regret()).isZero();
    assertThat(result.error().orElseThrow()).isCloseTo(.75, within(1e-12));
    assertThat(result.sameRegretTrials()).isEqualTo(4);
    assertThat(result.saved()).isEqualTo(.375);
    assertThat(result.sameRegretCost()).hasValue(12);
  }

  @Test
  void whatHasNoFutureIsNotReplayed() {
    assertThat(Replay.possible(past(sweep(24, 1)))).isFalse();
    assertThat(Replay.possible(past(sweep(25, 1)))).isTrue();
    double[] failed = new double[40];
    Arrays.fill(failed, Double.NaN);
    assertThat(Replay.possible(past(failed))).isFalse();
    assertThatThrownBy(() -> replay(past(failed), 1)).isInstanceOf(IllegalArgumentException.class);
    // Trials of which none has succeeded yet count as the worst.
    double[] late = new double[60];
    Arrays.setAll(late, i -> i < 40 ? Double.NaN : i);
    assertThat(rule(replay(past(late), 0), StopRule.FIXED, 24).regret()).isEqualTo(19);
  }
}
