package org.lossfloor.read.database;

import java.util.List;

/**
 * A table whose rows are wanted in the order of a key, with the rows of other tables that have the
 * same key.
 *
 * @param name the table
 * @param key its key, a column that no two rows share; of whole numbers or text
 * @param parts the other tables
 */
public record KeyedTable(String name, String key, List<Part> parts) {
  /**
   * A table with any number of rows for a key.
   *
   * @param table the table
   * @param key its column that refers to the key
   * @param order the columns that its rows of one key are sorted by
   */
  public record Part(String table, String key, List<String> order) {
    /** Copies the order. */
    public Part {
      order = List.copyOf(order);
    }

    /** All rows that a condition holds for, in order. */
    String query(String condition) {
      StringBuilder sorted = new StringBuilder(Database.quoted(key));
      order.forEach(column -> sorted.append(", ").append(Database.quoted(column)));
      return "SELECT * FROM %s WHERE %s ORDER BY %s"
          .formatted(Database.quoted(table), condition, sorted);
    }

    String quotedKey() {
      return Database.quoted(key);
    }
  }

  /** Copies the parts. */
  public KeyedTable {
    parts = List.copyOf(parts);
  }

  String quotedName() {
    return Database.quoted(name);
  }

  String quotedKey() {
    return Database.quoted(key);
  }
}
