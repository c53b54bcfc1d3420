package org.lossfloor.read.hydra;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TrackerYaml;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TrialTree;

/** One job of a multirun. */
final class Job {
  private static final String RESULT = "(?i).*\\.(json|jsonl|ndjson|csv)";

  private final LogFile file;
  private final FileTally tally;
  private final String name;
  private final String run;

  Job(LogPiece piece, FileTally tally) {
    file = piece.file();
    this.tally = tally;
    String job = piece.folderName("..");
    name = job.substring(job.lastIndexOf('/') + 1);
    run = piece.folderName("../..");
  }

  TreeRecord record() throws IOException {
    try {
      TrialTree trial = new TrialTree(name);
      trial.tree().put("number", name.matches("\\d{1,9}") ? name : null);
      trial.with("study", run);
      overrides(trial);
      sweeper(trial);
      Results.read(result(), trial, tally);
      return trial.at(1);
    } catch (UnreadableRecord e) {
      return TreeRecord.unreadable(1, e.getMessage(), "");
    }
  }

  /** Each is {@code key=value}, perhaps with a mark that adds or forces the key in front. */
  private void overrides(TrialTree trial) throws IOException, UnreadableRecord {
    Optional<LogFile> overrides = file.near("overrides.yaml");
    if (overrides.isEmpty()) {
      throw new UnreadableRecord("job " + name + " has no .hydra/overrides.yaml");
    }
    JsonNode list = TrackerYaml.parse(TrackerJson.text(overrides.get()));
    if (!list.isArray()) {
      throw new UnreadableRecord("overrides.yaml is not a list of key=value");
    }
    for (JsonNode override : list) {
      String text = override.asText();
      int equals = text.indexOf('=');
      if (equals > 0) {
        trial.param(
            text.substring(0, equals).replaceFirst("^[+~]+", ""), text.substring(equals + 1));
      } else if (!text.startsWith("~")) {
        throw new UnreadableRecord("overrides.yaml: `" + text + "` is not key=value");
      }
    }
  }

  /** The basic sweeper runs all combinations. */
  private void sweeper(TrialTree trial) throws IOException, UnreadableRecord {
    trial.tree().putNull("sampler");
    Optional<LogFile> found = file.near("hydra.yaml");
    if (found.isEmpty()) {
      return;
    }
    JsonNode sweeper =
        TrackerYaml.parse(TrackerJson.text(found.get())).path("hydra").path("sweeper");
    String target = last(sweeper.path("_target_").asText(""));
    String sampler = last(sweeper.path("sampler").path("_target_").asText(""));
    if (!sampler.isEmpty()) {
      trial.with("sampler", sampler);
    } else if (target.equals("BasicSweeper")) {
      trial.with("sampler", "BasicSweeper: grid");
    } else if (target.startsWith("Ax")) {
      trial.with("sampler", target + ": bayes");
    } else if (!target.isEmpty()) {
      trial.with("sampler", target);
    }
    JsonNode direction = sweeper.path("direction");
    trial.with("direction", direction.isTextual() ? direction.asText() : null);
  }

  private static String last(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private LogFile result() throws IOException, UnreadableRecord {
    List<LogFile> results =
        file.beside("../").stream().filter(other -> other.path().matches(RESULT)).toList();
    if (results.size() == 1) {
      return results.get(0);
    }
    if (results.isEmpty()) {
      throw new UnreadableRecord(
          "job " + name + " has no result: its folder holds no JSON, JSON-lines or CSV file");
    }
    String names =
        results.stream()
            .map(LogFile::path)
            .map(path -> path.substring(path.lastIndexOf('/') + 1))
            .collect(Collectors.joining(", "));
    throw new UnreadableRecord(
        "job "
            + name
            + " has several files that may hold its result: "
            + names
            + "; keep one of them, or map that file by itself with path_regex");
  }
}
