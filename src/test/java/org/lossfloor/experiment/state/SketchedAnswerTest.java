package org.lossfloor.experiment.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Draws;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.IntervalPlan;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.estimate.regime.Scores;
import org.lossfloor.sweep.Direction;

/** What is estimated from a sketch is what is estimated from the scores themselves. */
class SketchedAnswerTest {
  /** Most of the body is in buckets, and they are wide for so few scores. */
  private static final ScoreSketch.Room SMALL = new ScoreSketch.Room(20_000, 2_000, 4_096);

  private static final Draws UNKNOWN = Draws.ofScores(Optional.empty());

  /** Numbers may move by this share of the width of their 95 per cent interval. */
  private static final double SHARE = .02;

  private static double[] scores(int c, double noise, double shift, int n) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(c * 31L + n);
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, c, noise);
    double[] scores = new double[n];
    // One in three comes from elsewhere, which is worse.
    Arrays.setAll(
        scores, i -> shift + (i % 3 == 0 ? .8 + 2 * random.nextDouble() : law.sample(random)));
    return scores;
  }

  private static EstimateSettings settings(Direction direction, int n) {
    return EstimateSettings.withDefaults(direction)
        .withTrials(List.of(100.0, Math.min(1e9, 2.0 * n)));
  }

  private static Answer answer(Scores scores, EstimateSettings settings) {
    return new ExperimentEstimator(settings).answer(scores, UNKNOWN);
  }

  private static void assertClose(Estimate.Quantity sketched, Estimate.Quantity exact) {
    Interval of = exact.interval().orElseThrow();
    double off = SHARE * of.width();
    assertThat(sketched.estimate()).isCloseTo(exact.estimate(), within(off));
    assertThat(sketched.interval().orElseThrow().lower()).isCloseTo(of.lower(), within(off));
    assertThat(sketched.interval().orElseThrow().upper()).isCloseTo(of.upper(), within(off));
  }

  private static void assertAlike(Answer sketched, Answer exact) {
    Estimate.Fitted one = sketched.estimate().fitted().orElseThrow();
    Estimate.Fitted other = exact.estimate().fitted().orElseThrow();
    assertClose(one.bestScore(), other.bestScore());
    assertClose(one.noise(), other.noise());
    for (int i = 0; i < other.tuningCurve().size(); i++) {
      assertClose(one.tuningCurve().get(i).median(), other.tuningCurve().get(i).median());
    }
    assertThat(one.dimension().set()).isEqualTo(other.dimension().set());
    assertThat(one.tail().tried()).hasSameSizeAs(other.tail().tried());
    for (int i = 0; i < other.tail().tried().size(); i++) {
      Estimate.GoodnessOfFit fit = other.tail().tried().get(i).goodnessOfFit();
      double off = .05 * (1 + fit.statistic());
      assertThat(one.tail().tried().get(i).goodnessOfFit().statistic())
          .isCloseTo(fit.statistic(), within(off));
    }
    assertThat(one.counts().tail()).isEqualTo(other.counts().tail());
    assertThat(sketched.reasons()).isEqualTo(exact.reasons());
  }

  @ParameterizedTest
  @CsvSource({"1, .02, 0", "2, .05, 0", "3, .1, 1000", "4, .2, -.5", "2, .001, 7"})
  void everyLawOfASmallSketchIsThatOfItsScores(int c, double noise, double shift) {
    int n = 60_000;
    double[] scores = scores(c, noise, shift, n);
    Scores sketch = ScoreSketchTest.sketch(SMALL, scores).scores(0);
    EstimateSettings settings = settings(Direction.MINIMIZE, n);

    Answer exact = answer(Scores.of(scores), settings);
    Answer sketched = answer(sketch, settings);

    assertAlike(sketched, exact);
    assertEmpiricalAlike(sketched, exact);
  }

  private static void assertEmpiricalAlike(Answer sketched, Answer exact) {
    List<TuningTable.Row> rows = exact.curves().orElseThrow().rows();
    for (int i = 0; i < rows.size(); i++) {
      TuningTable.Row row = sketched.curves().orElseThrow().rows().get(i);
      assertThat(row.median()).isCloseTo(rows.get(i).median(), within(1e-3));
      assertThat(row.limits().upper()).isCloseTo(rows.get(i).limits().upper(), within(1e-3));
    }
  }

  @Test
  void moreThanAMillionScoresAreAnsweredFromTheSketch() {
    int n = 1_100_000;
    double[] scores = scores(2, .03, 0, n);
    Scores sketch =
        ScoreSketchTest.sketch(new ScoreSketch.Room(1 << 20, 1 << 16, 1 << 16), scores).scores(0);
    EstimateSettings settings = settings(Direction.MINIMIZE, n);

    assertThat(sketch.sketched()).isTrue();
    assertAlike(answer(sketch, settings), answer(Scores.of(scores), settings));
  }

  @Test
  void theMirrorImageGivesTheSameDigits() {
    int n = 60_000;
    double[] scores = scores(3, .05, 0, n);
    double[] mirrored = Arrays.stream(scores).map(y -> -y).toArray();
    Estimate.Fitted low =
        answer(ScoreSketchTest.sketch(SMALL, scores).scores(9), settings(Direction.MINIMIZE, n))
            .estimate()
            .fitted()
            .orElseThrow();
    Estimate.Fitted high =
        answer(ScoreSketchTest.sketch(SMALL, mirrored).scores(9), settings(Direction.MAXIMIZE, n))
            .estimate()
            .fitted()
            .orElseThrow();

    assertThat(high.bestScore().estimate()).isEqualTo(-low.bestScore().estimate());
    assertThat(high.noise()).isEqualTo(low.noise());
    assertThat(high.fit().goodness()).isEqualTo(low.fit().goodness());
    assertThat(high.counts()).isEqualTo(low.counts());
  }

  /** The sketch that a billion scores without luck have: a function of the law alone. */
  private static Scores expected(NoisyQuadratic law, int n) {
    int end = 1 << 16;
    double[] lowest = new double[end];
    double[] highest = new double[end];
    Arrays.setAll(lowest, i -> law.quantile((i + .5) / n));
    Arrays.setAll(highest, i -> law.quantile((n - end + i + .5) / n));
    int cells = 40_000;
    double width = (highest[0] - lowest[end - 1]) / cells;
    double[] low = new double[cells];
    double[] high = new double[cells];
    long[] counts = new long[cells];
    long before = end;
    for (int i = 0; i < cells; i++) {
      low[i] = lowest[end - 1] + i * width;
      high[i] = low[i] + width;
      long upTo = i == cells - 1 ? n - end : Math.round(n * law.cdf(high[i]));
      counts[i] = upTo - before;
      before = upTo;
    }
    return Scores.sketched(0, lowest, low, high, counts, highest);
  }

  @Test
  void aBillionTrialsAreAnsweredInTheMemoryOfTheirSketch() {
    int n = 1_000_000_000;
    NoisyQuadratic law = NoisyQuadratic.convex(.1, .9, 2, .02);
    EstimateSettings settings = settings(Direction.MINIMIZE, n);
    ExperimentEstimator percentile =
        new ExperimentEstimator(settings, new IntervalPlan(IntervalMethod.PERCENTILE, 40, 1, ""));
    Scores scores = expected(law, n);

    Answer answer = answer(scores, settings);
    Answer drawn = percentile.answer(scores, UNKNOWN);

    Estimate.Fitted fitted = answer.estimate().fitted().orElseThrow();
    // The smaller tail is deep in the noise, where no dimension can be told from another.
    assertThat(answer.reasons()).isSubsetOf(Reason.C_OPEN);
    assertThat(fitted.counts().trials()).isEqualTo(n);
    assertThat(fitted.counts().resolution()).isBetween(1e-5, 1e-4);
    assertThat(fitted.dimension().estimate()).isEqualTo(2);
    assertThat(fitted.law().bestScore()).isCloseTo(.1, within(1e-5));
    assertThat(fitted.noise().estimate()).isCloseTo(.02, within(1e-5));
    assertThat(fitted.bestScore().interval().orElseThrow().width()).isBetween(1e-6, .1);
    Interval simulated = drawn.estimate().fitted().orElseThrow().noise().interval().orElseThrow();
    assertThat(simulated.width()).isBetween(1e-7, 1e-4);
    assertThat(simulated.lower()).isLessThan(.02);
    assertThat(simulated.upper()).isGreaterThan(.02);
  }
}
