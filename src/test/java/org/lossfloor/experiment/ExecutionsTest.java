package org.lossfloor.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lossfloor.engine.RowCells;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.noise.NoiseRule;
import org.lossfloor.estimate.noise.Reruns;
import org.lossfloor.estimate.noise.Reruns.Evidence;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.experiment.state.Executions;
import org.lossfloor.experiment.state.RerunSearch;
import org.lossfloor.experiment.state.Runs;
import org.lossfloor.experiment.state.TrialTraces;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.RerunPolicy;
import org.lossfloor.sweep.RerunRule;
import org.lossfloor.sweep.Sampler;

/** Several executions of a trial: the trial is one draw, and their spread is kept. */
class ExecutionsTest {
  private static final MetricSettings WANTED =
      new MetricSettings(
          EstimateSettings.withDefaults(Direction.MINIMIZE),
          0,
          IntervalMethod.PROFILE,
          DecideSettings.DEFAULT,
          NoiseRule.Word.AUTO);

  private static Map<TrialColumn, Object> trial(
      int number, int configuration, Long seed, double score, Double... executions) {
    Map<TrialColumn, Object> cells = new HashMap<>();
    boolean failed = Double.isNaN(score);
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
    cells.put(TrialColumn.HYPERPARAMETERS, (long) configuration);
    cells.put(TrialColumn.CONFIGURATION, new Random(number).nextLong());
    cells.put(TrialColumn.SEED, seed);
    cells.put(TrialColumn.EXECUTIONS, executions.length == 0 ? null : List.of(executions));
    cells.put(TrialColumn.PARAMS, Map.of("lr", "" + configuration));
    cells.put(TrialColumn.TRACE, 0L);
    return cells;
  }

  private static ExperimentState packed(List<Map<TrialColumn, Object>> trials) {
    ExperimentState state =
        ExperimentState.startedBy(
            new RowCells(
                TrialRows.of(
                    Map.of(TrialColumn.EXPERIMENT, Map.of(), TrialColumn.SETTINGS, "s/loss"))));
    trials.forEach(cells -> state.add(new RowCells(TrialRows.of(cells))));
    return state.ended();
  }

  private static Reruns reruns(ExperimentState state, RerunPolicy policy) {
    return state.settled(new RerunRule(policy, true)).draws(WANTED).reruns();
  }

  private static List<Map<TrialColumn, Object>> several() {
    return new ArrayList<>(
        List.of(
            trial(0, 0, null, 2, 1.0, 3.0),
            trial(1, 1, null, 5, 5.0, Double.NaN, 5.0),
            trial(2, 2, null, 7, 7.0),
            trial(3, 3, null, Double.NaN, Double.NaN, Double.NaN),
            trial(4, 4, null, 9)));
  }

  @Test
  void executionsAreCountedAndMergeNothing() {
    ExperimentState state = packed(several());
    // Two degrees of freedom and the squares 1 + 1 of the first trial.
    assertThat(reruns(state, RerunPolicy.AVERAGE))
        .isEqualTo(new Reruns(Optional.of(Evidence.EXECUTIONS), 3, 7, 3, 0, OptionalDouble.of(1)));
    ExperimentState settled = state.settled(RerunRule.DEFAULT);
    assertThat(settled.finite()).containsExactly(2, 5, 7, 9);
    assertThat(settled.failed()).isEqualTo(1);
    assertThat(settled.draws(WANTED).doubts()).isEmpty();
  }

  @Test
  void executionsOfTrialsThatAreLeftOutDoNotCount() {
    List<Map<TrialColumn, Object>> trials = several();
    trials.get(0).put(TrialColumn.EXCLUDED, true);
    Reruns found = reruns(packed(trials), RerunPolicy.AVERAGE);
    assertThat(found.configurations()).isEqualTo(2);
    assertThat(found.runs()).isEqualTo(5);
    assertThat(found.sd()).hasValue(0);
    assertThat(reruns(packed(trials.subList(2, 3)), RerunPolicy.AVERAGE)).isEqualTo(Reruns.NONE);
  }

