package org.lossfloor.decide.noise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.sweep.Direction;

/**
 * The trials of one experiment as its log has them.
 *
 * @param runs in the order in which they ran, as far as it is known
 */
public record LoggedRuns(List<LoggedRun> runs) {
  /** No trials. */
  public static final LoggedRuns NONE = new LoggedRuns(List.of());

  /** Sorts the trials. */
  public LoggedRuns {
    runs =
        runs.stream()
            .sorted(Comparator.comparingLong(LoggedRun::number).thenComparing(LoggedRun::trial))
            .toList();
  }

  /**
   * Gathers the scores of each configuration.
   *
   * @return those of first runs first; configurations without a score are left out
   */
  public List<double[]> groups() {
    Map<String, List<Double>> byConfiguration = new LinkedHashMap<>();
    for (LoggedRun run : runs) {
      List<Double> scores =
          byConfiguration.computeIfAbsent(run.configuration(), key -> new ArrayList<>());
      run.scores().stream().filter(Double::isFinite).forEach(scores::add);
    }
    return byConfiguration.values().stream()
        .map(all -> all.stream().mapToDouble(v -> v).toArray())
        .filter(all -> all.length > 0)
        .toList();
  }

  /**
   * Gathers the scores of configurations that have several.
   *
   * @return as {@link #groups}
   */
  public List<double[]> several() {
    return groups().stream().filter(group -> group.length > 1).toList();
  }

  /**
   * Reads the trials as decisions.
   *
   * @param direction which end of the score is the good one
   * @return the decisions; nothing where no state is the word of one, fewer than two trials were
   *     kept, or the order is not known
   */
  public Optional<DecisionLog> decisions(Direction direction) {
    boolean ordered =
        runs.stream().allMatch(LoggedRun::ordered)
            && runs.stream().mapToLong(LoggedRun::number).distinct().count() == runs.size();
    return ordered
        ? Optional.of(new DecisionLog(runs.stream().map(run -> decision(run, direction)).toList()))
            .filter(DecisionLog::judgeable)
        : Optional.empty();
  }

  private static Decision decision(LoggedRun run, Direction direction) {
    double score = run.scores().get(0);
    return new Decision(
        run.trial(),
        run.number(),
        Optional.ofNullable(run.state()).flatMap(Decision::word).orElse(Decision.Word.OTHER),
        direction == Direction.MINIMIZE ? score : -score);
  }
}
