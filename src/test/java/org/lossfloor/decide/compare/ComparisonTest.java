package org.lossfloor.decide.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.distribution.TuningCurve;
import org.lossfloor.distribution.band.BandPoint;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.Interval;
import org.lossfloor.sweep.Direction;

class ComparisonTest {
  private static final Interval UNBOUNDED =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  private static final CompareSettings SETTINGS = CompareSettings.withSeed(3);

  private static double[] scores(NoisyQuadratic law, int trials, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    return DoubleStream.generate(() -> law.sample(random)).limit(trials).toArray();
  }

  private static Contestant bare(String id, Direction direction, double... scores) {
    return new Contestant(id, direction, scores, UNBOUNDED, Optional.empty(), Optional.empty());
  }

  private static Contestant fitted(String id, NoisyQuadratic law, long seed) {
    double[] scores = scores(law, 128, seed);
    EstimateSettings settings =
        EstimateSettings.withDefaults(Direction.MINIMIZE)
            .withTrials(List.of(1.0, 10.0, 100.0, 1280.0));
    return Contestant.of(
        id, scores, new ExperimentEstimator(settings).answer(scores), Optional.empty());
  }

  private static final NoisyQuadratic GOOD = NoisyQuadratic.convex(.10, 1.1, 2, .01);
  private static final NoisyQuadratic BAD = NoisyQuadratic.convex(.25, 1.25, 2, .01);

  /** Good at once, and never much better. */
  private static final NoisyQuadratic EARLY = NoisyQuadratic.convex(.30, .5, 2, .01);

  @Test
  void theBetterModelIsFoundAtEveryBudget() {
    Comparison compared = Comparison.of(fitted("a", GOOD, 1), fitted("b", BAD, 2), SETTINGS);
    assertThat(compared.test().trials()).isEqualTo(10);
    assertThat(compared.test().pValue()).isLessThan(.01);
    assertThat(compared.test().probability()).isGreaterThan(.8);
    ComparedAt last = compared.byTrials().get(compared.byTrials().size() - 1);
    assertThat(last.budget().trialsOfA()).isEqualTo(1280);
    assertThat(last.basis()).isEqualTo(Basis.LAW);
    assertThat(compared.byTrials())
        .filteredOn(c -> c.budget().trialsOfA() == 10)
        .allSatisfy(c -> assertThat(c.decided()).isTrue());
    double truth = TuningCurve.of(GOOD, true).mean(1280) - TuningCurve.of(BAD, true).mean(1280);
    Interval interval = last.difference().orElseThrow().interval().orElseThrow();
    assertThat(truth).isBetween(interval.lower(), interval.upper());
    assertThat(last.probability()).isGreaterThan(.8);
    assertThat(compared.byTrials().get(0).budget().trialsOfA()).isEqualTo(1);
    assertThat(compared.crossing()).isEmpty();
  }

  @Test
  void curvesThatCrossDoSoWithinTheirInterval() {
    Comparison compared = Comparison.of(fitted("a", EARLY, 1), fitted("b", GOOD, 2), SETTINGS);
    double truth = 1;
    while (TuningCurve.of(EARLY, true).mean(truth) < TuningCurve.of(GOOD, true).mean(truth)) {
      truth *= 1.01;
    }
    Crossing crossing = compared.crossing().orElseThrow();
    assertThat(crossing.budget()).isCloseTo(truth, within(truth / 2));
    assertThat(crossing.lower().orElse(0)).isLessThan(truth);
    assertThat(crossing.upper().orElse(Double.MAX_VALUE)).isGreaterThan(truth);
  }

  @Test
  void theOtherSideSeesTheSame() {
    Contestant a = fitted("a", GOOD, 1);
    Contestant b = fitted("b", EARLY, 2);
    Comparison one = Comparison.of(a, b, SETTINGS);
    Comparison other = Comparison.of(b, a, SETTINGS);
    assertThat(other.test().pValue()).isEqualTo(one.test().pValue());
    assertThat(other.test().probability()).isCloseTo(1 - one.test().probability(), within(1e-12));
    for (int i = 0; i < one.byTrials().size(); i++) {
      assertThat(other.byTrials().get(i).difference().orElseThrow().estimate())
          .isEqualTo(-one.byTrials().get(i).difference().orElseThrow().estimate());
      assertThat(other.byTrials().get(i).probability())
          .isCloseTo(1 - one.byTrials().get(i).probability(), within(1e-12));
    }
  }

  @Test
  void largerIsBetterWhenMaximising() {
    double[] good = DoubleStream.of(scores(GOOD, 60, 1)).map(y -> 1 - y).toArray();
    double[] bad = DoubleStream.of(scores(BAD, 60, 2)).map(y -> 1 - y).toArray();
    Comparison compared =
        Comparison.of(
            bare("a", Direction.MAXIMIZE, good), bare("b", Direction.MAXIMIZE, bad), SETTINGS);
    assertThat(compared.test().probability()).isGreaterThan(.5);
    assertThat(compared.byTrials().get(0).difference().orElseThrow().estimate()).isPositive();
    assertThat(compared.byTrials().get(0).bestOfA().orElseThrow()).isBetween(0.0, 1.0);
  }

