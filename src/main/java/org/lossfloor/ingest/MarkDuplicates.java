package org.lossfloor.ingest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;

/** Keeps the first or last record of a trial, by file and line, and excludes the others. */
final class MarkDuplicates implements FlatMapGroupsFunction<String, Row, Row> {
  private static final long serialVersionUID = 1L;

  private final boolean keepFirst;
  private final RowCodec<Trial> trials;
  private final RowCodec<RejectedRecord> rejections;

  MarkDuplicates(boolean keepFirst, RowCodec<Trial> trials, RowCodec<RejectedRecord> rejections) {
    this.keepFirst = keepFirst;
    this.trials = trials;
    this.rejections = rejections;
  }

  @Override
  public Iterator<Row> call(String group, Iterator<Row> rows) {
    List<Row> result = new ArrayList<>();
    List<Row> same = new ArrayList<>();
    rows.forEachRemaining(row -> (mayCount(row) ? same : result).add(row));
    same.sort(JoinPoints.inOrder());
    Events events = new Events(trials, rejections);
    for (int i = 0; i < same.size(); i++) {
      boolean kept = i == (keepFirst ? 0 : same.size() - 1);
      result.add(kept ? same.get(i) : excluded(events, same.get(i)));
    }
    return result.iterator();
  }

  /** A record that a filter keeps out must not displace one that is wanted. */
  private static boolean mayCount(Row row) {
    return !row.isNullAt(row.fieldIndex(Events.TRIAL))
        && !row.<String>getAs(Events.OUTCOME).equals(ExclusionReason.FILTERED.code());
  }

  private static Row excluded(Events events, Row row) {
    Trial trial = events.trial(row).excluded(ExclusionReason.DUPLICATE);
    return events.trial(trial, row.getAs(Events.GROUP));
  }
}
