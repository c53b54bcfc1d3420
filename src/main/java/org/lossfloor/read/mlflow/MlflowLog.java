package org.lossfloor.read.mlflow;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.Recognition;
import org.lossfloor.read.database.Database;
import org.lossfloor.read.database.Tables;
import org.lossfloor.read.file.KeyRange;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.json.JsonNames;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.FieldName;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TrackerLog;
import org.lossfloor.read.tracker.TrackerTable;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TreeSource;

/**
 * Reads MLflow's logs. A run is a trial, its experiment the study; runs that others are nested in,
 * and deleted ones, are counted and left out.
 */
public final class MlflowLog implements TrackerLog {
  private static final double CERTAIN = 0.97;

  @Override
  public String code() {
    return "mlflow";
  }

  @Override
  public String title() {
    return "MLflow";
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.TEXT, Trait.NESTED, Trait.DELIMITED);
  }

  @Override
  public Unit unit() {
    return Unit.KEYS;
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
  public List<KeyRange> ranges(LogFile file) throws IOException {
    boolean folder = RunPaths.isMeta(file.path()) || RunPaths.bereft(file.path()).isPresent();
    return folder || !Database.is(file) ? List.of(KeyRange.ALL) : RunDatabase.ranges(file);
  }

  @Override
  public String home(String log) {
    return RunPaths.isMeta(log) ? RunPaths.parent(log) : RunPaths.bereft(log).orElse(log);
  }

  /** The store, which holds the folders of its experiments, and those the folders of the runs. */
  @Override
  public String project(String log) {
    String home = home(log);
    if (!home.equals(log)) {
      return RunPaths.parent(RunPaths.parent(home));
    }
    // Of what is exported a file is a run; a table or a database is all by itself.
    return RunPaths.name(log).equals(RunPaths.EXPORT) ? RunPaths.parent(RunPaths.parent(log)) : log;
  }

  @Override
  public Recognition recognise(LogFile file, Head head) {
    if (RunPaths.isMeta(file.path())) {
      return head.line().startsWith("artifact_uri:")
          ? Recognition.of(1, "meta.yaml describes a run of an MLflow file store")
          : Recognition.NONE;
    }
    if (Tables.of(file, head).filter(tables -> tables.have(RunDatabase.TABLES)).isPresent()) {
      return Recognition.of(1, "a database with MLflow's tables");
    }
    List<String> columns = TrackerTable.names(head.line());
    if (RunTable.is(columns)) {
      return Recognition.of(CERTAIN, "its header has run_id, status, and metrics.* or params.*");
    }
    if (RunList.is(columns)) {
      return Recognition.of(CERTAIN, "its header is that of runs downloaded from MLflow's pages");
    }
    boolean export = file.path().endsWith("/" + RunPaths.EXPORT) && head.line().startsWith("{");
    return export && exported(file)
        ? Recognition.of(1, "run.json as mlflow-export-import writes it")
        : Recognition.NONE;
  }

  private static boolean exported(LogFile file) {
    try {
      return RunExport.is(TrackerJson.text(file));
    } catch (IOException e) {
      return false;
    }
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
    if (Database.is(file)) {
      return RunDatabase.open(piece);
    }
    return first(piece, layout).startsWith("{")
        ? TreeSource.of(List.of(RunExport.read(piece)))
        : table(piece, layout, tally);
  }

  private static String first(LogPiece piece, TextLayout layout) throws IOException {
    try (InputStream in = piece.file().text(layout.encoding()).bytes()) {
      return new Head(in.readNBytes(Head.BYTES)).line();
    }
  }

  private static TreeSource table(LogPiece piece, TextLayout layout, FileTally tally)
      throws IOException {
    List<String> columns = RunTable.columns(piece, layout);
    if (RunList.is(columns)) {
      return RunList.open(piece, layout, tally);
    }
    if (columns.isEmpty() || RunTable.is(columns)) {
      return RunTable.open(piece, layout, tally);
    }
    throw new IOException(
        "neither a run folder nor run.json nor a database nor a table of MLflow: its columns are "
            + TrackerTable.shown(columns));
  }

  private static TreeRecord bereft(String folder) {
    String reason = "the run folder " + folder + " has no meta.yaml, which says how the run ended";
    return TreeRecord.unreadable(1, reason, "");
  }
}
