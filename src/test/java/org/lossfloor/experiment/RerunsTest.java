package org.lossfloor.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lossfloor.engine.RowCells;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Draws;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.noise.NoiseRule;
import org.lossfloor.estimate.noise.Reruns;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.experiment.state.Reran;
import org.lossfloor.experiment.state.Runs;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.RerunPolicy;
import org.lossfloor.sweep.RerunRule;

/** Trials of one configuration: recognised, and one draw. */
class RerunsTest {
  private static final MetricSettings WANTED =
      new MetricSettings(
          EstimateSettings.withDefaults(Direction.MINIMIZE),
          0,
          IntervalMethod.PROFILE,
          DecideSettings.DEFAULT,
          NoiseRule.Word.AUTO);

  /** Reruns also tell the noise of a run, which a log that was averaged before does not. */
  private static final MetricSettings SCORES_ALONE =
      new MetricSettings(
          WANTED.settings(),
          WANTED.replicates(),
          WANTED.intervals(),
          WANTED.decide(),
          NoiseRule.Word.NONE);

  private static final RerunRule FIRST = new RerunRule(RerunPolicy.FIRST, true);
  private static final RerunRule SEPARATE = new RerunRule(RerunPolicy.SEPARATE, true);

  /** A trial; a score of NaN is a failed one. */
  private record Run(int number, Map<String, String> params, Long seed, double score) {
    void addTo(ExperimentState state) {
      boolean failed = Double.isNaN(score);
      long configuration = new Random(new TreeMap<>(params).toString().hashCode()).nextLong();
      Map<TrialColumn, Object> cells = new HashMap<>();
      cells.put(TrialColumn.EXPERIMENT_ID, "e");
      cells.put(TrialColumn.EXPERIMENT, Map.of());
      cells.put(TrialColumn.SETTINGS, "s/loss");
      cells.put(TrialColumn.SAMPLER, "unknown");
      cells.put(TrialColumn.SAMPLER_SOURCE, "undeclared");
      cells.put(TrialColumn.VALUE, failed ? null : score);
      cells.put(TrialColumn.FAILED, failed);
      cells.put(TrialColumn.EXCLUDED, false);
      cells.put(TrialColumn.PRUNED, false);
      cells.put(TrialColumn.UNVALUED, false);
      cells.put(TrialColumn.IDENTITY, new Random(number).nextLong());
      cells.put(TrialColumn.NUMBER, (long) number);
      cells.put(TrialColumn.HYPERPARAMETERS, configuration);
      cells.put(TrialColumn.CONFIGURATION, (long) Objects.hash(configuration, score));
      cells.put(TrialColumn.SEED, seed);
      cells.put(TrialColumn.PARAMS, params);
      cells.put(TrialColumn.TRACE, 0L);
      state.add(new RowCells(TrialRows.of(cells)));
    }
  }

  private static ExperimentState empty() {
    return ExperimentState.startedBy(
        new RowCells(
            TrialRows.of(
                Map.of(TrialColumn.EXPERIMENT, Map.of(), TrialColumn.SETTINGS, "s/loss"))));
  }

  private static ExperimentState packed(List<Run> runs) {
    ExperimentState state = empty();
    runs.forEach(run -> run.addTo(state));
    return state.ended();
  }

  private static Reruns reruns(ExperimentState state) {
    return state.draws(WANTED).reruns();
  }

  private static Map<String, String> drawn(Random random) {
    return Map.of("lr", "" + random.nextDouble(), "decay", "" + random.nextDouble());
  }

