package org.lossfloor.read.wandb;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.Recognition;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.tracker.TableRecords;
import org.lossfloor.read.tracker.TrackerLog;
import org.lossfloor.read.tracker.TrackerTable;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TreeSource;

/**
 * Runs of Weights &amp; Biases, in any of these: the export of the table of runs, that of a chart,
 * the table that its documentation makes of the interface, and folders of runs with summary, config
 * and perhaps history. Method and goal come from {@code sweep.yaml} where it lies there.
 */
public final class WandbLog implements TrackerLog {
  private static final double MARK = 1;
  private static final double CERTAIN = 0.95;
  private static final double LIKELY = 0.6;
  private static final Pattern BINARY = Pattern.compile(".*\\.wandb");

  @Override
  public String code() {
    return "wandb";
  }

  @Override
  public String title() {
    return "Weights & Biases";
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.TEXT, Trait.NESTED, Trait.DELIMITED);
  }

  @Override
  public Unit unit() {
    return Unit.FOLDER;
  }

  /** A chart or a run without a sweep does not say what was tuned. */
  @Override
  public String mapping() {
    return """
        trial_id: trial_id
        group_by: {study: study}
        hyperparameters: ['params.*']
        state: {field: state}
        start_time: start_time
        end_time: end_time
        duration: duration
        sampler_field: sampler
        """;
  }

  @Override
  public List<String> logs(List<String> paths) {
    return RunFolders.logs(paths);
  }

  @Override
  public String home(String log) {
    return RunFolders.home(log);
  }

  @Override
  public Recognition recognise(LogFile file, Head head) {
    String name = RunFolders.name(file.path());
    if (RunFolders.isPart(file.path()) && !name.equals(RunFolders.CONFIG)) {
      return Recognition.of(MARK, "its name is " + name);
    }
    if (name.equals(RunFolders.CONFIG)) {
      return head.line().startsWith("wandb_version") || head.line().startsWith("_wandb:")
          ? Recognition.of(CERTAIN, "it begins as the config of a run")
          : Recognition.NONE;
    }
    if (BINARY.matcher(name).matches()) {
      return Recognition.of(MARK, "its name ends with .wandb");
    }
    return table(TrackerTable.names(head.line()));
  }

  private static Recognition table(List<String> columns) {
    if (ChartLines.isChart(columns)) {
      return Recognition.of(CERTAIN, "its header has `run - metric` with __MIN and __MAX");
    }
    if (RunTable.isDicts(columns)) {
      return Recognition.of(CERTAIN, "its header has summary, config and name");
    }
    if (RunTable.isFlat(columns)) {
      return Recognition.of(CERTAIN, "its header has _runtime, _timestamp and _step");
    }
    int marks = RunTable.marks(columns);
    if (marks < RunTable.FEW_MARKS) {
      return Recognition.NONE;
    }
    return Recognition.of(
        marks > RunTable.FEW_MARKS ? CERTAIN : LIKELY,
        "its header has columns of W&B's table of runs");
  }

  @Override
  public TreeSource trials(LogPiece piece, TextLayout layout, FileTally tally) throws IOException {
    String path = piece.file().path();
    if (BINARY.matcher(path).matches()) {
      return TreeSource.of(
          List.of(
              TreeRecord.unreadable(
                  1,
                  "the folder of this run has its binary log only; run `wandb sync` on it and"
                      + " export the runs, or copy its files/wandb-summary.json",
                  "")));
    }
    if (RunFolders.isPart(path)) {
      return TreeSource.of(List.of(new RunFolder(piece, tally).record()));
    }
    TrackerTable table = TrackerTable.open(piece, layout, tally);
    return ChartLines.isChart(table.columns())
        ? new ChartLines(table, TrackerTable.study(piece), tally)
        : new TableRecords(table, new RunTable(table.columns(), TrackerTable.study(piece), tally));
  }
}
