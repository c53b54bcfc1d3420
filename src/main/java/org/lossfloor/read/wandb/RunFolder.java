package org.lossfloor.read.wandb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TrackerYaml;
import org.lossfloor.read.tracker.TreeRecord;

/**
 * The folder {@code files} of one run. W&amp;B does not write the final state of a run there, but
 * older versions write the exit code of the program.
 */
final class RunFolder {
  private static final Pattern RUN =
      Pattern.compile("(?:offline-)?run-(?:(\\d{8})_(\\d{2})(\\d{2})(\\d{2})-)?(.+)");

  private final LogPiece piece;
  private final LogFile file;
  private final FileTally tally;
  private final String name;
  private final String id;
  private final WandbRun run;

  RunFolder(LogPiece piece, FileTally tally) {
    this.piece = piece;
    this.tally = tally;
    file = piece.file();
    String folder = RunFolders.folder(file.path());
    String own = RunFolders.name(folder);
    name = own.equals("files") ? RunFolders.name(RunFolders.folder(folder)) : own;
    Matcher matcher = RUN.matcher(name);
    id = matcher.matches() ? matcher.group(5) : name;
    run = new WandbRun(id.isEmpty() ? "run" : id);
  }

  TreeRecord record() throws IOException {
    String part = RunFolders.SUMMARY;
    run.start(startInName());
    try {
      ObjectNode summary = json(part).orElse(TrackerJson.object());
      part = RunFolders.CONFIG;
      run.settings(config());
      run.summary(summary);
      part = RunFolders.METADATA;
      json(part).ifPresent(this::metadata);
      part = RunFolders.HISTORY;
      history();
      part = "the sweep's config";
      sweep();
      return run.record(1);
    } catch (UnreadableRecord e) {
      return TreeRecord.unreadable(1, part + ": " + e.getMessage(), "");
    }
  }

  private Optional<String> text(String part) throws IOException {
    Optional<LogFile> found = file.near(part);
    return found.isEmpty() ? Optional.empty() : Optional.of(TrackerJson.text(found.get()));
  }

  private Optional<ObjectNode> json(String part) throws IOException, UnreadableRecord {
    Optional<String> text = text(part);
    return text.isEmpty() ? Optional.empty() : Optional.of(TrackerJson.object(text.get()));
  }

  /** Each setting is wrapped, with its description beside the value. */
  private ObjectNode config() throws IOException, UnreadableRecord {
    ObjectNode settings = TrackerJson.object();
    Optional<String> text = text(RunFolders.CONFIG);
    JsonNode root = text.isEmpty() ? TrackerJson.object() : TrackerYaml.parse(text.get());
    if (!root.isObject() && !root.isMissingNode() && !root.isNull()) {
      throw new UnreadableRecord("not a mapping of settings");
    }
    root.properties()
        .forEach(
            setting -> {
              JsonNode value = setting.getValue();
              settings.set(setting.getKey(), value.has("value") ? value.get("value") : value);
            });
    settings.remove("wandb_version");
    return settings;
  }

  private void metadata(ObjectNode metadata) {
    JsonNode started = metadata.path("startedAt");
    String start =
        started.isMissingNode() ? metadata.path("started_at").asText() : started.asText();
    run.start(start);
    JsonNode exit = metadata.path("exitcode");
    if (exit.isNumber()) {
      run.state(exit.asInt() == 0 ? "finished" : "failed");
    }
  }

  private String startInName() {
    Matcher matcher = RUN.matcher(name);
    if (!matcher.matches() || matcher.group(1) == null) {
      return "";
    }
    String day = matcher.group(1);
    return "%s-%s-%sT%s:%s:%s"
        .formatted(
            day.substring(0, 4),
            day.substring(4, 6),
            day.substring(6),
            matcher.group(2),
            matcher.group(3),
            matcher.group(4));
  }

  /** A torn last line is what a killed run leaves; any other bad line costs the run. */
  private void history() throws IOException, UnreadableRecord {
    String text = text(RunFolders.HISTORY).orElse("");
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].isBlank()) {
        continue;
      }
      try {
        run.point(TrackerJson.object(lines[i]));
      } catch (UnreadableRecord e) {
        if (i < lines.length - 1) {
          throw new UnreadableRecord("line " + (i + 1) + ": " + e.getMessage());
        }
        tally.note(NoteKind.TORN_CURVE, i + 1L, RunFolders.HISTORY);
      }
    }
  }

  private void sweep() throws IOException, UnreadableRecord {
    SweepFolders sweeps =
        piece
            .memo()
            .get(
                SweepFolders.class,
                RunFolders.folder(RunFolders.folder(RunFolders.folder(file.path()))),
                () -> SweepFolders.near(file));
    Optional<String> sweep = sweeps.of(id);
    run.study(sweep.orElse(project()));
    if (sweep.isPresent() && sweeps.config().isPresent()) {
      run.sweep(SweepConfig.parse(sweeps.config().get()));
    }
  }

  /** The folder that holds {@code wandb/run-.../files}. */
  private String project() {
    String runs = RunFolders.folder(RunFolders.folder(RunFolders.folder(file.path())));
    return piece.folderName(RunFolders.name(runs).equals("wandb") ? "../../.." : "../..");
  }
}
