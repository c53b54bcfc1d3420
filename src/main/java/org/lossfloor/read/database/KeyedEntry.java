package org.lossfloor.read.database;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a database holds under a key.
 *
 * @param key the key
 * @param row the row of the main table; empty if it cannot be read
 * @param parts the rows of the other tables, by their names
 * @param fault what of it cannot be read, with table and key; empty if all can
 */
public record KeyedEntry(
    Object key,
    Optional<DatabaseRow> row,
    Map<String, List<DatabaseRow>> parts,
    Optional<String> fault) {
  /** Copies the parts. */
  public KeyedEntry {
    parts = Map.copyOf(parts);
  }

  /**
   * Returns the rows of a part.
   *
   * @param table its table
   * @return its rows in their order; none where the database has no such table
   */
  public List<DatabaseRow> part(String table) {
    return parts.getOrDefault(table, List.of());
  }

  /**
   * Returns the key as a number.
   *
   * @return the key, 0 if it is text
   */
  public long number() {
    return key instanceof Number number ? number.longValue() : 0;
  }
}
