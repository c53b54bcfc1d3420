package org.lossfloor.read.database;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.lossfloor.read.file.KeyRange;
import org.lossfloor.read.file.StorageFault;

/**
 * The entries of a range of keys, in the order of their keys. No more than some rows of the main
 * table and the parts of one of them are in memory. Where a table is damaged, the keys behind the
 * place are looked up one by one, so that the damage costs the entries that it hits.
 */
public final class KeyedEntries implements Closeable {
  private static final int BATCH = 200;

  private final Database database;
  private final KeyedTable table;
  private final KeyRange range;
  private final Cursor cursor;
  private final Queue<KeyedEntry> batch = new ArrayDeque<>();
  private Map<String, PartRows> parts = new HashMap<>();
  private LostKeys lost;
  private Object last;

  /**
   * Starts to read.
   *
   * @param database the database
   * @param table what is wanted of it
   * @param range the range of keys; {@link KeyRange#ALL} where they are text that is not cut
   * @throws StorageFault when the database is not reached
   * @throws IOException when the main table cannot be read at all
   */
  public KeyedEntries(Database database, KeyedTable table, KeyRange range) throws IOException {
    this.database = database;
    this.table = table;
    this.range = range;
    String query =
        "SELECT * FROM %s%s ORDER BY %s"
            .formatted(
                table.quotedName(), Bounds.where(table.quotedKey(), range), table.quotedKey());
    cursor = database.rows(table.name(), query, Bounds.parameters(table, range));
  }

  /**
   * Goes to the next entry.
   *
   * @return the entry; nothing at the end
   * @throws StorageFault when the database is not reached
   * @throws IOException when it cannot be said which keys follow
   */
  public Optional<KeyedEntry> next() throws IOException {
    if (batch.isEmpty()) {
      fill();
    }
    KeyedEntry entry = batch.poll();
    return entry == null ? Optional.empty() : Optional.of(withParts(entry));
  }

  private void fill() throws IOException {
    closeParts();
    try {
      while (lost == null && batch.size() < BATCH) {
        Optional<DatabaseRow> row = cursor.next();
        if (row.isEmpty()) {
          break;
        }
        add(row.get());
      }
    } catch (StorageFault e) {
      throw e;
    } catch (IOException e) {
      lost = new LostKeys(database, table, range, Optional.ofNullable(last), e);
    }
    if (lost != null && batch.isEmpty()) {
      lost.next().ifPresent(batch::add);
    }
    openParts();
  }

  private void add(DatabaseRow row) {
    Object key = row.values().get(table.key());
    last = key;
    batch.add(new KeyedEntry(key, Optional.of(row), Map.of(), Optional.empty()));
  }

  private void openParts() throws IOException {
    List<Object> keys = new ArrayList<>();
    batch.forEach(entry -> keys.add(entry.key()));
    for (KeyedTable.Part part : keys.isEmpty() ? List.<KeyedTable.Part>of() : table.parts()) {
      parts.put(part.table(), new PartRows(database, part, keys));
    }
  }

  private KeyedEntry withParts(KeyedEntry entry) throws IOException {
    Map<String, List<DatabaseRow>> rows = new HashMap<>();
    String fault = entry.fault().orElse(null);
    for (KeyedTable.Part part : table.parts()) {
      try {
        rows.put(part.table(), parts.get(part.table()).of(entry.key()));
      } catch (StorageFault e) {
        throw e;
      } catch (IOException e) {
        fault = fault == null ? LostKeys.place(e.getMessage(), part.key(), entry.key()) : fault;
      }
    }
    return new KeyedEntry(entry.key(), entry.row(), rows, Optional.ofNullable(fault));
  }

  private void closeParts() throws IOException {
    for (PartRows rows : parts.values()) {
      rows.close();
    }
    parts = new HashMap<>();
  }

  @Override
  public void close() throws IOException {
    closeParts();
    cursor.close();
  }
}
