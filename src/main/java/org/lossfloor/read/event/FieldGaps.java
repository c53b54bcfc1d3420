package org.lossfloor.read.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.read.trial.Absence;
import org.lossfloor.read.trial.FieldGap;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.Trial;

/** How the trials that lack the field of their metric lie among the others, file by file. */
public final class FieldGaps {
  private final Map<List<String>, FieldGap> gaps = new LinkedHashMap<>();

  /**
   * What one trial says of the gap of its file.
   *
   * @param made the trial
   * @return the gap of a file with this trial alone; nothing for a trial that does not say whether
   *     its log has the field
   */
  public static Optional<FieldGap> of(Event.Made made) {
    Trial trial = made.trial();
    Optional<ExclusionReason> excluded = trial.excludedReason();
    if (excluded.equals(Optional.of(ExclusionReason.ABSENT_FIELD))) {
      Absence absence = Absence.parse(made.absence().orElseThrow());
      return Optional.of(FieldGap.absent(trial, absence));
    }
    boolean silent =
        made.absence().isPresent()
            || excluded.equals(Optional.of(ExclusionReason.FILTERED))
            || excluded.equals(Optional.of(ExclusionReason.DUPLICATE));
    return silent ? Optional.empty() : Optional.of(FieldGap.present(trial));
  }

  /**
   * Adds a trial.
   *
   * @param made the trial
   */
  public void add(Event.Made made) {
    of(made)
        .ifPresent(
            gap ->
                gaps.merge(List.of(gap.source(), gap.metric(), gap.path()), gap, FieldGap::plus));
  }

  /**
   * Returns the files that have a gap.
   *
   * @return by source, metric and file one gap, in the order in which their trials were added
   */
  public List<FieldGap> found() {
    return gaps.values().stream().filter(gap -> gap.absent() > 0).toList();
  }
}
