package org.lossfloor.read.mlflow;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.Recognition;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.json.JsonNames;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.FieldName;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.tracker.TrackerLog;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TreeSource;

/**
 * Reads MLflow's logs. A run is a trial, its experiment the study; runs that others are nested in,
 * and deleted ones, are counted and left out.
 */
public final class MlflowLog implements TrackerLog {
  @Override
  public String code() {
    return "mlflow";
  }

  @Override
  public String title() {
    return "MLflow";
  }

  @Override
  public Unit unit() {
    return Unit.FOLDER;
  }

  @Override
  public String mapping() {
    return Run.MAPPING;
  }

  @Override
  public List<String> logs(List<String> paths) {
    return RunPaths.logs(paths);
  }

  @Override
  public Recognition recognise(LogFile file, Head head) {
    String path = file.path();
    boolean run = RunPaths.isMeta(path) && head.line().startsWith("artifact_uri:");
    return run
        ? Recognition.of(1, "meta.yaml describes a run of an MLflow file store")
        : Recognition.NONE;
  }

  @Override
  public List<FieldName> fields(LogFile file, TextLayout layout) throws IOException {
    if (!RunPaths.isMeta(file.path())) {
      return TrackerLog.super.fields(file, layout);
    }
    // A field is the same whether the run is a parent or not, which takes all others to know.
    TreeRecord record = new RunFolder(file, StoredExperiment.of(file, false)).read();
    return JsonNames.texts(record.fields()).keySet().stream().map(FieldName::of).toList();
  }

  @Override
  public TreeSource trials(LogPiece piece, TextLayout layout, FileTally tally) throws IOException {
    LogFile file = piece.file();
    String path = file.path();
    if (RunPaths.isMeta(path)) {
      String experiment = RunPaths.parent(RunPaths.parent(path));
      StoredExperiment known =
          piece
              .memo()
              .get(StoredExperiment.class, experiment, () -> StoredExperiment.of(file, true));
      return TreeSource.of(List.of(new RunFolder(file, known).read()));
    }
    Optional<String> bereft = RunPaths.bereft(path);
    if (bereft.isPresent()) {
      return TreeSource.of(List.of(bereft(bereft.get())));
    }
    throw new IOException("it is neither a run folder nor an export of MLflow");
  }

  private static TreeRecord bereft(String folder) {
    String reason = "the run folder " + folder + " has no meta.yaml, which says how the run ended";
    return TreeRecord.unreadable(1, reason, "");
  }
}
