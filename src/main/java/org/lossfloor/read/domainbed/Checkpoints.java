package org.lossfloor.read.domainbed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TrialTree;

/** The checkpoints of one run. */
final class Checkpoints {
  private static final String DONE = "done";

  /** How many runs beside this one are looked at for whether this sweep keeps its marks. */
  private static final int LOOKED_AT = 50;

  private static final Set<String> NO_METRICS = Set.of("args", "hparams", "step");
  private static final List<String> TAGS =
      List.of("algorithm", "dataset", "test_envs", "hparams_seed", "trial_seed", "task");

  /** Whether runs of a sweep have the mark at all: a copy of a sweep may lack them. */
  private record Marks(boolean kept) {}

  private final LogPiece piece;
  private final FileTally tally;

  Checkpoints(LogPiece piece, FileTally tally) {
    this.piece = piece;
    this.tally = tally;
  }

  TreeRecord record() throws IOException {
    if (piece.file().path().matches(".*/(done|out\\.txt|err\\.txt)")) {
      return TreeRecord.unreadable(1, "run " + name() + " has no results.jsonl", "");
    }
    String[] lines = TrackerJson.text(piece.file()).split("\n", -1);
    TrialTree trial = new TrialTree(name());
    trial.tree().putNull("state");
    ObjectNode last = null;
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].isBlank()) {
        continue;
      }
      try {
        last = TrackerJson.object(lines[i]);
        points(trial, last);
      } catch (UnreadableRecord e) {
        if (i < lines.length - 1) {
          return TreeRecord.unreadable(i + 1L, e.getMessage(), lines[i]);
        }
        tally.note(NoteKind.TORN_CURVE, i + 1L, "");
      }
    }
    if (last == null) {
      return TreeRecord.unreadable(1, "the file has no checkpoint", "");
    }
    state().ifPresent(word -> trial.with("state", word));
    return settings(trial, last).at(1);
  }

  private String name() {
    String path = piece.file().path();
    String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    return name.isEmpty() ? path : name;
  }

  private static void points(TrialTree trial, ObjectNode checkpoint) {
    String step = checkpoint.path("step").isNumber() ? checkpoint.path("step").asText() : null;
    checkpoint
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNumber() && !NO_METRICS.contains(field.getKey())) {
                trial.point(field.getKey(), step, field.getValue().asText(), null);
                trial.metric(field.getKey(), field.getValue().asText());
              }
            });
  }

  private static TrialTree settings(TrialTree trial, ObjectNode checkpoint) {
    JsonNode args = checkpoint.path("args");
    TAGS.stream().filter(args::has).forEach(name -> trial.tag(name, text(args.path(name))));
    checkpoint
        .path("hparams")
        .properties()
        .forEach(setting -> trial.param(setting.getKey(), setting.getValue()));
    trial.with("seed", args.has("trial_seed") ? args.path("trial_seed").asText() : null);
    trial.with("sampler", "random");
    return trial.with(
        "study",
        args.path("dataset").asText("?")
            + " / "
            + args.path("algorithm").asText("?")
            + " / test_envs "
            + text(args.path("test_envs")));
  }

  private static String text(JsonNode value) {
    return value.isContainerNode() ? value.toString() : value.asText();
  }

  /** Without a mark a run is unfinished, unless no run has one. */
  private Optional<String> state() throws IOException {
    LogFile file = piece.file();
    if (file.near(DONE).isPresent()) {
      return Optional.of(DONE);
    }
    String path = file.path();
    String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    String sweep = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
    Marks marks = piece.memo().get(Marks.class, sweep, () -> marks(file));
    return marks.kept() ? Optional.of("running") : Optional.empty();
  }

  private static Marks marks(LogFile file) throws IOException {
    List<String> runs = file.inside("../").folders();
    for (String run : runs.subList(0, Math.min(LOOKED_AT, runs.size()))) {
      if (file.near("../" + run + "/" + DONE).isPresent()) {
        return new Marks(true);
      }
    }
    return new Marks(false);
  }
}
