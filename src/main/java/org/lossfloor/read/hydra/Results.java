package org.lossfloor.read.hydra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TrackerTable;
import org.lossfloor.read.tracker.TrialTree;
import org.lossfloor.sweep.LoggedNumber;

/** The results of a job: one object of metrics, or a line or row a step. */
final class Results {
  private static final List<String> STEPS =
      List.of("step", "_step", "global_step", "epoch", "iteration", "iter");

  private final TrialTree trial;
  private final FileTally tally;
  private final String name;
  private boolean some;

  private Results(TrialTree trial, FileTally tally, String name) {
    this.trial = trial;
    this.tally = tally;
    this.name = name;
  }

  /**
   * Reads a file of results.
   *
   * @throws UnreadableRecord when it holds no number, or something that is no result
   */
  static void read(LogFile file, TrialTree trial, FileTally tally)
      throws IOException, UnreadableRecord {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    Results results = new Results(trial, tally, name);
    if (name.toLowerCase(java.util.Locale.ROOT).endsWith(".csv")) {
      results.table(file);
    } else {
      results.json(TrackerJson.text(file));
    }
    if (!results.some) {
      throw new UnreadableRecord(name + " holds no number");
    }
  }

  private void table(LogFile file) throws IOException, UnreadableRecord {
    try (TrackerTable table = TrackerTable.open(LogPiece.whole(file), TextLayout.DEFAULT, tally)) {
      String step = STEPS.stream().filter(table.columns()::contains).findFirst().orElse("");
      for (Optional<TrackerTable.Row> row = table.next(); row.isPresent(); row = table.next()) {
        if (row.get().fault().isPresent()) {
          throw new UnreadableRecord(
              name + ", line " + row.get().line() + ": " + row.get().fault().get());
        }
        for (Map.Entry<String, String> cell : row.get().cells().entrySet()) {
          if (!cell.getKey().equals(step)) {
            point(cell.getKey(), row.get().cell(step), cell.getValue().strip());
          }
        }
      }
    }
  }

  private void json(String text) throws UnreadableRecord {
    JsonNode whole;
    try {
      whole = TrackerJson.parse(text.strip());
    } catch (UnreadableRecord e) {
      lines(text.split("\n", -1), e);
      return;
    }
    if (whole.isArray()) {
      whole.forEach(this::row);
    } else {
      metrics("", whole);
    }
  }

  private void lines(String[] lines, UnreadableRecord document) throws UnreadableRecord {
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].isBlank()) {
        continue;
      }
      try {
        row(TrackerJson.object(lines[i]));
      } catch (UnreadableRecord e) {
        if (!some) {
          throw new UnreadableRecord(name + ": " + document.getMessage());
        }
        if (i < lines.length - 1) {
          throw new UnreadableRecord(name + ", line " + (i + 1) + ": " + e.getMessage());
        }
        tally.note(NoteKind.TORN_CURVE, i + 1L, name);
      }
    }
  }

  private void row(JsonNode row) {
    String step = STEPS.stream().filter(row::has).findFirst().orElse("");
    row.properties()
        .forEach(
            field -> {
              if (!field.getKey().equals(step) && field.getValue().isValueNode()) {
                point(field.getKey(), row.path(step).asText(""), field.getValue().asText());
              }
            });
  }

  private void metrics(String prefix, JsonNode object) {
    if (!(object instanceof ObjectNode)) {
      return;
    }
    object
        .properties()
        .forEach(
            field -> {
              String metric = prefix + field.getKey();
              if (field.getValue().isObject()) {
                metrics(metric + ".", field.getValue());
              } else if (field.getValue().isValueNode() && number(field.getValue().asText())) {
                some = true;
                trial.metric(metric, field.getValue().asText());
              }
            });
  }

  private void point(String metric, String step, String value) {
    if (number(value)) {
      some = true;
      trial.point(metric, step.isEmpty() ? null : step, value, null);
      trial.metric(metric, value);
    }
  }

  private static boolean number(String text) {
    try {
      return LoggedNumber.parse(text).isPresent();
    } catch (LoggedNumber.Unreadable e) {
      return false;
    }
  }
}
