package org.lossfloor.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.prospect.Closeness;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.estimate.prospect.Outlook;
import org.lossfloor.estimate.prospect.Prospect;
import org.lossfloor.sweep.Direction;

/** Chances and means against simulated trials, and identities that hold whatever the law. */
class OutlookTest {
  private static final Interval ANY =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private static UniformRandomProvider random(long seed) {
    return RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
  }

  private static Prospect prospect(NoisyQuadratic law, double seen) {
    return new Prospect(law, seen, law.a(), Optional.empty(), ANY, .02, true);
  }

  @ParameterizedTest
  @ValueSource(doubles = {.5, .8, .95, .999})
  void theTrialsToWithinAreTheFewestThatGiveTheProbability(double probability) {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, 2, .02);
    double needed = prospect(law, .4).trialsToWithin(.05, probability).estimate();
    double miss = law.survival(.05);
    assertThat(Math.pow(miss, needed)).isLessThanOrEqualTo(1 - probability);
    assertThat(Math.pow(miss, needed - 1)).isGreaterThan(1 - probability);
  }

  @Test
  void noTrialIsNeededWhereTheBestIsCloseEnough() {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, 2, .02);
    assertThat(prospect(law, .03).trialsToWithin(.05, .95).estimate()).isZero();
    assertThat(prospect(law, -.1).trialsToWithin(.05, .95).estimate()).isZero();
  }

  @Test
  void theIntervalOfTheGoalBecomesThoseOfDistanceAndTrials() {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, 2, .02);
    Interval range = new Interval(Double.NEGATIVE_INFINITY, .15);
    Prospect prospect = new Prospect(law, .1, 0, Optional.of(range), ANY, .02, true);
    assertThat(prospect.distance())
        .isEqualTo(
            new Estimate.Quantity(.1, Optional.of(new Interval(0, Double.POSITIVE_INFINITY))));
    Estimate.Quantity trials = prospect.trialsToWithin(.05, .95);
    assertThat(trials.interval()).contains(new Interval(0, Double.POSITIVE_INFINITY));
    assertThat(trials.estimate()).isBetween(1.0, 1e4);
  }

  @Test
  void theMirrorImageGivesTheSameDigits() {
    UniformRandomProvider random = random(21);
    NoisyQuadratic law = NoisyQuadratic.convex(1, 2, 2, .03);
    double[] scores =
        IntStream.range(0, 120)
            .mapToDouble(i -> random.nextDouble() < .2 ? Double.NaN : law.sample(random))
            .toArray();
    double[] mirrored = Arrays.stream(scores).map(y -> -y).toArray();
    Outlook one = outlook(scores, true);
    Outlook other = outlook(mirrored, false);
    assertThat(other.bestTrial()).isEqualTo(-one.bestTrial());
    assertThat(other.regret()).isEqualTo(one.regret());
    assertThat(other.meanGain()).isEqualTo(one.meanGain());
    assertThat(other.widths()).isEqualTo(one.widths());
    assertThat(other.distance()).isEqualTo(one.distance());
    assertThat(other.eps()).isEqualTo(one.eps());
    assertThat(other.trialsToWithin()).isEqualTo(one.trialsToWithin());
    assertThat(other.expectedGain()).isEqualTo(one.expectedGain());
    assertThat(other.improvement()).isEqualTo(one.improvement());
    assertThat(one.expectedGain().get(100)).isGreaterThan(one.expectedGain().get(10));
    assertThat(one.improvement().get(100)).isBetween(one.improvement().get(10), 1.0);
  }

  private static Outlook outlook(double[] scores, boolean minimize) {
    EstimateSettings settings =
        EstimateSettings.withDefaults(minimize ? Direction.MINIMIZE : Direction.MAXIMIZE);
    Estimate.Fitted fitted = (Estimate.Fitted) new ExperimentEstimator(settings).estimate(scores);
    return Outlook.of(fitted, DecideSettings.DEFAULT, .95);
  }

  @Test
  void closenessReadsNumbersAndShares() {
    assertThat(Closeness.parse("0.01")).contains(new Closeness.Score(.01));
    assertThat(Closeness.parse("5%")).contains(new Closeness.TailShare(.05));
    for (String text : List.of("", "0", "-1", "nan", "5 %%", "101%", "0%", "x")) {
      assertThat(Closeness.parse(text)).as(text).isEmpty();
    }
    for (Closeness eps : List.of(new Closeness.Score(.25), new Closeness.TailShare(.05))) {
      assertThat(Closeness.parse(eps.text())).contains(eps);
    }
  }
}
