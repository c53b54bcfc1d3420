package org.lossfloor.audit;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.lossfloor.estimate.Standing;
import org.lossfloor.report.view.ExperimentView;

/**
 * The result of a finished audit, for the user.
 *
 * @param published where the tables are
 * @param experiments how many experiments there are
 * @param verdicts how many experiments have which verdict
 * @param standings what can be done with how many experiments
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
    SortedMap<Standing, Long> standings,
    List<String> counts,
    List<String> warnings,
    List<String> broken,
    Map<String, Double> stepSeconds,
    List<ExperimentView> lines) {
  /** Copies the lists. */
  public AuditResult {
    counts = List.copyOf(counts);
    warnings = List.copyOf(warnings);
    broken = List.copyOf(broken);
    stepSeconds = Map.copyOf(stepSeconds);
    lines = List.copyOf(lines);
  }
}
