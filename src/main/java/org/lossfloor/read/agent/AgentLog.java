package org.lossfloor.read.agent;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.Recognition;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.tracker.TableRecords;
import org.lossfloor.read.tracker.TrackerLog;
import org.lossfloor.read.tracker.TrackerTable;
import org.lossfloor.read.tracker.TreeSource;

/**
 * {@code results.tsv} of loops in which a language model changes a training script, runs it and
 * keeps or discards the change: a line per run, with the commit, numbers, {@code keep}, {@code
 * discard} or {@code crash}, and a description. Such a search is adaptive. A discarded run has a
 * score like any other.
 */
public final class AgentLog implements TrackerLog {
  private static final double CERTAIN = 0.95;
  private static final double LIKELY = 0.8;

  @Override
  public String code() {
    return "agent-log";
  }

  @Override
  public String title() {
    return "results.tsv of a research loop";
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.TEXT, Trait.NESTED, Trait.DELIMITED);
  }

  @Override
  public Unit unit() {
    return Unit.FILE;
  }

  /** Words for what became of a change say that its run completed. */
  @Override
  public String mapping() {
    return """
        trial_id: trial_id
        trial_number: number
        group_by: {study: study, objective: objective}
        state:
          field: state
          values:
            baseline: complete
            best: complete
            improved: complete
            accept: complete
            accepted: complete
            revert: complete
            reverted: complete
            reject: complete
            rejected: complete
            tentative: complete
            repair: complete
            neutral: complete
            tie: complete
        sampler_field: sampler
        metrics: [{metric: value, direction_field: direction}]
        """;
  }

  @Override
  public Recognition recognise(LogFile file, Head head) {
    List<String> columns =
        TrackerTable.names(head.line()).stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .toList();
    if (!columns.contains("status") || columns.stream().noneMatch(Experiments.PROSE::contains)) {
      return Recognition.NONE;
    }
    if (columns.stream().anyMatch(Experiments.COMMITS::contains)) {
      return Recognition.of(CERTAIN, "its header has commit, status and description");
    }
    return file.path().endsWith("results.tsv")
        ? Recognition.of(LIKELY, "its name is results.tsv and its header has status")
        : Recognition.NONE;
  }

  @Override
  public TreeSource trials(LogPiece piece, TextLayout layout, FileTally tally) throws IOException {
    TrackerTable table = TrackerTable.open(piece, layout, tally);
    return new TableRecords(
        table, new Experiments(TrackerTable.study(piece), table.columns(), tally));
  }
}
