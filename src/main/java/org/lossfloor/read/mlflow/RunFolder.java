package org.lossfloor.read.mlflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogFolder;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TreeRecord;

/** A run of a file store. */
final class RunFolder {
  /** Folders that nobody nests deeper are links in a circle. */
  private static final int DEPTH = 16;

  /** Tags that are long and say nothing about a trial. */
  private static final String HISTORY = "mlflow.log-model.history";

  private interface Taker {
    void take(String name, String text);
  }

  private final LogFile meta;
  private final StoredExperiment experiment;

  RunFolder(LogFile meta, StoredExperiment experiment) {
    this.meta = meta;
    this.experiment = experiment;
  }

  /**
   * Reads the run.
   *
   * @return its record
   * @throws IOException when storage does not give a file
   */
  TreeRecord read() throws IOException {
    try {
      return run().trial().at(1);
    } catch (UnreadableRecord e) {
      return TreeRecord.unreadable(1, "the run folder cannot be read: " + e.getMessage(), "");
    }
  }

  private Run run() throws IOException, UnreadableRecord {
    Map<String, String> values = SmallFile.meta(meta);
    Map<String, String> params = new TreeMap<>();
    List<MetricLines> metrics = new ArrayList<>();
    Map<String, String> tags = new TreeMap<>();
    each("params", "", 0, (name, text) -> params.put(name, text.stripTrailing()));
    each("tags", "", 0, (name, text) -> tags.put(name, text.stripTrailing()));
    each("metrics", "", 0, (name, text) -> metrics.add(MetricLines.read(name, text)));
    String id = values.get("run_id");
    return new Run(
        id == null ? values.get("run_uuid") : id,
        values.get("status"),
        experiment.deleted() ? StoredExperiment.DELETED : values.get("lifecycle_stage"),
        experiment.name().orElse(values.getOrDefault("experiment_id", "")),
        values.get("start_time"),
        values.get("end_time"),
        null,
        id != null && experiment.parents().contains(id),
        params,
        metrics,
        tags);
  }

  /** Gives every file of a folder by its path in it, which is the name of what was logged. */
  private void each(String folder, String within, int depth, Taker taker)
      throws IOException, UnreadableRecord {
    LogFolder found = meta.inside(folder + within);
    for (LogFile file : found.files()) {
      String name = within + "/" + RunPaths.name(file.path());
      if (!name.contains("/.") && !name.endsWith("/" + HISTORY)) {
        taker.take(name.substring(1), SmallFile.text(file, folder + name));
      }
    }
    for (String inner : found.folders()) {
      if (depth == DEPTH) {
        throw new UnreadableRecord(folder + within + " is nested too deeply");
      }
      each(folder, within + "/" + inner, depth + 1, taker);
    }
  }
}
