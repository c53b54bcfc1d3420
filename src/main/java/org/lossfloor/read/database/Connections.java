package org.lossfloor.read.database;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.lossfloor.config.path.DatabaseUrl;
import org.lossfloor.read.file.LocalPath;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.file.TaskMemo;
import org.postgresql.Driver;
import org.sqlite.SQLiteConfig;

/**
 * Opens databases to read from them alone. The drivers are made here and not looked up, because
 * {@link java.sql.DriverManager} does not see what Spark's class loaders bring along.
 */
final class Connections {
  private static final String FETCH_ROWS = "1000";
  private static final String CONNECT_SECONDS = "30";

  private Connections() {}

  /** A connection and what must last as long as it. */
  record Opened(Connection connection, Optional<LocalCopy> copy) {}

  static Opened open(LogFile file, TaskMemo memo) throws IOException {
    try {
      return DatabaseUrl.is(file.path())
          ? new Opened(postgres(file), Optional.empty())
          : sqlite(file, memo);
    } catch (SQLException e) {
      throw SqlFault.of(file.path(), e);
    } catch (LinkageError e) {
      throw new StorageFault(
          file.path(),
          new IOException(
              "SQLite's native code does not load (-Dorg.sqlite.tmpdir=FOLDER names a folder from"
                  + " which it may run): "
                  + e.getMessage(),
              e));
    }
  }

  private static Connection postgres(LogFile file) throws IOException, SQLException {
    Optional<String> refusal = DatabaseUrl.refusal(file.path());
    if (refusal.isPresent()) {
      throw new IOException(refusal.get());
    }
    Properties properties = new Properties();
    file.secret(DatabaseUrl.USER).ifPresent(user -> properties.setProperty("user", user));
    file.secret(DatabaseUrl.PASSWORD).ifPresent(word -> properties.setProperty("password", word));
    properties.setProperty("ApplicationName", "lossfloor");
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("defaultRowFetchSize", FETCH_ROWS);
    Connection connection = new Driver().connect(file.path(), properties);
    if (connection == null) {
      throw new IOException(
          file.path() + " is not a URL of PostgreSQL: jdbc:postgresql://HOST:PORT/DATABASE");
    }
    // Rows come in portions within a transaction only, which also sees one state of the database.
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    return connection;
  }

  private static Opened sqlite(LogFile file, TaskMemo memo) throws IOException, SQLException {
    Optional<Path> local = LocalPath.of(file.path()).filter(Files::isRegularFile);
    if (local.isPresent() && isAlone(file)) {
      return new Opened(sqlite(local.get(), "?mode=ro&immutable=1", true), Optional.empty());
    }
    LocalCopy copy = memo.get(LocalCopy.class, file.path(), () -> LocalCopy.of(file));
    // The copy takes in what lies beside it, so it is written to.
    return new Opened(sqlite(copy.file(), "", false), Optional.of(copy));
  }

  private static boolean isAlone(LogFile file) throws IOException {
    for (String suffix : LocalCopy.SIDE_FILES) {
      if (LocalCopy.beside(file, suffix).isPresent()) {
        return false;
      }
    }
    return true;
  }

  private static Connection sqlite(Path path, String mode, boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    config.setPragma(SQLiteConfig.Pragma.BUSY_TIMEOUT, "3000");
    String uri = "jdbc:sqlite:file:" + encoded(path.toAbsolutePath()) + mode;
    Connection connection = new org.sqlite.JDBC().connect(uri, config.toProperties());
    try (java.sql.Statement checks = connection.createStatement()) {
      checks.execute("PRAGMA cell_size_check=ON");
      checks.execute("PRAGMA trusted_schema=OFF");
    }
    return connection;
  }

  private static String encoded(Path path) {
    return URLEncoder.encode(path.toString(), StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%2F", "/");
  }
}