  /** Configurations in a random order, each with a run for every seed. */
  private static List<Run> sweep(int configurations, int seeds, boolean known, Random random) {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < configurations; i++) {
      Map<String, String> params = drawn(random);
      double mean = random.nextDouble();
      for (int seed = 0; seed < seeds; seed++) {
        runs.add(
            new Run(
                runs.size(),
                params,
                known ? (long) seed : null,
                mean + .01 * random.nextGaussian()));
      }
    }
    return runs;
  }

  /** The same log after somebody averaged it. */
  private static List<Run> averaged(List<Run> runs) {
    Map<Map<String, String>, List<Run>> byParams = new HashMap<>();
    runs.forEach(run -> byParams.computeIfAbsent(run.params(), any -> new ArrayList<>()).add(run));
    List<Run> averaged = new ArrayList<>();
    byParams.forEach(
        (params, all) -> {
          double sum = all.stream().mapToDouble(Run::score).sorted().sum();
          averaged.add(new Run(all.get(0).number(), params, null, sum / all.size()));
        });
    return averaged;
  }

  @Test
  void averagingGivesTheAnswerOfALogThatWasAveragedBefore() {
    List<Run> runs = sweep(60, 3, true, new Random(1));
    ExperimentState settled = packed(runs).settled(RerunRule.DEFAULT);
    ExperimentState before = packed(averaged(runs)).settled(RerunRule.DEFAULT);

    assertThat(settled.scores()).hasSize(60).isEqualTo(before.scores());
    Draws draws = settled.draws(SCORES_ALONE);
    Draws expected = before.draws(SCORES_ALONE);
    assertThat(draws.inOrder().orElseThrow()).isEqualTo(expected.inOrder().orElseThrow());
    assertThat(draws.hyperparameters().orElseThrow().levels().toArray())
        .isEqualTo(expected.hyperparameters().orElseThrow().levels().toArray());
    Answer answer = SCORES_ALONE.estimator(1, "e").answer(settled.scores(), draws);
    Answer other = SCORES_ALONE.estimator(1, "e").answer(before.scores(), expected);
    assertThat(answer.estimate().toString()).isEqualTo(other.estimate().toString());
    assertThat(answer.reasons()).isEqualTo(other.reasons());
    assertThat(reruns(before)).isEqualTo(Reruns.NONE);
  }

  @Test
  void theNoiseBetweenRunsIsPooled() {
    List<Run> runs = sweep(400, 3, true, new Random(2));
    Reruns found = reruns(packed(runs).settled(RerunRule.DEFAULT));
    assertThat(found.evidence()).contains(Reruns.Evidence.SEEDS);
    assertThat(found.configurations()).isEqualTo(400);
    assertThat(found.runs()).isEqualTo(1_200);
    assertThat(found.merged()).isEqualTo(800);
    assertThat(found.failed()).isZero();
    // 800 degrees of freedom: a relative standard error of one in forty.
    assertThat(found.sd().orElseThrow()).isEqualTo(.01, within(.001));
  }

  private static String text(ExperimentState state) {
    return Arrays.toString(state.scores())
        + state.draws(WANTED).inOrder().map(Arrays::toString)
        + state.draws(WANTED).hyperparameters().map(h -> h.levels().boxed().toList())
        + reruns(state);
  }

  @Test
  void theSameWhateverTheOrderAndTheParts() {
    Random random = new Random(3);
    List<Run> runs = sweep(50, 4, true, random);
    runs.replaceAll(
        run ->
            random.nextInt(5) == 0
                ? new Run(run.number(), run.params(), run.seed(), Double.NaN)
                : run);
    for (RerunRule rule : List.of(RerunRule.DEFAULT, FIRST, SEPARATE)) {
      String expected = text(packed(runs).settled(rule));
      for (int parts : List.of(1, 2, 7, 150)) {
        Collections.shuffle(runs, random);
        List<ExperimentState> states = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
          int from = part;
          List<Run> some =
              IntStream.range(0, runs.size())
                  .filter(i -> i % parts == from)
                  .mapToObj(runs::get)
                  .toList();
          states.add(ExperimentState.of(packed(some).toBytes()));
        }
        assertThat(text(ExperimentState.merged(states.iterator()).settled(rule)))
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void failedRunsDoNotCountBesideOthersAndAreCounted() {
    List<Run> runs = sweep(40, 2, true, new Random(4));
    runs.set(0, new Run(0, runs.get(0).params(), 0L, Double.NaN));
    runs.set(2, new Run(2, runs.get(2).params(), 0L, Double.NaN));
    runs.set(3, new Run(3, runs.get(3).params(), 1L, Double.NaN));
    for (RerunRule rule : List.of(RerunRule.DEFAULT, FIRST)) {
      ExperimentState settled = packed(runs).settled(rule);
      assertThat(settled.scores()).hasSize(40);
      assertThat(settled.failed()).isEqualTo(1);
      double[] inOrder = settled.draws(WANTED).inOrder().orElseThrow();
      assertThat(inOrder[0]).isEqualTo(runs.get(1).score());
      assertThat(inOrder[1]).isNaN();
      assertThat(reruns(settled).failed()).isEqualTo(3);
      assertThat(reruns(settled).merged()).isEqualTo(40);
    }
  }

  @Test
  void theFirstRunInTheOrderOfTheDrawsCountsOrEachByItself() {
    List<Run> runs = sweep(40, 3, true, new Random(5));
    ExperimentState packed = packed(runs);
    double[] first =
        IntStream.range(0, 40).mapToDouble(i -> runs.get(3 * i).score()).sorted().toArray();
    assertThat(packed.settled(FIRST).scores()).isEqualTo(first);

    ExperimentState separate = packed(runs).settled(SEPARATE);
    assertThat(separate.scores()).isEqualTo(packed.scores()).hasSize(120);
    assertThat(reruns(separate).merged()).isZero();
    assertThat(reruns(separate).sd()).isEqualTo(reruns(packed.settled(FIRST)).sd()).isPresent();
  }

  @Test
  void equalHyperparametersAloneAreEnoughInAContinuousSpaceAndADoubtUnlessConfirmed() {
    List<Run> runs = sweep(30, 2, false, new Random(6));
    ExperimentState guessed = packed(runs).settled(RerunRule.DEFAULT);
    assertThat(reruns(guessed).evidence()).contains(Reruns.Evidence.HYPERPARAMETERS);
    assertThat(guessed.scores()).hasSize(30);
    assertThat(guessed.draws(WANTED).doubts()).containsExactly(Reason.RERUNS_GUESSED);
    ExperimentState confirmed = packed(runs).settled(new RerunRule(RerunPolicy.AVERAGE, true));
    assertThat(confirmed.scores()).isEqualTo(guessed.scores());
    assertThat(confirmed.draws(WANTED).doubts()).isEmpty();
  }

  /** A random search over 3 x 4 x 5 values; a seed for every trial if wanted. */
  private static List<Run> discrete(Random random, boolean seeds) {
    return IntStream.range(0, 90)
        .mapToObj(
            i ->
                new Run(
                    i,
                    Map.of(
                        "depth", "" + random.nextInt(3),
                        "width", "" + (16 << random.nextInt(4)),
                        "optimizer", "abcde".substring(random.nextInt(5)).substring(0, 1)),
                    seeds ? (long) i : null,
                    random.nextDouble()))
        .toList();
  }

  @Test
  void configurationsThatChanceRepeatsStayDraws() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      ExperimentState settled = packed(discrete(random, false)).settled(RerunRule.DEFAULT);
      assertThat(settled.scores()).hasSize(90);
      assertThat(reruns(settled)).isEqualTo(Reruns.NONE);
    }
  }

  @Test
  void aSeedForEveryTrialDoesNotMakeChanceRepeatsReruns() {
    Random random = new Random(8);
    long merged =
        IntStream.range(0, 200)
            .filter(
                i -> packed(discrete(random, true)).settled(RerunRule.DEFAULT).finite().length < 90)
            .count();
    assertThat(merged).isLessThan(8);

    List<Run> runs = sweep(40, 2, true, random);
    runs.replaceAll(run -> new Run(run.number(), run.params(), (long) run.number(), run.score()));
    assertThat(packed(runs).settled(RerunRule.DEFAULT).scores()).hasSize(40);
  }

  @Test
  void whatWasLoggedTwiceIsNoRerun() {
    List<Run> once = sweep(40, 1, false, new Random(9));
    List<Run> twice = new ArrayList<>(once);
    once.forEach(run -> twice.add(new Run(40 + run.number(), run.params(), null, run.score())));
    ExperimentState settled = packed(twice).settled(RerunRule.DEFAULT);
    assertThat(settled.scores()).hasSize(80);
    assertThat(WANTED.estimator(1, "e").answer(settled.scores(), settled.draws(WANTED)).reasons())
        .contains(Reason.DUPLICATES);

    List<Run> seeds = sweep(40, 2, true, new Random(10));
    ExperimentState expected = packed(seeds).settled(RerunRule.DEFAULT);
    List<Run> copied = new ArrayList<>(seeds);
    seeds.forEach(
        run -> copied.add(new Run(80 + run.number(), run.params(), run.seed(), run.score())));
    ExperimentState counted = packed(copied).settled(RerunRule.DEFAULT);
    assertThat(counted.scores()).isEqualTo(expected.scores());
    assertThat(reruns(counted).sd()).isEqualTo(reruns(expected).sd());
    assertThat(WANTED.estimator(1, "e").answer(counted.scores(), counted.draws(WANTED)).reasons())
        .doesNotContain(Reason.DUPLICATES);
  }

  @Test
  void trialsOfOneSeedAreNoEvidenceAndNeitherAreThoseWithoutHyperparameters() {
    List<Run> runs =
        sweep(40, 2, true, new Random(11)).stream()
            .map(
                run -> new Run(run.number(), Map.of("lr", run.params().get("lr")), 7L, run.score()))
            .toList();
    assertThat(packed(runs).settled(RerunRule.DEFAULT).scores()).hasSize(80);
    assertThat(empty().ended().settled(RerunRule.DEFAULT).scores()).isEmpty();
  }

  @Test
  void ofTooManyTrialsNothingIsKeptInAnyParts() {
    Runs whole = new Runs();
    Runs first = new Runs();
    Runs second = new Runs();
    for (int i = 0; i <= Runs.MOST; i++) {
      whole.add(i / 2, i, (long) i % 2, i, null, null);
      (i % 3 == 0 ? first : second).add(i / 2, i, (long) i % 2, i, null, null);
      if (i == Runs.MOST - 1) {
        assertThat(whole.repeated()).hasSize(Runs.MOST / 2);
      }
    }
    first.add(second);
    first.add(second);
    assertThat(whole.repeated()).isEmpty();
    assertThat(first.repeated()).isEmpty();
  }

  @Test
  void anUnknownSeedIsNotAnother() {
    Reran reran = new Reran(new long[] {1, 2}, new long[] {Runs.NO_SEED, 5}, .25, .5);
    assertThat(reran.differInSeed()).isFalse();
    assertThat(reran.score(RerunPolicy.AVERAGE)).isEqualTo(.375);
    assertThat(Optional.of(reran.freedom())).contains(1);
  }
}
