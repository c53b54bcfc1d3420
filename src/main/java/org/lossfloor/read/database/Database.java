package org.lossfloor.read.database;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lossfloor.config.path.DatabaseUrl;
import org.lossfloor.read.file.KeyRange;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.file.TaskMemo;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.text.FileKind;
import org.lossfloor.read.text.Head;

/**
 * A database of a tracker, open to be read. A SQLite file is not changed and nothing is made beside
 * it; one that others have not finished to write to, and one that lies on a remote store, is copied
 * once a task. In PostgreSQL all queries see the same state.
 */
public final class Database implements Closeable {
  private static final int MOST_RANGES = 1000;

  private final String path;
  private final Connections.Opened opened;
  private final boolean isFile;

  private Database(String path, Connections.Opened opened) {
    this.path = path;
    this.opened = opened;
    isFile = !DatabaseUrl.is(path);
  }

  /**
   * Returns whether a file may be a database.
   *
   * @param file the file, or the URL of a database as a file
   * @param head its beginning
   * @return whether this class opens it
   */
  public static boolean is(LogFile file, Head head) {
    return DatabaseUrl.is(file.path()) || head.is(FileKind.SQLITE);
  }

  /**
   * Returns whether a file is a database.
   *
   * @param file the file, or the URL of a database as a file
   * @return whether this class opens it
   * @throws StorageFault when storage does not give the file
   */
  public static boolean is(LogFile file) throws IOException {
    if (DatabaseUrl.is(file.path())) {
      return true;
    }
    try (InputStream in = file.open(0)) {
      return FileKind.of(in.readNBytes(FileKind.HEAD)).filter(FileKind.SQLITE::equals).isPresent();
    }
  }

  /**
   * Leaves out what SQLite keeps beside its files, which is read with them.
   *
   * @param paths the full URIs of all files, in their order
   * @return those that are no such files of others
   */
  public static List<String> logs(List<String> paths) {
    Set<String> all = new HashSet<>(paths);
    return paths.stream().filter(path -> !isBeside(path, all)).toList();
  }

  private static boolean isBeside(String path, Set<String> all) {
    return LocalCopy.ALL_BESIDE.stream()
        .filter(path::endsWith)
        .anyMatch(end -> all.contains(path.substring(0, path.length() - end.length())));
  }

  /**
   * Opens the database of a piece.
   *
   * @param piece the piece
   * @return the database
   * @throws StorageFault when it is not reached
   * @throws IOException when it is no database
   */
  public static Database open(LogPiece piece) throws IOException {
    return open(piece.file(), piece.memo());
  }

  /**
   * Opens a database.
   *
   * @param file the file, or the URL of a database as a file
   * @return the database
   * @throws StorageFault when it is not reached
   * @throws IOException when it is no database
   */
  public static Database open(LogFile file) throws IOException {
    return open(file, new TaskMemo());
  }

  private static Database open(LogFile file, TaskMemo memo) throws IOException {
    return new Database(file.path(), Connections.open(file, memo));
  }

  /**
   * Names the tables of a database.
   *
   * @return the tables and views
   * @throws StorageFault when the database is not reached
   * @throws IOException when it is damaged
   */
  public Tables tables() throws IOException {
    String query =
        isFile
            ? "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
            : "SELECT table_name AS name FROM information_schema.tables"
                + " WHERE table_schema = ANY (current_schemas(false))";
    TreeSet<String> names = new TreeSet<>();
    for (DatabaseRow row : all("the list of tables", query)) {
      row.text("name").ifPresent(names::add);
    }
    return new Tables(isFile ? "SQLite" : "PostgreSQL", names);
  }

  /**
   * Asks a query.
   *
   * @param table the table that it reads, for messages
   * @param sql the query
   * @param parameters what stands for each {@code ?}
   * @return its rows, to be closed
   * @throws StorageFault when the database is not reached
   * @throws IOException when it cannot be answered
   */
  public Cursor rows(String table, String sql, Object... parameters) throws IOException {
    PreparedStatement statement = null;
    try {
      statement = opened.connection().prepareStatement(sql);
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return new Cursor(this, table, statement);
    } catch (SQLException e) {
      close(statement);
      throw failed(table, e);
    }
  }

