package org.lossfloor.read.database;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.read.file.StorageFault;

/**
 * The rows of a part for some keys that follow each other, asked for once. Where that breaks, the
 * rows of each further key are asked for by themselves.
 */
final class PartRows implements Closeable {
  private final Database database;
  private final KeyedTable.Part part;
  private final Map<Object, Integer> positions = new HashMap<>();
  private Cursor cursor;
  private Optional<DatabaseRow> ahead = Optional.empty();

  /** Keys in the order of the database. */
  PartRows(Database database, KeyedTable.Part part, List<Object> keys) throws IOException {
    this.database = database;
    this.part = part;
    for (Object key : keys) {
      positions.put(comparable(key), positions.size());
    }
    String key = part.quotedKey();
    try {
      cursor =
          database.rows(
              part.table(),
              part.query(key + " >= ? AND " + key + " <= ?"),
              keys.get(0),
              keys.get(keys.size() - 1));
      ahead = cursor.next();
    } catch (StorageFault e) {
      throw e;
    } catch (IOException e) {
      close();
    }
  }

  /** The driver's numbers are of different classes. */
  private static Object comparable(Object key) {
    return key instanceof Number number ? (Object) number.longValue() : key;
  }

  /** The rows of a key; keys are asked for in their order. */
  List<DatabaseRow> of(Object key) throws IOException {
    try {
      if (cursor != null) {
        return following(positions.get(comparable(key)));
      }
    } catch (StorageFault e) {
      throw e;
    } catch (IOException e) {
      close();
    }
    return database.all(part.table(), part.query(part.quotedKey() + " = ?"), key);
  }

  private List<DatabaseRow> following(int position) throws IOException {
    List<DatabaseRow> rows = new ArrayList<>();
    while (ahead.isPresent()) {
      Integer at = positions.get(comparable(ahead.get().values().get(part.key())));
      if (at != null && at > position) {
        break;
      }
      if (at != null && at == position) {
        rows.add(ahead.get());
      }
      ahead = cursor.next();
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    if (cursor != null) {
      Cursor open = cursor;
      cursor = null;
      try {
        open.close();
      } catch (StorageFault e) {
        throw e;
      } catch (IOException e) {
        // A cursor over damaged pages may fail once more.
      }
    }
  }
}
