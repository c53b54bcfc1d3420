package org.lossfloor.read.database;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.lossfloor.config.path.DatabaseUrl;
import org.lossfloor.read.file.StorageFault;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an error of a database says about the database, and what about reaching it. */
final class SqlFault {
  /** PostgreSQL's class of errors about users and passwords. */
  private static final String NOT_LET_IN = "28";

  /** PostgreSQL's classes of errors that do not come from what the database holds. */
  private static final Set<String> ELSEWHERE =
      Set.of("08", NOT_LET_IN, "3D", "40", "42501", "53", "55", "57", "58");

  /** SQLite's errors that do not come from what the file holds. */
  private static final Set<SQLiteErrorCode> STORAGE =
      Set.of(
          SQLiteErrorCode.SQLITE_IOERR,
          SQLiteErrorCode.SQLITE_CANTOPEN,
          SQLiteErrorCode.SQLITE_FULL,
          SQLiteErrorCode.SQLITE_NOMEM,
          SQLiteErrorCode.SQLITE_PERM,
          SQLiteErrorCode.SQLITE_BUSY,
          SQLiteErrorCode.SQLITE_LOCKED);

  private SqlFault() {}

  /**
   * The error as readers know it.
   *
   * @param path the database
   * @param error what the driver threw
   * @return a {@link StorageFault} if the database was not reached, otherwise what is wrong with it
   */
  static IOException of(String path, SQLException error) {
    return isElsewhere(error)
        ? new StorageFault(path, named(error))
        : new IOException(message(error), error);
  }

  /** Whoever is not let in learns whose name and password were given. */
  private static SQLException named(SQLException error) {
    String state = error.getSQLState();
    return state != null && state.startsWith(NOT_LET_IN)
        ? new SQLException(
            "%s (the user and password are those of %s and %s)"
                .formatted(error.getMessage(), DatabaseUrl.USER, DatabaseUrl.PASSWORD),
            state,
            error)
        : error;
  }

  private static boolean isElsewhere(SQLException error) {
    if (error instanceof SQLiteException sqlite) {
      SQLiteErrorCode code = sqlite.getResultCode();
      return STORAGE.contains(SQLiteErrorCode.getErrorCode(code.code & 0xff));
    }
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    return ELSEWHERE.contains(state)
        || (state.length() > 2 && ELSEWHERE.contains(state.substring(0, 2)));
  }

  /** The first line, without what SQLite's driver puts around it. */
  private static String message(SQLException error) {
    String text = error.getMessage() == null ? "" : error.getMessage();
    String line = text.lines().findFirst().orElse("").strip();
    return line.replaceFirst("^\\[SQLITE_\\w+\\] +", "").replaceFirst("^.*\\((.+)\\)$", "$1");
  }
}
