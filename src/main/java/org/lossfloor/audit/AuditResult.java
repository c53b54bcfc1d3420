package org.lossfloor.audit;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The result of a finished audit, for the user.
 *
 * @param published where the tables are
 * @param experiments how many experiments there are
 * @param verdicts how many experiments have which verdict
 * @param counts where every record went, one sentence per source and metric
 * @param warnings what looked odd in the logs, one sentence each
 * @param broken the conditions of {@code fail_on} that hold, with the values that make them hold
 * @param stepSeconds what each step took, wall time
 * @param lines the experiments that matter most, in that order
 */
public record AuditResult(
    String published,
    long experiments,
    SortedMap<String, Long> verdicts,
    List<String> counts,
    List<String> warnings,
    List<String> broken,
    Map<String, Double> stepSeconds,
    List<Line> lines) {
  /** Copies the lists. */
  public AuditResult {
    counts = List.copyOf(counts);
    warnings = List.copyOf(warnings);
    broken = List.copyOf(broken);
    stepSeconds = Map.copyOf(stepSeconds);
    lines = List.copyOf(lines);
  }

  /**
   * One experiment. Numbers are null where nothing was fitted.
   *
   * @param key the key columns
   * @param trials all trials
   * @param failed failed trials among them
   * @param observedBest the best score seen
   * @param bestScore the best possible score
   * @param lower lower end of its interval
   * @param upper upper end of its interval
   * @param dimension the effective dimension
   * @param dimensionSet the dimensions that the data do not exclude
   * @param noise the residual standard deviation
   * @param verdict whether to believe the row
   * @param reasons why: the reason and its sentence
   */
  public record Line(
      SortedMap<String, String> key,
      int trials,
      int failed,
      Double observedBest,
      Double bestScore,
      Double lower,
      Double upper,
      Integer dimension,
      List<Integer> dimensionSet,
      Double noise,
      String verdict,
      SortedMap<String, String> reasons) {}
}
