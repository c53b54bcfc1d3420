package org.lossfloor.read.tracker;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.lossfloor.read.record.UnreadableRecord;

/** The records of a tracker's table, each row giving some. */
public final class TableRecords implements TreeSource {
  /** Makes records of a row. */
  public interface RowReader {
    /**
     * Reads a row.
     *
     * @param row the row, which is not at fault
     * @return its records; a row without any is rejected
     * @throws UnreadableRecord when the row is not what it should be
     */
    List<TreeRecord> records(TrackerTable.Row row) throws UnreadableRecord;
  }

  private final TrackerTable table;
  private final RowReader reader;
  private final Queue<TreeRecord> waiting = new ArrayDeque<>();
  private boolean some;

  /**
   * Starts to read.
   *
   * @param table the table; closed with this
   * @param reader makes records of its rows
   */
  public TableRecords(TrackerTable table, RowReader reader) {
    this.table = table;
    this.reader = reader;
  }

  @Override
  public Optional<TreeRecord> next() throws IOException {
    while (waiting.isEmpty()) {
      Optional<TrackerTable.Row> row = table.next();
      if (row.isEmpty()) {
        return end();
      }
      waiting.addAll(records(row.get()));
    }
    some = true;
    return Optional.of(waiting.remove());
  }

  private List<TreeRecord> records(TrackerTable.Row row) {
    if (row.fault().isPresent()) {
      return List.of(row.unreadable(row.fault().get()));
    }
    try {
      List<TreeRecord> records = reader.records(row);
      return records.isEmpty() ? List.of(row.unreadable("the row holds no score")) : records;
    } catch (UnreadableRecord e) {
      return List.of(row.unreadable(e.getMessage()));
    }
  }

  private Optional<TreeRecord> end() throws IOException {
    if (!some && !table.columns().isEmpty()) {
      throw new IOException("the table has a header and no rows");
    }
    return Optional.empty();
  }

  @Override
  public long lines() {
    return table.lines();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
