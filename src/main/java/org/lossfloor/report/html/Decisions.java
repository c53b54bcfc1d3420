package org.lossfloor.report.html;

import java.util.Optional;
import org.lossfloor.decide.compare.ComparedBatch;
import org.lossfloor.decide.diff.RunDiff;

/**
 * What was decided from the answers of a run; the page has a section for what is there.
 *
 * @param comparisons its experiments compared with each other
 * @param changes what changed since an earlier run
 */
public record Decisions(Optional<ComparedBatch> comparisons, Optional<RunDiff> changes) {
  /** Nothing was decided. */
  public static final Decisions NONE = new Decisions(Optional.empty(), Optional.empty());
}
