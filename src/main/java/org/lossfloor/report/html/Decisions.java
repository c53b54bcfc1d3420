package org.lossfloor.report.html;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lossfloor.decide.compare.ComparedBatch;
import org.lossfloor.decide.diff.RunDiff;
import org.lossfloor.decide.noise.ExperimentNoise;
import org.lossfloor.report.ranges.SearchSpaces;
import org.lossfloor.report.replay.ReplayedRun;

/**
 * What was decided from the answers of a run; the page has a section for what is there.
 *
 * @param comparisons its experiments compared with each other
 * @param changes what changed since an earlier run
 * @param ranges its search spaces
 * @param noise what its reruns and accepted steps tell, by experiment
 * @param replay its finished sweeps, replayed
 */
public record Decisions(
    Optional<ComparedBatch> comparisons,
    Optional<RunDiff> changes,
    Optional<SearchSpaces> ranges,
    Optional<List<ExperimentNoise>> noise,
    Optional<ReplayedRun> replay) {
  /** Nothing was decided. */
  public static final Decisions NONE =
      new Decisions(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** What stands below the experiments; what changed stands above them. */
  List<Section> afterExperiments(String runId) {
    return Stream.<Optional<DecisionSection>>of(
            comparisons.map(batch -> DecisionSection.of(runId, batch)),
            ranges.map(DecisionSection::of),
            noise.map(found -> DecisionSection.ofNoise(runId, found)),
            replay.map(DecisionSection::of))
        .<Section>flatMap(Optional::stream)
        .toList();
  }
}
