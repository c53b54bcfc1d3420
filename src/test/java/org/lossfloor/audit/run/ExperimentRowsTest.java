package org.lossfloor.audit.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Draws;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.Objective;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Threshold;
import org.lossfloor.estimate.regime.Scores;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.LawView;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.RerunPolicy;
import org.lossfloor.table.ExperimentRecord;
import org.lossfloor.table.ExperimentsTable;

/** What people see of an experiment is what was answered, number for number. */
class ExperimentRowsTest {
  private static final Set<String> KEY = Set.of("direction", "metric", "model", "source");

  private static double[] scores(NoisyQuadratic law, int trials) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(5);
    double[] scores = DoubleStream.generate(() -> law.sample(random)).limit(trials).toArray();
    scores[0] = Double.NaN;
    return scores;
  }

  /** The objective of the reference library, which has no intervals. */
  private static EstimateSettings reference() {
    return new EstimateSettings(
        Direction.MINIMIZE,
        new Threshold.None(),
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        1,
        5,
        .95,
        Objective.REFERENCE,
        List.of());
  }

  static Stream<Answer> answers() {
    EstimateSettings losses = EstimateSettings.withDefaults(Direction.MINIMIZE);
    double[] loss = scores(NoisyQuadratic.convex(.2, 1.2, 2, .02), 120);
    double[] accuracy = scores(NoisyQuadratic.concave(.1, .9, 3, .02), 90);
    return Stream.of(
        new ExperimentEstimator(losses).answer(loss, Draws.ofScores(Optional.of(loss))),
        new ExperimentEstimator(EstimateSettings.withDefaults(Direction.MAXIMIZE)).answer(accuracy),
        new ExperimentEstimator(losses).answer(Arrays.copyOf(loss, 30)),
        new ExperimentEstimator(reference()).answer(loss),
        new ExperimentEstimator(losses).answer(Arrays.copyOf(loss, 9)),
        Answer.failed(Scores.of(loss), losses, new IllegalStateException("a bug")));
  }

  private static ExperimentView view(Answer answer) {
    ExperimentsTable table = new ExperimentsTable(KEY, "r", 9);
    ExperimentRecord record =
        new ExperimentRecord(
            "0f",
            new TreeMap<>(Map.of("model", "m", "source", "s", "metric", "x", "direction", "up")),
            "random",
            "declared",
            3,
            RerunPolicy.FIRST,
            answer,
            12,
            "ff");
    return new ExperimentRows(table.schema()).view(table.row(record));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void theViewOfAnAnswerIsTheAnswer(Answer answer) {
    ExperimentView view = view(answer);
    assertThat(view.rerunPolicy()).isEqualTo(RerunPolicy.FIRST);
    assertThat(view.direction()).isEqualTo(answer.settings().direction());
    assertThat(view.counts()).isEqualTo(answer.estimate().counts());
    assertThat(view.observedBest()).isEqualTo(answer.estimate().observedBest());
    assertThat(view.outlook()).isEqualTo(answer.outlook());
    assertThat(view.judgement()).isEqualTo(answer.judgement());
    assertThat(view.detail()).isEqualTo(answer.estimate().obstacle());
    assertThat(view.reruns()).isEqualTo(answer.diagnosis().reruns());
    assertThat(view.draws().order()).isEqualTo(answer.diagnosis().order());
    assertThat(view.draws().orderOutcome()).isEqualTo(answer.diagnosis().orderOutcome());
    assertThat(view.draws().sampler()).isEqualTo(answer.diagnosis().sampler());
    assertThat(view.law().isPresent()).isEqualTo(answer.estimate().fitted().isPresent());
    answer.estimate().fitted().ifPresent(fitted -> assertSame(view.law().orElseThrow(), fitted));
  }

  private static void assertSame(LawView law, Estimate.Fitted fitted) {
    assertThat(law.bestScore()).isEqualTo(fitted.bestScore());
    assertThat(law.dimension()).isEqualTo(fitted.dimension());
    assertThat(law.noise()).isEqualTo(fitted.noise());
    assertThat(law.threshold()).isEqualTo(fitted.threshold());
    assertThat(law.tail().method()).isEqualTo(fitted.tail().way().code());
    assertThat(law.tail().probability()).isEqualTo(fitted.tail().probability());
    assertThat(law.tail().goodness()).isEqualTo(fitted.fit().goodness());
    assertThat(law.intervalMethod()).isEqualTo(fitted.quantities().methodCode());
    // The law that is drawn is the law that was fitted.
    if (fitted.law().c() == fitted.dimension().estimate()) {
      assertThat(law.distribution()).contains(fitted.law());
    }
  }

  /** The answers above must have what the test compares. */
  @Test
  void someAnswersHaveALawWithIntervalsAndSomeHaveNot() {
    assertThat(answers().map(ExperimentRowsTest::view))
        .anyMatch(v -> v.law().flatMap(l -> l.bestScore().interval()).isPresent())
        .anyMatch(v -> v.law().isPresent() && v.law().get().bestScore().interval().isEmpty())
        .anyMatch(v -> v.law().isEmpty())
        .anyMatch(v -> v.draws().order().isPresent())
        .anyMatch(v -> v.judgement().reasons().contains(Reason.INTERNAL_ERROR));
  }

  /** A key column that is called like a column of the table has its own name again. */
  @Test
  void theKeyHasTheConfiguredNames() {
    assertThat(view(answers().findFirst().orElseThrow()).key())
        .isEqualTo(Map.of("model", "m", "source", "s", "metric", "x", "direction", "up"));
  }
}
