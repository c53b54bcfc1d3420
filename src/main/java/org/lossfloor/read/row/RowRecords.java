package org.lossfloor.read.row;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.RecordReader;
import org.lossfloor.read.record.UnreadableRecord;

/** Every row is a record. */
public final class RowRecords implements RecordReader {
  private final Rows rows;
  private final RowShape shape;
  private final RowFields fields;
  private boolean there;

  /**
   * Starts to read.
   *
   * @param rows the rows
   * @param plan which of their fields are wanted
   */
  public RowRecords(Rows rows, Plan plan) {
    this.rows = rows;
    shape = rows.shape();
    fields = new RowFields(plan.tree(), shape);
  }

  @Override
  public boolean next() throws IOException {
    there = false;
    there = rows.next();
    return there;
  }

  @Override
  public boolean resume() {
    return rows.resume();
  }

  @Override
  public void read(Fields values) throws UnreadableRecord {
    fields.read(rows.row(), values);
  }

  @Override
  public long line() {
    return rows.number();
  }

  @Override
  public String text() {
    if (!there) {
      return "";
    }
    Object row = rows.row();
    return IntStream.range(0, shape.names(row).length)
        .mapToObj(i -> String.valueOf(shape.value(shape.item(row, i))))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Override
  public void close() {
    // The engine closes what it opened.
  }
}
