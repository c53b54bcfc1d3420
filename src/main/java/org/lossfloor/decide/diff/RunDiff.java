package org.lossfloor.decide.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Interval;
import org.lossfloor.sweep.Direction;

/**
 * What changed between two runs.
 *
 * @param before the id of the earlier run
 * @param after the id of the later run
 * @param changes the changes, the most costly kind first; of a kind, experiments by their ids and
 *     sources by their names
 */
public record RunDiff(String before, String after, List<Change> changes) {
  /** Copies the list. */
  public RunDiff {
    changes = List.copyOf(changes);
  }

  /**
   * Compares two runs. Experiments are the same if their ids are: source, metric and key columns.
   *
   * @param before the earlier run
   * @param after the later run
   * @return the changes
   */
  public static RunDiff of(RunState before, RunState after) {
    List<Change> changes = new ArrayList<>();
    before
        .experiments()
        .forEach(
            (id, was) -> {
              if (!after.experiments().containsKey(id)) {
                changes.add(
                    Change.of(ChangeKind.VANISHED_EXPERIMENTS, Optional.of(was), Optional.empty()));
              }
            });
    after
        .experiments()
        .forEach(
            (id, is) ->
                changes.addAll(experiment(Optional.ofNullable(before.experiments().get(id)), is)));
    after
        .sources()
        .forEach(
            (name, is) ->
                changes.addAll(source(Optional.ofNullable(before.sources().get(name)), is)));
    changes.sort(Comparator.comparing(Change::kind));
    return new RunDiff(before.runId(), after.runId(), changes);
  }

  private static List<Change> experiment(
      Optional<RunState.Experiment> before, RunState.Experiment is) {
    if (before.isEmpty()) {
      return List.of(Change.of(ChangeKind.NEW_EXPERIMENTS, before, Optional.of(is)));
    }
    RunState.Experiment was = before.get();
    List<Change> changes = new ArrayList<>();
    int worse = is.verdict().compareTo(was.verdict());
    if (worse != 0) {
      ChangeKind kind = worse > 0 ? ChangeKind.WORSE_VERDICTS : ChangeKind.BETTER_VERDICTS;
      changes.add(Change.of(kind, before, Optional.of(is)));
    }
    if (moved(was.bestScore(), is.bestScore())) {
      double up = is.bestScore().get().estimate() - was.bestScore().get().estimate();
      boolean better = up > 0 == (is.direction() == Direction.MAXIMIZE);
      ChangeKind kind = better ? ChangeKind.BETTER_BEST_SCORES : ChangeKind.WORSE_BEST_SCORES;
      changes.add(Change.of(kind, before, Optional.of(is)));
    }
    return changes;
  }

  private static boolean moved(Optional<Quantity> was, Optional<Quantity> is) {
    return was.isPresent()
        && is.isPresent()
        && outside(was.get().estimate(), is.get().interval())
        && outside(is.get().estimate(), was.get().interval());
  }

  private static boolean outside(double estimate, Optional<Interval> interval) {
    return interval.filter(i -> estimate < i.lower() || estimate > i.upper()).isPresent();
  }

  private static List<Change> source(Optional<RunState.Source> before, RunState.Source is) {
    List<Change> changes = new ArrayList<>();
    boolean wasBroken = before.map(RunState.Source::broken).orElse(false);
    if (is.broken() && !wasBroken) {
      changes.add(Change.of(ChangeKind.BROKEN_SOURCES, is, before));
    }
    if (!is.broken() && wasBroken) {
      changes.add(Change.of(ChangeKind.MENDED_SOURCES, is, before));
    }
    if (is.rejected() > before.map(RunState.Source::rejected).orElse(0L)) {
      changes.add(Change.of(ChangeKind.NEW_REJECTIONS, is, before));
    }
    return changes;
  }

  /**
   * Counts the changes.
   *
   * @return every kind, with how much there is of it, see {@link Change#count}
   */
  public Map<ChangeKind, Long> counts() {
    Map<ChangeKind, Long> counts = new EnumMap<>(ChangeKind.class);
    for (ChangeKind kind : ChangeKind.values()) {
      counts.put(kind, 0L);
    }
    changes.forEach(change -> counts.merge(change.kind(), change.count(), Long::sum));
    return counts;
  }
}
