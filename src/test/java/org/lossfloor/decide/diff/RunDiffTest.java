package org.lossfloor.decide.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.sweep.Direction;

class RunDiffTest {
  private static RunState.Experiment experiment(
      String id, Verdict verdict, double best, double lower, double upper) {
    return new RunState.Experiment(
        id,
        new TreeMap<>(Map.of("model", id)),
        Direction.MINIMIZE,
        verdict,
        Optional.of(new Quantity(best, Optional.of(new Interval(lower, upper)))),
        OptionalDouble.empty());
  }

  private static List<ChangeKind> kinds(
      List<RunState.Experiment> before, List<RunState.Experiment> after) {
    return diff(before, List.of(), after, List.of()).changes().stream().map(Change::kind).toList();
  }

  private static RunDiff diff(
      List<RunState.Experiment> before,
      List<RunState.Source> sourcesBefore,
      List<RunState.Experiment> after,
      List<RunState.Source> sourcesAfter) {
    return RunDiff.of(
        RunState.of("one", before, sourcesBefore), RunState.of("two", after, sourcesAfter));
  }

  @Test
  void theSameRunHasNoChanges() {
    List<RunState.Experiment> same = List.of(experiment("a", Verdict.OK, .2, .1, .3));
    List<RunState.Source> sources = List.of(new RunState.Source("s", false, 3));
    assertThat(diff(same, sources, same, sources).changes()).isEmpty();
  }

  @Test
  void verdictsAndExperimentsChange() {
    assertThat(
            kinds(
                List.of(
                    experiment("a", Verdict.OK, .2, .1, .3),
                    experiment("b", Verdict.INVALID, .2, .1, .3),
                    experiment("gone", Verdict.OK, .2, .1, .3)),
                List.of(
                    experiment("a", Verdict.CAUTION, .2, .1, .3),
                    experiment("b", Verdict.OK, .2, .1, .3),
                    experiment("new", Verdict.OK, .2, .1, .3))))
        .containsExactly(
            ChangeKind.VANISHED_EXPERIMENTS,
            ChangeKind.WORSE_VERDICTS,
            ChangeKind.BETTER_VERDICTS,
            ChangeKind.NEW_EXPERIMENTS);
  }

  @Test
  void aBestScoreMovesWhenEachIsOutsideOfTheOthersInterval() {
    RunState.Experiment was = experiment("a", Verdict.OK, .20, .15, .25);
    assertThat(kinds(List.of(was), List.of(experiment("a", Verdict.OK, .26, .21, .3))))
        .containsExactly(ChangeKind.WORSE_BEST_SCORES);
    assertThat(kinds(List.of(was), List.of(experiment("a", Verdict.OK, .10, .05, .19))))
        .containsExactly(ChangeKind.BETTER_BEST_SCORES);
    // Outside of the old interval, but the new one holds the old estimate.
    assertThat(kinds(List.of(was), List.of(experiment("a", Verdict.OK, .26, .19, .3)))).isEmpty();
  }

  @Test
  void sourcesBreakAndRejectMore() {
    RunDiff diff =
        diff(
            List.of(),
            List.of(
                new RunState.Source("a", false, 2),
                new RunState.Source("b", true, 0),
                new RunState.Source("c", false, 9)),
            List.of(),
            List.of(
                new RunState.Source("a", true, 0),
                new RunState.Source("b", false, 5),
                new RunState.Source("c", false, 8)));
    assertThat(diff.changes())
        .extracting(Change::kind)
        .containsExactly(
            ChangeKind.BROKEN_SOURCES, ChangeKind.NEW_REJECTIONS, ChangeKind.MENDED_SOURCES);
    assertThat(diff.counts()).containsEntry(ChangeKind.NEW_REJECTIONS, 5L);
    assertThat(diff.counts()).containsEntry(ChangeKind.NEW_EXPERIMENTS, 0L);
  }
}
