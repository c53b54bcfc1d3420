package org.lossfloor.read.mlflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TableRecords;
import org.lossfloor.read.tracker.TrackerTable;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TreeSource;

/**
 * Tables of runs: what {@code search_runs} gives, with columns {@code metrics.NAME}, {@code
 * params.NAME} and {@code tags.NAME}.
 */
final class RunTable implements TableRecords.RowReader {
  private static final String PARENT = "tags." + StoredExperiment.PARENT;

  private final String study;
  private final Set<String> parents;

  private RunTable(String study, Set<String> parents) {
    this.study = study;
    this.parents = parents;
  }

  /** Whether the columns are those of {@code search_runs}. */
  static boolean is(List<String> columns) {
    return columns.contains("run_id")
        && columns.contains("status")
        && columns.stream()
            .anyMatch(
                name ->
                    name.startsWith("metrics.")
                        || name.startsWith("params.")
                        || name.startsWith("tags."));
  }

  /** The columns of a table. */
  static List<String> columns(LogPiece piece, TextLayout layout) throws IOException {
    FileTally unused = new FileTally(piece.file().path(), new long[0]);
    try (TrackerTable table = TrackerTable.open(piece, layout, unused)) {
      return table.columns();
    }
  }

  static TreeSource open(LogPiece piece, TextLayout layout, FileTally tally) throws IOException {
    Set<String> parents = parents(piece, layout);
    TrackerTable table = TrackerTable.open(piece, layout, tally);
    return new TableRecords(table, new RunTable(TrackerTable.study(piece), parents));
  }

  private static Set<String> parents(LogPiece piece, TextLayout layout) throws IOException {
    Set<String> parents = new HashSet<>();
    FileTally unused = new FileTally(piece.file().path(), new long[0]);
    try (TrackerTable table = TrackerTable.open(piece, layout, unused)) {
      if (!table.columns().contains(PARENT)) {
        return parents;
      }
      for (Optional<TrackerTable.Row> row = table.next(); row.isPresent(); row = table.next()) {
        parents.add(row.get().cell(PARENT));
      }
    }
    return parents;
  }

  @Override
  public List<TreeRecord> records(TrackerTable.Row row) throws UnreadableRecord {
    Map<String, String> params = new TreeMap<>();
    Map<String, String> tags = new TreeMap<>();
    List<MetricLines> metrics = new ArrayList<>();
    row.cells()
        .forEach(
            (column, cell) -> {
              String text = cell.strip();
              if (!text.isEmpty() && column.startsWith("params.")) {
                params.put(column.substring("params.".length()), text);
              } else if (!text.isEmpty() && column.startsWith("tags.")) {
                tags.put(column.substring("tags.".length()), text);
              } else if (!text.isEmpty() && column.startsWith("metrics.")) {
                MetricLines metric = new MetricLines(column.substring("metrics.".length()));
                metric.add(null, text, null);
                metrics.add(metric);
              }
            });
    String id = row.cell("run_id");
    Map<String, String> known = new HashMap<>();
    row.cells().forEach((name, text) -> known.put(name, TrackerTable.orNull(text.strip())));
    String experiment = known.get("experiment_id");
    return List.of(
        new Run(
                id,
                known.get("status"),
                known.get("lifecycle_stage"),
                experiment == null ? study : experiment,
                known.get("start_time"),
                known.get("end_time"),
                null,
                parents.contains(id),
                params,
                metrics,
                tags)
            .trial()
            .at(row.line()));
  }
}
