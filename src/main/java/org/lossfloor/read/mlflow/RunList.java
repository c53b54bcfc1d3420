package org.lossfloor.read.mlflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TableRecords;
import org.lossfloor.read.tracker.TrackerTable;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TreeSource;
import org.lossfloor.read.tracker.TrialTree;

/**
 * The list of runs as MLflow's pages download it: parameters, metrics and tags follow each other
 * under their bare names, see {@link MixedColumns}.
 */
final class RunList implements TableRecords.RowReader {
  private static final List<String> OWN =
      List.of("Run ID", "Name", "Source Type", "Source Name", "User", "Status");
  private static final Pattern DURATION = Pattern.compile("([0-9.]+) *(ms|s|min|h|d)");
  private static final Map<String, Double> SECONDS =
      Map.of("ms", 0.001, "s", 1.0, "min", 60.0, "h", 3600.0, "d", 86400.0);

  /** What the pages put in front of a cell that a spreadsheet would take for a formula. */
  private static final Pattern GUARDED = Pattern.compile("'(?=[=+@-])");

  private final String study;
  private final MixedColumns columns;

  private RunList(String study, MixedColumns columns) {
    this.study = study;
    this.columns = columns;
  }

  /** Whether the columns are those of a list of runs. */
  static boolean is(List<String> columns) {
    return columns.containsAll(OWN);
  }

  static TreeSource open(LogPiece piece, TextLayout layout, FileTally tally) throws IOException {
    MixedColumns columns = mixed(piece, layout);
    if (columns.isOpen()) {
      tally.note(NoteKind.MIXED_COLUMNS, 1, TrackerTable.shown(columns.open()));
    }
    TrackerTable table = TrackerTable.open(piece, layout, tally);
    return new TableRecords(table, new RunList(TrackerTable.study(piece), columns));
  }

  private static MixedColumns mixed(LogPiece piece, TextLayout layout) throws IOException {
    FileTally unused = new FileTally(piece.file().path(), new long[0]);
    try (TrackerTable table = TrackerTable.open(piece, layout, unused)) {
      List<String> names = table.columns();
      MixedColumns columns =
          new MixedColumns(names.subList(names.indexOf("Status") + 1, names.size()));
      for (Optional<TrackerTable.Row> row = table.next(); row.isPresent(); row = table.next()) {
        for (String name : columns.names()) {
          columns.see(name, cell(row.get(), name));
        }
      }
      columns.settle();
      return columns;
    }
  }

  private static String cell(TrackerTable.Row row, String column) {
    Matcher guarded = GUARDED.matcher(row.cell(column));
    return guarded.lookingAt() ? row.cell(column).substring(1) : row.cell(column);
  }

  @Override
  public List<TreeRecord> records(TrackerTable.Row row) throws UnreadableRecord {
    Map<String, String> params = new TreeMap<>();
    Map<String, String> tags = new TreeMap<>();
    List<MetricLines> metrics = new ArrayList<>();
    tags.put("mlflow.runName", row.cell("Name"));
    for (String name : columns.names()) {
      String text = cell(row, name);
      if (text.isEmpty()) {
        continue;
      }
      switch (columns.kind(name)) {
        case PARAM -> params.put(name, text);
        case TAG -> tags.put(name, text);
        case METRIC -> {
          MetricLines metric = new MetricLines(name);
          metric.add(null, text, null);
          metrics.add(metric);
        }
        case OPEN -> {
          // Below.
        }
      }
    }
    TrialTree trial = run(row, params, metrics, tags).trial();
    columns.open().forEach(name -> open(trial, name, cell(row, name)));
    return List.of(trial.at(row.line()));
  }

  private static void open(TrialTree trial, String name, String text) {
    trial.tree().withObjectProperty("columns").put(name, text.isEmpty() ? null : text);
  }

  private Run run(
      TrackerTable.Row row,
      Map<String, String> params,
      List<MetricLines> metrics,
      Map<String, String> tags) {
    return new Run(
        row.cell("Run ID"),
        row.cell("Status"),
        null,
        study,
        TrackerTable.orNull(row.cell("Start Time")),
        null,
        seconds(row.cell("Duration")),
        false,
        params,
        metrics,
        tags);
  }

  private static String seconds(String text) {
    Matcher duration = DURATION.matcher(text);
    if (!duration.matches()) {
      return null;
    }
    try {
      return Double.toString(
          Double.parseDouble(duration.group(1)) * SECONDS.get(duration.group(2)));
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
