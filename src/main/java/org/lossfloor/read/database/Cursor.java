package org.lossfloor.read.database;

import java.io.Closeable;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The rows of a query, which come in portions. */
public final class Cursor implements Closeable {
  private final Database database;
  private final String table;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private final String[] columns;
  private final Class<?>[] types;

  Cursor(Database database, String table, PreparedStatement statement) throws SQLException {
    this.database = database;
    this.table = table;
    this.statement = statement;
    rows = statement.executeQuery();
    ResultSetMetaData shape = rows.getMetaData();
    columns = new String[shape.getColumnCount()];
    types = new Class<?>[columns.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = shape.getColumnLabel(i + 1);
      types[i] = database.isFile() ? null : time(shape.getColumnTypeName(i + 1));
    }
  }

  /** Times by the clock that wrote them, and not by that of this machine. */
  private static Class<?> time(String type) {
    return switch (type) {
      case "timestamp" -> LocalDateTime.class;
      case "timestamptz" -> OffsetDateTime.class;
      default -> null;
    };
  }

  /**
   * Goes to the next row.
   *
   * @return the row; nothing at the end
   * @throws org.lossfloor.read.file.StorageFault when the database is not reached
   * @throws IOException when it is damaged here
   */
  public Optional<DatabaseRow> next() throws IOException {
    try {
      if (!rows.next()) {
        return Optional.empty();
      }
      Map<String, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < columns.length; i++) {
        values.put(
            columns[i], types[i] == null ? rows.getObject(i + 1) : rows.getObject(i + 1, types[i]));
      }
      return Optional.of(new DatabaseRow(table, values));
    } catch (SQLException e) {
      throw database.failed(table, e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      statement.close();
    } catch (SQLException e) {
      throw database.failed(table, e);
    }
  }
}
