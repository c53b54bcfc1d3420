package org.lossfloor.read.database;

import java.util.List;

/**
 * A table whose rows are wanted in the order of a key, with the rows of other tables that have the
 * same key.
 *
 * @param name the table
 * @param key its key, a column that no two rows share; of whole numbers or text
 * @param parts the other tables
 * @param hexadecimal whether the key is text of hexadecimal digits, of which a range bounds the
 *     first four
 */
public record KeyedTable(String name, String key, List<Part> parts, boolean hexadecimal) {
  /** How many ranges a hexadecimal key can be cut into. */
  static final long HEXADECIMAL = 0x10000;

  /**
   * A table whose key is a whole number, or text that is not cut into ranges.
   *
   * @param name the table
   * @param key its key
   * @param parts the other tables
   */
  public KeyedTable(String name, String key, List<Part> parts) {
    this(name, key, parts, false);
  }

  /**
   * A table whose key is text of hexadecimal digits.
   *
   * @param name the table
   * @param key its key
   * @param parts the other tables
   * @return the table
   */
  public static KeyedTable hexadecimal(String name, String key, List<Part> parts) {
    return new KeyedTable(name, key, parts, true);
  }

  /** What a bound of a range is compared with. */
  Object bound(long number) {
    return hexadecimal ? String.format("%04x", number) : (Object) number;
  }

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
