package org.lossfloor.ingest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;

/** Keeps the first or last record of a trial, by file and line, and excludes the others. */
final class MarkDuplicates implements FlatMapGroupsFunction<String, Row, Row> {
  private static final long serialVersionUID = 1L;

  private final TreeSet<String> keepFirst;
  private final RowCodec<Trial> trials;
  private final RowCodec<RejectedRecord> rejections;

  /**
   * Makes the function.
   *
   * @param keepFirst the names of the sources that keep the first record; the others keep the last
   */
  MarkDuplicates(
      Set<String> keepFirst, RowCodec<Trial> trials, RowCodec<RejectedRecord> rejections) {
    this.keepFirst = new TreeSet<>(keepFirst);
    this.trials = trials;
    this.rejections = rejections;
  }

  @Override
  public Iterator<Row> call(String group, Iterator<Row> rows) {
    List<Row> same = new ArrayList<>();
    rows.forEachRemaining(same::add);
    same.sort(JoinPoints.inOrder());
    boolean first = keepFirst.contains(same.get(0).<String>getAs(Events.SOURCE));
    Events events = new Events(trials, rejections);
    int kept = first ? 0 : same.size() - 1;
    for (int i = 0; i < same.size(); i++) {
      if (i != kept) {
        same.set(i, excluded(events, same.get(i)));
      }
    }
    return same.iterator();
  }

  private static Row excluded(Events events, Row row) {
    Trial trial = events.trial(row).excluded(ExclusionReason.DUPLICATE);
    return events.trial(trial, row.getAs(Events.GROUP));
  }
}