  private static void close(PreparedStatement statement) {
    try {
      if (statement != null) {
        statement.close();
      }
    } catch (SQLException e) {
      // The failure of the query is what counts.
    }
  }

  /**
   * Asks a query whose answer is small.
   *
   * @param table the table that it reads, for messages
   * @param sql the query
   * @param parameters what stands for each {@code ?}
   * @return all of its rows
   * @throws StorageFault when the database is not reached
   * @throws IOException when it cannot be answered
   */
  public List<DatabaseRow> all(String table, String sql, Object... parameters) throws IOException {
    List<DatabaseRow> all = new ArrayList<>();
    try (Cursor rows = rows(table, sql, parameters)) {
      for (Optional<DatabaseRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        all.add(row.get());
      }
    }
    return all;
  }

  /** What an error costs; after it, PostgreSQL answers only in a transaction that is begun anew. */
  IOException failed(String table, SQLException error) {
    IOException fault = SqlFault.of(path, error);
    if (fault instanceof StorageFault) {
      return fault;
    }
    if (!isFile) {
      try {
        opened.connection().rollback();
      } catch (SQLException e) {
        return SqlFault.of(path, e);
      }
    }
    return new IOException("table `" + table + "`: " + fault.getMessage(), error);
  }

  /**
   * Cuts a table into ranges of keys with about the same number of rows where keys have no gaps. A
   * file that has to be copied to be read is not cut.
   *
   * @param table the table
   * @param key its column of whole numbers
   * @param rows how many rows a range is to have
   * @return ranges that together hold every key
   * @throws StorageFault when the database is not reached
   * @throws IOException when the table cannot be read
   */
  public List<KeyRange> ranges(String table, String key, long rows) throws IOException {
    if (opened.copy().isPresent()) {
      return List.of(KeyRange.ALL);
    }
    String query =
        "SELECT min(%1$s) AS first, max(%1$s) AS last, count(*) AS number FROM %2$s"
            .formatted(quoted(key), quoted(table));
    DatabaseRow row = all(table, query).get(0);
    try {
      long count = row.whole("number").orElse(0L);
      long first = Math.max(0, row.whole("first").orElse(0L));
      long last = row.whole("last").orElse(0L);
      return cut(first, last, Math.min(MOST_RANGES, (count + rows - 1) / rows));
    } catch (UnreadableRecord e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Cuts a table whose key is text of hexadecimal digits, spread evenly, into ranges of its first
   * four digits. A file that has to be copied to be read is not cut.
   *
   * @param table the table
   * @param rows how many rows a range is to have
   * @return ranges that together hold every key
   * @throws StorageFault when the database is not reached
   * @throws IOException when the table cannot be read
   */
  public List<KeyRange> hexadecimalRanges(String table, long rows) throws IOException {
    if (opened.copy().isPresent()) {
      return List.of(KeyRange.ALL);
    }
    DatabaseRow row = all(table, "SELECT count(*) AS number FROM " + quoted(table)).get(0);
    try {
      long count = row.whole("number").orElse(0L);
      return cut(0, KeyedTable.HEXADECIMAL - 1, Math.min(MOST_RANGES, (count + rows - 1) / rows));
    } catch (UnreadableRecord e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static List<KeyRange> cut(long first, long last, long pieces) {
    List<KeyRange> ranges = new ArrayList<>();
    long width = pieces < 2 ? Long.MAX_VALUE : Math.max(1, (last - first) / pieces + 1);
    long from = 0;
    for (long to = first + width; pieces > 1 && to <= last; to += width) {
      ranges.add(new KeyRange(from, to));
      from = to;
    }
    ranges.add(new KeyRange(from, Long.MAX_VALUE));
    return ranges;
  }

  /**
   * Writes a name of a table or column as SQL wants it.
   *
   * @param name the name
   * @return the name in quotes
   */
  public static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Whether indices answer for a table whose own pages are damaged; see {@link KeyedEntries}. */
  boolean isFile() {
    return isFile;
  }

  @Override
  public void close() throws IOException {
    try {
      opened.connection().close();
    } catch (SQLException e) {
      throw SqlFault.of(path, e);
    }
  }
}
