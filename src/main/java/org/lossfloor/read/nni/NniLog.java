package org.lossfloor.read.nni;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.Recognition;
import org.lossfloor.read.database.Database;
import org.lossfloor.read.database.Tables;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.tracker.TrackerLog;
import org.lossfloor.read.tracker.TrackerTable;
import org.lossfloor.read.tracker.TreeSource;

/**
 * Experiments of NNI: a database, or the CSV or JSON that {@code nnictl experiment export} writes.
 */
public final class NniLog implements TrackerLog {
  static final String EVENTS = "TrialJobEvent";
  static final String METRICS = "MetricData";
  static final String PROFILE = "ExperimentProfile";
  static final String ID = "trialJobId";

  private static final int MAGIC = 16;
  private static final double BY_FIELDS = 0.95;
  private static final String MAPPING =
      """
      trial_id: trial_id
      trial_number: number
      group_by: {study: study, objective: objective}
      hyperparameters: ['params.*']
      state: {field: state}
      sampler_field: sampler
      start_time: start_time
      end_time: end_time
      metrics: [{metric: value, direction_field: direction}]
      """;

  @Override
  public String code() {
    return "nni";
  }

  @Override
  public String title() {
    return "NNI experiment";
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.NESTED, Trait.DELIMITED);
  }

  @Override
  public Unit unit() {
    return Unit.FILE;
  }

  @Override
  public String mapping() {
    return MAPPING;
  }

  @Override
  public Recognition recognise(LogFile file, Head head) {
    boolean known =
        Tables.of(file, head).filter(tables -> tables.have(EVENTS, METRICS)).isPresent();
    if (known) {
      return Recognition.of(1, "its tables are those of NNI");
    }
    String line = head.line();
    List<String> names = TrackerTable.names(line);
    boolean table = names.contains(ID) && (names.contains("reward") || names.contains("default"));
    boolean json =
        line.startsWith("[") && line.contains("\"parameter\"") && line.contains('"' + ID + '"');
    return table || json
        ? Recognition.of(BY_FIELDS, "its fields are those of an export of NNI")
        : Recognition.NONE;
  }

  @Override
  public TreeSource trials(LogPiece piece, TextLayout layout, FileTally tally) throws IOException {
    byte[] head;
    try (InputStream in = piece.file().open(0)) {
      head = in.readNBytes(MAGIC);
    }
    if (Database.is(piece.file(), new Head(head))) {
      return NniDatabase.open(piece);
    }
    return NniExport.open(piece, layout, tally);
  }
}
