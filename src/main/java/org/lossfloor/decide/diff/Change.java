package org.lossfloor.decide.diff;

import java.util.Optional;

/**
 * One change between two runs.
 *
 * @param kind what changed
 * @param before the experiment as it was; nothing if it is new, or a source changed
 * @param after the experiment as it is; nothing if it vanished, or a source changed
 * @param sourceBefore the source as it was; nothing if it is new, or an experiment changed
 * @param sourceAfter the source as it is; nothing if an experiment changed
 */
public record Change(
    ChangeKind kind,
    Optional<RunState.Experiment> before,
    Optional<RunState.Experiment> after,
    Optional<RunState.Source> sourceBefore,
    Optional<RunState.Source> sourceAfter) {

  static Change of(
      ChangeKind kind, Optional<RunState.Experiment> before, Optional<RunState.Experiment> after) {
    return new Change(kind, before, after, Optional.empty(), Optional.empty());
  }

  static Change of(ChangeKind kind, RunState.Source after, Optional<RunState.Source> before) {
    return new Change(kind, Optional.empty(), Optional.empty(), before, Optional.of(after));
  }

  /**
   * Returns the experiment that changed.
   *
   * @return as it is, or as it was if it vanished; nothing if a source changed
   */
  public Optional<RunState.Experiment> experiment() {
    return after.or(() -> before);
  }

  /**
   * Returns how much a condition counts it for.
   *
   * @return for {@link ChangeKind#NEW_REJECTIONS} by how many records they are more, else 1
   */
  public long count() {
    return kind == ChangeKind.NEW_REJECTIONS
        ? sourceAfter.orElseThrow().rejected()
            - sourceBefore.map(RunState.Source::rejected).orElse(0L)
        : 1;
  }
}