  @Test
  void withoutLawsNothingIsSaidBeyondTheTrials() {
    Comparison compared =
        Comparison.of(
            bare("a", Direction.MINIMIZE, scores(GOOD, 60, 1)),
            bare("b", Direction.MINIMIZE, scores(BAD, 40, 2)),
            SETTINGS);
    assertThat(compared.byTrials())
        .extracting(c -> c.budget().trialsOfA())
        .containsExactly(1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 40.0);
    ComparedAt all = compared.byTrials().get(6);
    assertThat(all.difference().orElseThrow().interval()).contains(UNBOUNDED);
    assertThat(all.evidence()).isPresent();
  }

  @Test
  void failedTrialsTakePart() {
    double[] all = scores(GOOD, 48, 1);
    double[] some = all.clone();
    for (int i = 0; i < 48; i += 2) {
      some[i] = Double.NaN;
    }
    Contestant failing = bare("b", Direction.MINIMIZE, some);
    assertThat(failing.failed()).isEqualTo(24);
    Comparison compared = Comparison.of(bare("a", Direction.MINIMIZE, all), failing, SETTINGS);
    assertThat(compared.test().probability()).isGreaterThan(.5);
    assertThat(compared.byTrials().get(0).probability()).isGreaterThan(.6);
  }

  @Test
  void anExperimentThatOnlyFailedIsBeaten() {
    Comparison compared =
        Comparison.of(
            bare("a", Direction.MINIMIZE, scores(GOOD, 30, 1)),
            bare(
                "b",
                Direction.MINIMIZE,
                DoubleStream.generate(() -> Double.NaN).limit(30).toArray()),
            SETTINGS);
    assertThat(compared.test().pValue()).isLessThan(.01);
    assertThat(compared.byTrials()).allSatisfy(c -> assertThat(c.difference()).isEmpty());
    assertThat(compared.byTrials())
        .allSatisfy(c -> assertThat(c.probability()).isCloseTo(1, within(1e-12)));
  }

  @Test
  void atEqualCostTheCheaperOneGetsMoreTrials() {
    double[] a = scores(GOOD, 120, 1);
    double[] b = scores(GOOD, 120, 2);
    Contestant cheap =
        new Contestant(
            "a", Direction.MINIMIZE, a, UNBOUNDED, Optional.empty(), MeanCost.of(9, 10, 11));
    Contestant dear =
        new Contestant(
            "b", Direction.MINIMIZE, b, UNBOUNDED, Optional.empty(), MeanCost.of(38, 40, 42));
    Comparison compared = Comparison.of(cheap, dear, SETTINGS);
    assertThat(compared.costRatio().orElseThrow().estimate()).isCloseTo(.25, within(1e-12));
    ComparedAt at =
        compared.byCost().stream()
            .filter(c -> c.budget().cost().equals(OptionalDouble.of(200)))
            .findFirst()
            .orElseThrow();
    assertThat(at.budget().trialsOfA()).isCloseTo(20, within(1e-9));
    assertThat(at.budget().trialsOfB()).isCloseTo(5, within(1e-9));
    assertThat(at.probability()).isGreaterThan(.7);
    Comparison exact =
        Comparison.of(
            new Contestant(
                "a", Direction.MINIMIZE, a, UNBOUNDED, Optional.empty(), MeanCost.of(10, 10)),
            new Contestant(
                "b", Direction.MINIMIZE, b, UNBOUNDED, Optional.empty(), MeanCost.of(40, 40)),
            SETTINGS);
    double width = at.difference().orElseThrow().interval().orElseThrow().width();
    double without =
        exact.byCost().stream()
            .filter(c -> c.budget().cost().equals(OptionalDouble.of(200)))
            .findFirst()
            .flatMap(ComparedAt::difference)
            .flatMap(d -> d.interval())
            .orElseThrow()
            .width();
    assertThat(width).isGreaterThan(without);
  }

  @Test
  void costsThatAreNotKnownAreLeftOut() {
    assertThat(MeanCost.of(Double.NaN, 3, -1)).isEmpty();
    MeanCost known = MeanCost.of(Double.NaN, 3, 5, 0).orElseThrow();
    assertThat(known.mean()).isEqualTo(4);
    assertThat(known.relativeError()).isCloseTo(.25, within(1e-12));
    assertThat(known.trials()).isEqualTo(2);
  }

  @Test
  void differentDirectionsAreRefused() {
    assertThatThrownBy(
            () ->
                Comparison.of(
                    bare("a", Direction.MINIMIZE, 1, 2),
                    bare("b", Direction.MAXIMIZE, 1, 2),
                    SETTINGS))
        .hasMessage("Cannot compare a, which is to be minimized, with b, which is to be maximized");
  }

  @Test
  void evidenceIsThatOfPointsAndBands() {
    BandPoint low = new BandPoint(0, 2);
    BandPoint high = new BandPoint(1.5, 4);
    assertThat(Evidence.of(1.6, low, 1.7, high)).isEqualTo(Evidence.NONE);
    assertThat(Evidence.of(1, low, 1.7, high)).isEqualTo(Evidence.WEAK);
    assertThat(Evidence.of(1, low, 3, high)).isEqualTo(Evidence.FAIR);
    assertThat(Evidence.of(1, low, 4, new BandPoint(3, 5))).isEqualTo(Evidence.STRONG);
  }
}