  /** Twenty configurations with two seeds each; a trial of one of them, and another, ran twice. */
  private static List<Map<TrialColumn, Object>> withSeeds() {
    List<Map<TrialColumn, Object>> trials = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Double[] executions = i == 0 ? new Double[] {99.0, 101.0} : new Double[0];
      trials.add(trial(2 * i, i, 0L, 100 + i, executions));
      trials.add(trial(2 * i + 1, i, 1L, 102 + i));
    }
    trials.add(trial(40, 40, 0L, 12, 10.0, 14.0));
    return trials;
  }

  @Test
  void theyArePooledWithRerunsBySeedAndNoRunCountsTwice() {
    ExperimentState state = packed(withSeeds());
    Reruns found = reruns(state, RerunPolicy.AVERAGE);
    assertThat(found.evidence()).contains(Evidence.SEEDS_AND_EXECUTIONS);
    assertThat(found.configurations()).isEqualTo(21);
    assertThat(found.runs()).isEqualTo(43);
    assertThat(found.merged()).isEqualTo(20);
    // Between seeds 20 times 2, within the trials 2 and 8.
    assertThat(found.sd().orElseThrow()).isEqualTo(Math.sqrt(50.0 / 22), within(1e-15));

    Reruns separate = reruns(packed(withSeeds()), RerunPolicy.SEPARATE);
    assertThat(separate.merged()).isZero();
    assertThat(separate.runs()).isEqualTo(43);
    assertThat(separate.sd()).isEqualTo(found.sd());
  }

  @Test
  void aTrialThatIsPartOfAnotherFailsByItsExecutions() {
    List<Map<TrialColumn, Object>> trials = withSeeds();
    trials.set(0, trial(0, 0, 0L, Double.NaN, Double.NaN, 101.0, Double.NaN));
    trials.set(2, trial(2, 1, 0L, Double.NaN));
    Reruns found = reruns(packed(trials), RerunPolicy.AVERAGE);
    assertThat(found.failed()).isEqualTo(3);
    assertThat(found.runs()).isEqualTo(44);
  }

  @Test
  void theSameWhateverTheOrderAndTheParts() {
    Random random = new Random(1);
    List<Map<TrialColumn, Object>> trials = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Double[] executions =
          Stream.generate(() -> random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian())
              .limit(random.nextInt(5))
              .toArray(Double[]::new);
      double score = random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian();
      trials.add(trial(i, random.nextInt(60), (long) random.nextInt(3), score, executions));
    }
    for (RerunPolicy policy : RerunPolicy.values()) {
      Reruns expected = reruns(packed(trials), policy);
      assertThat(expected.evidence()).contains(Evidence.SEEDS_AND_EXECUTIONS);
      for (int parts : List.of(1, 2, 7, 200)) {
        Collections.shuffle(trials, random);
        List<ExperimentState> states = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
          int from = part;
          states.add(
              ExperimentState.of(
                  packed(
                          IntStream.range(0, trials.size())
                              .filter(i -> i % parts == from)
                              .mapToObj(trials::get)
                              .toList())
                      .toBytes()));
        }
        assertThat(reruns(ExperimentState.merged(states.iterator()), policy)).isEqualTo(expected);
      }
    }
  }

  @Test
  void ofTooManyNothingIsKeptInAnyParts() {
    Executions first = new Executions();
    Executions second = new Executions();
    for (int i = 0; i < Runs.MOST; i++) {
      (i % 3 == 0 ? first : second).add(i, 1, 2);
    }
    first.add(second);
    assertThat(found(first).configurations()).isEqualTo(Runs.MOST);
    first.add(-1, 1, 2);
    assertThat(found(first)).isEqualTo(Reruns.NONE);
  }

  private static Reruns found(Executions executions) {
    return RerunSearch.of(new Runs(), executions, new TrialTraces(), Sampler.UNKNOWN)
        .found(Optional.empty(), false);
  }
}
