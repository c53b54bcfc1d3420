package org.lossfloor.read.wandb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.tracker.TrackerTable;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TreeSource;

/**
 * The export of a chart: a row a step, and for each run columns {@code run - metric} with the least
 * and the largest value of what the point stands for. Each run is a trial with its curve. Where
 * these two differ, the points are means over steps or, if the runs were grouped, over runs.
 */
final class ChartLines implements TreeSource {
  private static final Pattern COLUMN = Pattern.compile("(?s)(.*) - (.+?)(__MIN|__MAX)?");
  private static final Pattern GROUP = Pattern.compile("[^:/]+: .+");

  private record Point(String step, String value) {}

  /** The lines of one run. */
  private static final class Line {
    private final Map<String, List<Point>> curves = new LinkedHashMap<>();
    private String mean = "";
  }

  private final TrackerTable table;
  private final String study;
  private final FileTally tally;
  private final Map<String, Line> runs = new LinkedHashMap<>();
  private Iterator<TreeRecord> given;

  ChartLines(TrackerTable table, String study, FileTally tally) {
    this.table = table;
    this.study = study;
    this.tally = tally;
  }

  /** Whether every column behind the first is that of a run, one at least with its bounds. */
  static boolean isChart(List<String> columns) {
    return columns.stream()
            .skip(1)
            .filter(name -> !name.startsWith("Unnamed: "))
            .allMatch(name -> COLUMN.matcher(name).matches())
        && columns.stream()
            .anyMatch(name -> columns.contains(name + "__MIN") && columns.contains(name + "__MAX"));
  }

  @Override
  public Optional<TreeRecord> next() throws IOException {
    if (given == null) {
      given = read().iterator();
    }
    return given.hasNext() ? Optional.of(given.next()) : Optional.empty();
  }

  private List<TreeRecord> read() throws IOException {
    List<TreeRecord> records = new ArrayList<>();
    for (String column : table.columns().subList(1, table.columns().size())) {
      Matcher matcher = COLUMN.matcher(column);
      if (matcher.matches() && matcher.group(3) == null) {
        runs.computeIfAbsent(matcher.group(1), run -> new Line());
      }
    }
    for (Optional<TrackerTable.Row> row = table.next(); row.isPresent(); row = table.next()) {
      if (row.get().fault().isPresent()) {
        records.add(row.get().unreadable(row.get().fault().get()));
      } else {
        read(row.get());
      }
    }
    runs.forEach((name, line) -> records.add(record(name, line)));
    if (records.isEmpty()) {
      throw new IOException("the chart has no run");
    }
    return records;
  }

  private void read(TrackerTable.Row row) {
    String step = row.cell(table.columns().get(0));
    row.cells()
        .forEach(
            (column, text) -> {
              Matcher matcher = COLUMN.matcher(column);
              if (!text.isBlank() && matcher.matches() && matcher.group(3) == null) {
                Line line = runs.get(matcher.group(1));
                point(line, matcher.group(2), new Point(step, text.strip()));
                mean(line, row, column, step);
              }
            });
  }

  private static void point(Line line, String metric, Point point) {
    if (line != null && !metric.startsWith("_")) {
      line.curves.computeIfAbsent(metric, m -> new ArrayList<>()).add(point);
    }
  }

  private static void mean(Line line, TrackerTable.Row row, String column, String step) {
    boolean bounded = row.cells().containsKey(column + "__MIN");
    if (line != null
        && bounded
        && line.mean.isEmpty()
        && !row.cell(column + "__MIN").equals(row.cell(column + "__MAX"))) {
      line.mean = step;
    }
  }

  private TreeRecord record(String name, Line line) {
    if (!line.mean.isEmpty()) {
      String where = "`" + name + "`, " + table.columns().get(0) + " " + line.mean;
      if (GROUP.matcher(name).matches()) {
        return TreeRecord.unreadable(
            1,
            where
                + ": a line of grouped runs is a mean and no run (__MIN and __MAX differ); export"
                + " the chart without grouping",
            name);
      }
      tally.note(NoteKind.MEAN_POINTS, 1, where);
    }
    WandbRun run = new WandbRun(name.isBlank() ? "run" : name);
    run.study(study);
    line.curves.forEach(
        (metric, points) -> points.forEach(p -> run.point(metric, p.step(), p.value())));
    return run.record(1);
  }

  @Override
  public long lines() {
    return table.lines();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
