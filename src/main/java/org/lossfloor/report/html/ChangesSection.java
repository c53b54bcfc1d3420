package org.lossfloor.report.html;

import java.util.List;
import java.util.Map;
import org.lossfloor.decide.diff.RunDiff;
import org.lossfloor.report.compare.ChangesText;

/**
 * What changed since an earlier run, from the table {@code changes}.
 *
 * @param diff the changes
 */
record ChangesSection(RunDiff diff) implements Section {
  /** So many changes are shown; the most costly kinds are first. */
  private static final int MOST = 200;

  @Override
  public String id() {
    return "changes";
  }

  @Override
  public String title() {
    return "Changes";
  }

  @Override
  public Map<String, Object> model() {
    ChangesText text = new ChangesText(diff);
    List<List<String>> cells = text.cells();
    int shown = Math.min(MOST, diff.changes().size());
    return Map.of(
        "headline", text.headline(),
        "heading", cells.get(0),
        "changes", cells.subList(1, 1 + shown),
        "more", diff.changes().size() - shown);
  }
}
