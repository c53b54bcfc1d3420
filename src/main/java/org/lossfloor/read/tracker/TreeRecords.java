package org.lossfloor.read.tracker;

import java.io.IOException;
import java.util.Map;
import org.lossfloor.read.json.JsonFields;
import org.lossfloor.read.json.JsonNames;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.RecordReader;
import org.lossfloor.read.record.UnreadableRecord;

/** The records of a tracker's log as all others are: mapped fields by their paths. */
public final class TreeRecords implements RecordReader {
  private final TreeSource source;
  private final JsonFields json;
  private final String store;
  private TreeRecord record = TreeRecord.of(0, TrackerJson.object());

  /**
   * Starts to read.
   *
   * @param source gives the records
   * @param plan which fields are wanted
   * @param store where studies and trials have names of their own: the field {@code store}
   */
  public TreeRecords(TreeSource source, Plan plan, String store) {
    this.source = source;
    this.store = store;
    json = new JsonFields(plan.tree());
  }

  @Override
  public boolean next() throws IOException {
    return source.next().map(this::take).orElse(false);
  }

  private boolean take(TreeRecord next) {
    record = next;
    if (next.unreadable().isEmpty()) {
      next.fields().put("store", store);
    }
    return true;
  }

  @Override
  public void read(Fields fields) throws UnreadableRecord {
    if (record.unreadable().isPresent()) {
      throw new UnreadableRecord(record.unreadable().get());
    }
    json.read(record.fields(), fields);
  }

  @Override
  public Map<String, String> all() {
    return JsonNames.texts(record.fields());
  }

  @Override
  public long line() {
    return record.line();
  }

  @Override
  public String text() {
    return record.text().isEmpty() && record.unreadable().isEmpty()
        ? record.fields().toString()
        : record.text();
  }

  @Override
  public long lines() {
    return source.lines();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
