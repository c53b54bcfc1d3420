package org.lossfloor.read.ray;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TrackerTable;
import org.lossfloor.read.tracker.TreeRecord;

/**
 * What a trial reported, in the order of its iterations. A trial that is restored goes back some
 * iterations and reports them again in the same file: what it reports from there on counts.
 */
final class Reports {
  private final NavigableMap<Double, Map<String, JsonNode>> byIteration = new TreeMap<>();
  private final List<TreeRecord> unreadable = new ArrayList<>();
  private JsonNode config = TrackerJson.object();
  private int repeated;

  private Reports() {}

  /**
   * Reads the reports of a trial.
   *
   * @param piece a file of its folder
   * @param experiment what it belongs to
   * @param layout how a table is laid out
   * @param tally takes what is to be noted
   * @return the reports; none if the trial made none
   * @throws IOException when a file of reports is no text
   */
  static Reports of(LogPiece piece, Experiment experiment, TextLayout layout, FileTally tally)
      throws IOException {
    Reports reports = new Reports();
    Optional<LogFile> lines = piece.file().near(RayLog.RESULTS);
    if (lines.isPresent()) {
      reports.lines(lines.get());
    }
    Optional<LogFile> table = piece.file().near(RayLog.PROGRESS);
    if (reports.byIteration.isEmpty() && reports.unreadable.isEmpty() && table.isPresent()) {
      reports.table(LogPiece.whole(table.get()), experiment, layout, tally);
    }
    return reports;
  }

  private void lines(LogFile file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(file.text(Optional.empty()).bytes(), StandardCharsets.UTF_8))) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          line(number, line);
        }
      }
    }
  }

  private void line(long number, String line) {
    try {
      ObjectNode report = TrackerJson.object(line);
      if (report.remove("config") instanceof ObjectNode settings) {
        config = settings;
      }
      add(number, Values.flat(report));
    } catch (UnreadableRecord e) {
      reject(number, RayLog.RESULTS + " line " + number + ": " + e.getMessage(), line);
    }
  }

  private void reject(long number, String reason, String text) {
    unreadable.add(TreeRecord.unreadable(number, reason, text));
  }

  private void add(long line, Map<String, JsonNode> report) {
    JsonNode node = report.get(TrialState.ITERATION);
    double iteration = number(node, (double) line);
    NavigableMap<Double, ?> again = byIteration.tailMap(iteration, true);
    repeated += again.size();
    again.clear();
    byIteration.put(iteration, report);
  }

  private static double number(JsonNode node, double otherwise) {
    double number = node == null ? otherwise : node.asDouble(otherwise);
    return Double.isNaN(number) ? otherwise : number;
  }

  private void table(LogPiece piece, Experiment experiment, TextLayout layout, FileTally tally)
      throws IOException {
    try (TrackerTable table = TrackerTable.open(piece, layout, tally)) {
      List<String> columns = table.columns();
      boolean headed = columns.isEmpty() || columns.contains(TrialState.ITERATION);
      List<String> names = headed ? columns : Headers.of(piece, experiment, columns.size());
      if (names.isEmpty() && !columns.isEmpty()) {
        reject(1, RayLog.PROGRESS + " has no header line", String.join(",", columns));
        return;
      }
      if (!headed) {
        add(1, Headers.named(names, columns));
      }
      rows(table, names);
    }
  }

  private void rows(TrackerTable table, List<String> names) throws IOException {
    for (Optional<TrackerTable.Row> row = table.next(); row.isPresent(); row = table.next()) {
      if (row.get().fault().isPresent()) {
        reject(
            row.get().line(),
            RayLog.PROGRESS + " line " + row.get().line() + ": " + row.get().fault().get(),
            row.get().text());
      } else {
        List<String> cells = List.copyOf(row.get().cells().values());
        if (!cells.equals(names)) {
          add(row.get().line(), Headers.named(names, cells));
        }
      }
    }
  }

  /** The reports that count, in the order of their iterations. */
  List<Map<String, JsonNode>> all() {
    return List.copyOf(byIteration.values());
  }

  /** The text of a field of the last report. */
  Optional<String> last(String field) {
    return byIteration.isEmpty()
        ? Optional.empty()
        : text(byIteration.lastEntry().getValue(), field);
  }

  /** The text of a field of the first report. */
  Optional<String> first(String field) {
    return byIteration.isEmpty()
        ? Optional.empty()
        : text(byIteration.firstEntry().getValue(), field);
  }

  private static Optional<String> text(Map<String, JsonNode> report, String field) {
    return Optional.ofNullable(report.get(field)).flatMap(Values::text);
  }

  /** The settings that the reports repeat; empty where they do not. */
  JsonNode config() {
    return config;
  }

  /** How many reports were made again after a restore. */
  int repeated() {
    return repeated;
  }

  /** What cannot be read. */
  List<TreeRecord> unreadable() {
    return unreadable;
  }
}
