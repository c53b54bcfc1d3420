package org.lossfloor.read.database;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lossfloor.read.file.KeyRange;
import org.lossfloor.read.file.StorageFault;

/**
 * What follows a damaged place of the main table. Which keys there are is taken from its indices
 * and from the other tables; each is looked up by itself.
 */
final class LostKeys {
  private static final Comparator<Object> ORDER =
      (a, b) ->
          a instanceof Number left && b instanceof Number right
              ? Long.compare(left.longValue(), right.longValue())
              : a.toString().compareTo(b.toString());

  private final Database database;
  private final KeyedTable table;
  private final Iterator<Object> keys;
  private IOException rest;

  /** Finds the keys behind the last one that was read. */
  LostKeys(
      Database database,
      KeyedTable table,
      KeyRange range,
      Optional<Object> last,
      IOException damage)
      throws IOException {
    this.database = database;
    this.table = table;
    Set<Object> known = new TreeSet<>(ORDER);
    // "+" keeps the damaged order out of the answer: any index that has the key will do.
    boolean complete =
        collect(table.name(), "+" + table.quotedKey(), table.quotedKey(), range, known);
    for (KeyedTable.Part part : table.parts()) {
      collect(part.table(), part.quotedKey(), part.quotedKey(), range, known);
    }
    keys = behind(known, last).iterator();
    rest = complete ? null : damage;
  }

  private static List<Object> behind(Set<Object> known, Optional<Object> last) {
    List<Object> behind = new ArrayList<>(known);
    last.ifPresent(key -> behind.removeIf(other -> ORDER.compare(other, key) <= 0));
    return behind;
  }

  /** Adds the keys that a table knows; says whether those are all. */
  private boolean collect(
      String name, String bounded, String key, KeyRange range, Set<Object> known)
      throws IOException {
    String query =
        "SELECT DISTINCT %s AS key FROM %s%s"
            .formatted(key, Database.quoted(name), Bounds.where(bounded, range));
    try (Cursor rows = database.rows(name, query, Bounds.parameters(table, range))) {
      for (Optional<DatabaseRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        Object value = row.get().values().get("key");
        if (value != null) {
          known.add(value);
        }
      }
      return true;
    } catch (StorageFault e) {
      throw e;
    } catch (IOException e) {
      return false;
    }
  }

  /** The next entry without its parts; a key that only other tables have is none. */
  Optional<KeyedEntry> next() throws IOException {
    while (keys.hasNext()) {
      Optional<KeyedEntry> entry = entry(keys.next());
      if (entry.isPresent()) {
        return entry;
      }
    }
    if (rest != null) {
      IOException fault = rest;
      rest = null;
      throw new IOException(
          fault.getMessage() + "; more rows may be lost than those that are named", fault);
    }
    return Optional.empty();
  }

  private Optional<KeyedEntry> entry(Object key) throws IOException {
    String query = "SELECT * FROM %s WHERE %s = ?".formatted(table.quotedName(), table.quotedKey());
    try {
      List<DatabaseRow> rows = database.all(table.name(), query, key);
      return rows.isEmpty()
          ? Optional.empty()
          : Optional.of(new KeyedEntry(key, Optional.of(rows.get(0)), Map.of(), Optional.empty()));
    } catch (StorageFault e) {
      throw e;
    } catch (IOException e) {
      String fault = place(e.getMessage(), table.key(), key);
      return Optional.of(new KeyedEntry(key, Optional.empty(), Map.of(), Optional.of(fault)));
    }
  }

  /** Puts a key into a message that begins with the table. */
  static String place(String message, String column, Object key) {
    int colon = message.indexOf(": ");
    return colon < 0
        ? message + " (" + column + " " + key + ")"
        : message.substring(0, colon) + ", " + column + " " + key + message.substring(colon);
  }
}
