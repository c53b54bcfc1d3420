package org.lossfloor.report.html;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lossfloor.decide.compare.ComparedBatch;
import org.lossfloor.decide.diff.RunDiff;
import org.lossfloor.decide.noise.ExperimentNoise;
import org.lossfloor.report.compare.ChangesText;
import org.lossfloor.report.compare.ComparisonsText;
import org.lossfloor.report.noise.NoiseText;
import org.lossfloor.report.ranges.RangesText;
import org.lossfloor.report.ranges.SearchSpaces;
import org.lossfloor.report.replay.ReplayText;
import org.lossfloor.report.replay.ReplayedRun;

/**
 * What was decided from the answers of a run: what to do in words first, then the tables that a
 * terminal shows as well.
 *
 * @param id the fragment by which a link reaches it
 * @param title its heading
 * @param lines what was found, and what follows
 * @param tables the tables
 * @param explanations what their columns mean
 */
record DecisionSection(
    String id, String title, List<String> lines, List<CellTable> tables, List<String> explanations)
    implements Section {
  static DecisionSection of(String runId, ComparedBatch batch) {
    return new DecisionSection(
        "comparisons",
        "Comparisons",
        ComparisonsText.headlines(batch, runId),
        there(
            CellTable.of(
                "comparison-table",
                "",
                new ComparisonsText(batch.first()).table(),
                batch.pairs(),
                "pairs are in the table comparisons")),
        ComparisonsText.explanations());
  }

  static DecisionSection of(RunDiff diff) {
    ChangesText text = new ChangesText(diff);
    return new DecisionSection(
        "changes",
        "Changes",
        List.of(text.headline()),
        there(CellTable.of("change-table", "", text.table(), "changes are in the table changes")),
        List.of());
  }

  static DecisionSection of(ReplayedRun replay) {
    ReplayText text = new ReplayText(replay);
    String more = "rows are in the table replays";
    return new DecisionSection(
        "replay",
        "Was the advice right?",
        Stream.concat(text.headlines().stream(), text.conclusions().stream()).toList(),
        there(
            CellTable.of("chance-table", ReplayText.CHANCES, text.chances(), more),
            CellTable.of("forecast-table", ReplayText.TOLD, text.told(), more),
            CellTable.of("rule-table", ReplayText.RULES, text.rules(), more),
            CellTable.of("replay-table", ReplayText.EACH, text.each(Integer.MAX_VALUE), more)),
        ReplayText.explanations());
  }

  static DecisionSection of(SearchSpaces spaces) {
    RangesText text = new RangesText(spaces);
    return new DecisionSection(
        "ranges",
        "Search spaces",
        Stream.concat(Stream.of(text.headline()), text.conclusions().stream()).toList(),
        there(CellTable.of("range-table", "", text.table(), "rows are in the table ranges")),
        RangesText.explanations());
  }

  static DecisionSection ofNoise(String runId, List<ExperimentNoise> noise) {
    NoiseText text = new NoiseText(noise);
    return new DecisionSection(
        "noise",
        "Noise between runs",
        Stream.concat(Stream.of(text.headline("run " + runId)), text.conclusions().stream())
            .toList(),
        there(
            CellTable.of(
                "noise-table",
                NoiseText.RERUNS,
                text.reruns(),
                "experiments are in the table noise"),
            CellTable.of(
                "step-table", NoiseText.STEPS, text.steps(), "steps are in the table steps")),
        NoiseText.explanations());
  }

  /** A heading alone is no table. */
  private static List<CellTable> there(CellTable... tables) {
    return Stream.of(tables).filter(table -> !table.rows().isEmpty()).toList();
  }

  @Override
  public String template() {
    return "decision";
  }

  @Override
  public Map<String, Object> model() {
    return Map.of("lines", lines, "tables", tables, "explanations", explanations);
  }
}
