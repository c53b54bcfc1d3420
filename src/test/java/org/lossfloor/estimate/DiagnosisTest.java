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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lossfloor.estimate.diagnosis.Hyperparameters;
import org.lossfloor.estimate.noise.NoiseRule;
import org.lossfloor.estimate.noise.Reruns;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.Sampler;

/** Which evidence leads to which reason. */
class DiagnosisTest {
  private static final EstimateSettings SETTINGS =
      EstimateSettings.withDefaults(Direction.MINIMIZE);

  private static double[] scores(int trials) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(2);
    return IntStream.range(0, trials)
        .mapToDouble(i -> .1 + random.nextDouble() + .02 * random.nextDouble())
        .toArray();
  }

  private static Diagnosis diagnosis(double[] scores, EstimateSettings settings, Draws draws) {
    return Diagnosis.of(new ExperimentEstimator(settings).estimate(scores), settings, draws);
  }

  private static Draws draws(
      Optional<Hyperparameters> hyperparameters,
      long repeated,
      double[] lastSteps,
      Sampler stated) {
    return new Draws(
        new double[0],
        /* ordered= */ false,
        hyperparameters,
        repeated,
        Reruns.NONE,
        lastSteps,
        Pruned.NONE,
        List.of(),
        stated,
        NoiseRule.Word.AUTO);
  }

  @Test
  void nothingKnownAddsNothing() {
    double[] scores = scores(200);
    Diagnosis found = diagnosis(scores, SETTINGS, Draws.ofScores(Optional.empty()));
    assertThat(found.orderKnown()).isFalse();
    assertThat(found.order()).isEmpty();
    assertThat(found.reasons())
        .isEqualTo(new ExperimentEstimator(SETTINGS).estimate(scores).flags());
    assertThat(found.alone().reasons()).isEqualTo(found.reasons());
  }

  @Test
  void sortedScoresAreInvalidAndShuffledOnesAreNot() {
    double[] scores = scores(200);
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    Diagnosis found = diagnosis(scores, SETTINGS, Draws.ofScores(Optional.of(scores)));
    assertThat(found.alone().reasons()).doesNotContain(Reason.ORDER, Reason.ORDER_DOUBT);
    Diagnosis ordered = diagnosis(scores, SETTINGS, Draws.ofScores(Optional.of(sorted)));
    assertThat(ordered.reasons()).doesNotContain(Reason.ORDER);
    assertThat(ordered.alone().reasons()).contains(Reason.ORDER);
    assertThat(ordered.alone().verdict()).isEqualTo(Verdict.INVALID);
  }

  @Test
  void theReasonOfTheOrderGoesByTheQValue() {
    List<Reason> before = List.of(Reason.ORDER, Reason.FEW, Reason.VAGUE);
    assertThat(new Judgement(before).withOrder(.0009).reasons())
        .containsExactly(Reason.ORDER, Reason.FEW, Reason.VAGUE);
    assertThat(new Judgement(before).withOrder(.0099).reasons())
        .containsExactly(Reason.ORDER_DOUBT, Reason.FEW, Reason.VAGUE);
    assertThat(new Judgement(before).withOrder(.01).reasons())
        .containsExactly(Reason.FEW, Reason.VAGUE);
  }

  @ParameterizedTest
  @EnumSource(Sampler.class)
  void whatIsStatedCounts(Sampler stated) {
    Draws draws = draws(Optional.empty(), 0, new double[0], stated);
    List<Reason> found = diagnosis(scores(100), SETTINGS, draws).reasons();
    assertThat(found.contains(Reason.GRID)).isEqualTo(stated == Sampler.GRID);
    assertThat(found.contains(Reason.ADAPTIVE)).isEqualTo(stated == Sampler.ADAPTIVE);
    assertThat(found.contains(Reason.QUASI_RANDOM)).isEqualTo(stated == Sampler.QUASI_RANDOM);
    assertThat(found).doesNotContain(Reason.SAMPLER_DISAGREES);
  }

  @ParameterizedTest
  @CsvSource({"RANDOM, true, true", "GRID, false, false", "QUASI_RANDOM, true, true"})
  void aGridThatIsStatedToBeSomethingElseIsTold(Sampler stated, boolean looks, boolean disagrees) {
    List<Reason> found = gridReasons(stated);
    assertThat(found.contains(Reason.LOOKS_GRID)).isEqualTo(looks);
    assertThat(found.contains(Reason.SAMPLER_DISAGREES)).isEqualTo(disagrees);
  }

  @Test
  void aGridOfWhichNothingIsStatedCastsDoubtAndContradictsNobody() {
    assertThat(gridReasons(Sampler.UNKNOWN))
        .contains(Reason.LOOKS_GRID)
        .doesNotContain(Reason.GRID, Reason.SAMPLER_DISAGREES);
  }

  private static List<Reason> gridReasons(Sampler stated) {
    Hyperparameters grid =
        new Hyperparameters(
            100,
            List.of(
                new Hyperparameters.Column(
                    IntStream.range(0, 100).mapToLong(i -> i % 10).toArray(), false),
                new Hyperparameters.Column(
                    IntStream.range(0, 100).mapToLong(i -> Math.floorDiv(i, 10)).toArray(),
                    false)));
    return diagnosis(scores(100), SETTINGS, draws(Optional.of(grid), 0, new double[0], stated))
        .reasons();
  }

  @ParameterizedTest
  @CsvSource({"5, false", "6, true"})
  void moreThanOneInTwentyRepeatedTrialsAreTold(long repeated, boolean told) {
    Draws draws = draws(Optional.empty(), repeated, new double[0], Sampler.UNKNOWN);
    assertThat(diagnosis(scores(100), SETTINGS, draws).reasons().contains(Reason.DUPLICATES))
        .isEqualTo(told);
  }

  @Test
  void mixedBudgetsAreTold() {
    double[] full = IntStream.range(0, 100).mapToDouble(i -> 90 + i % 7).toArray();
    double[] stopped = IntStream.range(0, 100).mapToDouble(i -> i < 30 ? 10 : 90).toArray();
    assertThat(draws(Optional.empty(), 0, full, Sampler.UNKNOWN).mixedBudgets()).isFalse();
    assertThat(draws(Optional.empty(), 0, stopped, Sampler.UNKNOWN).mixedBudgets()).isTrue();
    Draws draws = draws(Optional.empty(), 0, stopped, Sampler.UNKNOWN);
    assertThat(diagnosis(scores(100), SETTINGS, draws).reasons()).contains(Reason.MIXED_BUDGETS);
  }

  @Test
  void aBestScoreAtTheLimitOfTheMetricIsTold() {
    double[] scores = scores(100);
    scores[17] = 0;
    Draws draws = Draws.ofScores(Optional.empty());
    assertThat(diagnosis(scores, SETTINGS, draws).reasons()).contains(Reason.LIMIT_REACHED);
    EstimateSettings bounded =
        new EstimateSettings(
            Direction.MINIMIZE,
            new Threshold.Auto(),
            -1,
            2,
            1,
            7,
            .95,
            Objective.RECIPE,
            List.of());
    assertThat(diagnosis(scores, bounded, draws).reasons()).doesNotContain(Reason.LIMIT_REACHED);
    double[] accuracies = Arrays.stream(scores).map(y -> 1 - y).toArray();
    assertThat(
            diagnosis(accuracies, EstimateSettings.withDefaults(Direction.MAXIMIZE), draws)
                .reasons())
        .contains(Reason.LIMIT_REACHED);
  }

  @Test
  void whatReadingLeftInDoubtIsAReason() {
    Draws draws =
        new Draws(
            new double[0],
            /* ordered= */ false,
            Optional.empty(),
            0,
            Reruns.NONE,
            new double[0],
            Pruned.NONE,
            List.of(Reason.IDS_CONFLICT),
            Sampler.UNKNOWN,
            NoiseRule.Word.AUTO);
    Judgement found = diagnosis(scores(200), SETTINGS, draws).alone();
    assertThat(found.reasons()).contains(Reason.IDS_CONFLICT);
    assertThat(found.verdict()).isEqualTo(Verdict.CAUTION);
  }

  @Test
  void aDimensionAtItsLimitIsTold() {
    double[] scores = scores(300);
    Estimate.Fitted fitted = (Estimate.Fitted) new ExperimentEstimator(SETTINGS).estimate(scores);
    int dimension = fitted.dimension().estimate();
    assertThat(dimension).isBetween(2, 6);
    Draws draws = Draws.ofScores(Optional.empty());
    assertThat(diagnosis(scores, SETTINGS.withMaxDimension(dimension), draws).reasons())
        .contains(Reason.AT_EDGE);
  }

  @Test
  void everyReasonHasASentenceThatSaysWhatToDo() {
    for (Reason reason : Reason.values()) {
      assertThat(reason.sentence()).as(reason.name()).endsWith(".").hasSizeBetween(30, 320);
    }
  }
}
