package org.lossfloor.read.optuna;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.Recognition;
import org.lossfloor.read.database.Database;
import org.lossfloor.read.database.Tables;
import org.lossfloor.read.file.KeyRange;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.tracker.TableRecords;
import org.lossfloor.read.tracker.TrackerLog;
import org.lossfloor.read.tracker.TrackerTable;
import org.lossfloor.read.tracker.TreeSource;

/**
 * Optuna: databases of any version (SQLite files, PostgreSQL), journals, and CSV files of {@code
 * trials_dataframe}. A record per trial and objective; many studies may share a storage. The
 * sampler is known only where it leaves traces, and a CSV file says neither study nor direction.
 * Trials whose parameters were enqueued are marked, because they are no draws.
 */
public final class OptunaLog implements TrackerLog {
  private static final double CERTAIN = 0.97;
  private static final double LIKELY = 0.7;
  private static final long RANGE_ROWS = 20_000;

  @Override
  public String code() {
    return "optuna";
  }

  @Override
  public String title() {
    return "Optuna";
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
    return """
        trial_id: trial_id
        trial_number: number
        group_by: {store: store, study: study, objective: objective}
        hyperparameters: ['params.*']
        state: {field: state}
        start_time: start_time
        end_time: end_time
        sampler_field: sampler
        filters: ['enqueued != true']
        metrics: [{metric: value, direction_field: direction}]
        """;
  }

  /** What SQLite keeps beside a file is part of it. */
  @Override
  public List<String> logs(List<String> paths) {
    return Database.logs(paths);
  }

  @Override
  public List<KeyRange> ranges(LogFile file) throws IOException {
    if (!Database.is(file)) {
      return List.of(KeyRange.ALL);
    }
    try (Database database = Database.open(file)) {
      return database.ranges("trials", Rdb.KEY, RANGE_ROWS);
    } catch (StorageFault e) {
      throw e;
    } catch (IOException e) {
      // What is wrong with it is said where it is read.
      return List.of(KeyRange.ALL);
    }
  }

  @Override
  public Recognition recognise(LogFile file, Head head) {
    if (Tables.of(file, head).filter(tables -> tables.have(Rdb.TABLES)).isPresent()) {
      return Recognition.of(1, "a database with Optuna's tables");
    }
    String line = head.line();
    if (line.startsWith("{") && line.contains("\"op_code\"") && line.contains("\"worker_id\"")) {
      return Recognition.of(1, "its first line is an operation of a journal");
    }
    return head.isText() && !line.startsWith("{") ? table(line) : Recognition.NONE;
  }

  private static Recognition table(String header) {
    List<String> columns = TrackerTable.names(header);
    if (!Dataframe.hasParams(columns) || Dataframe.objectives(columns).isEmpty()) {
      return Recognition.NONE;
    }
    return columns.contains("number") && columns.contains("state")
        ? Recognition.of(CERTAIN, "its header has number, value, params_ and state")
        : Recognition.of(LIKELY, "its header has value and params_");
  }

  @Override
  public TreeSource trials(LogPiece piece, TextLayout layout, FileTally tally) throws IOException {
    if (Database.is(piece.file())) {
      return Rdb.open(piece);
    }
    if (Journal.is(piece, layout)) {
      return Journal.replay(piece, layout, tally);
    }
    TrackerTable table = TrackerTable.open(piece, layout, tally);
    if (!table.columns().isEmpty() && Dataframe.objectives(table.columns()).isEmpty()) {
      String shown = TrackerTable.shown(table.columns());
      table.close();
      throw new IOException(
          "neither a database nor a journal nor a table of Optuna: no column `value` or `values_...`"
              + " among "
              + shown);
    }
    return new TableRecords(table, new Dataframe(TrackerTable.study(piece), table.columns()));
  }
}
