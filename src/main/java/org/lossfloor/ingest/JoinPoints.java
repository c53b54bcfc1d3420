package org.lossfloor.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Place;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.trial.Absence;
import org.lossfloor.read.trial.MetricReader;
import org.lossfloor.read.trial.StateReader;
import org.lossfloor.read.trial.TrialMaker;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;

/**
 * Brings the point records of a trial together. They are put in order of file and line first, so
 * that neither partitions nor the order of arrival matter. Of a field that is not a metric the
 * first value counts, of the state the last; a flag of failure counts when any record raises it.
 */
final class JoinPoints implements FlatMapGroupsFunction<String, Row, Row> {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final RowCodec<Trial> trials;
  private final RowCodec<RejectedRecord> rejections;
  private transient SourceConfig config;
  private transient TrialMaker maker;

  JoinPoints(SourceConfig source, RowCodec<Trial> trials, RowCodec<RejectedRecord> rejections) {
    this.source = source.toJson();
    this.trials = trials;
    this.rejections = rejections;
  }

  @Override
  public Iterator<Row> call(String group, Iterator<Row> rows) {
    if (Events.alone(group)) {
      // They only pass through: a log can hold more of them than an executor could.
      return rows;
    }
    List<Row> drafts = new ArrayList<>();
    rows.forEachRemaining(drafts::add);
    drafts.sort(inOrder());
    return drafts.isEmpty() ? rows : join(drafts).iterator();
  }

  static Comparator<Row> inOrder() {
    return Comparator.comparing((Row row) -> row.<String>getAs(Events.PATH))
        .thenComparingLong(row -> row.<Long>getAs(Events.LINE));
  }

  private List<Row> join(List<Row> drafts) {
    if (maker == null) {
      config = SourceConfig.fromJson(source);
      maker = new TrialMaker(config);
    }
    Row first = drafts.get(0);
    String path = first.getAs(Events.PATH);
    Map<String, String> parts =
        config.pathRegex().flatMap(regex -> regex.fields(path)).orElse(Map.of());
    Place place = new Place(path, parts, first.<Long>getAs(Events.LINE));
    try {
      return trials(drafts, place);
    } catch (UnreadableRecord e) {
      return List.of(rejected(drafts, place, e));
    } catch (RuntimeException e) {
      return List.of(rejected(drafts, place, UnreadableRecord.unforeseen(e)));
    }
  }

  private List<Row> trials(List<Row> drafts, Place place) throws UnreadableRecord {
    Events events = new Events(trials, rejections);
    Fields trial = maker.plan().fields();
    boolean passes = merge(drafts, trial);
    List<Row> rows = new ArrayList<>();
    FileTally tally = new FileTally(place.path(), new long[0]);
    maker
        .trials(trial, place, drafts.size(), passes, tally)
        .forEach(made -> rows.add(events.trial(made, null, Absence.unknown(made))));
    if (tally.hasNotes()) {
      rows.add(events.tally(config.name(), tally));
    }
    return rows;
  }

  /** The records were sound each by itself; together they make no trial and go as one rejection. */
  private Row rejected(List<Row> drafts, Place place, UnreadableRecord e) {
    return new Events(trials, rejections)
        .rejected(Events.rejection(config.name(), place, e.getMessage(), "", drafts.size()));
  }

  /** Whether at least one record passes the filters; only those that do give points. */
  private boolean merge(List<Row> drafts, Fields trial) throws UnreadableRecord {
    String[] merged = new String[maker.plan().slots().size()];
    boolean any = false;
    int position = 0;
    for (Row row : drafts) {
      Row draft = row.getAs(Events.DRAFT);
      String[] texts = Events.texts(draft).toArray(String[]::new);
      for (int slot = 0; slot < merged.length; slot++) {
        merged[slot] = chosen(slot, merged[slot], texts[slot]);
      }
      Events.prefixed(draft).forEach((name, text) -> trial.prefixed().putIfAbsent(name, text));
      if (Events.passes(draft)) {
        any = true;
        boolean closes = maker.state().isToldBy(texts);
        for (MetricReader metric : maker.metrics()) {
          // A line that closes a trial has no value and is no end of the curve.
          if (!closes || !metric.isAbsent(texts)) {
            metric.addPoint(texts, position, trial);
          }
        }
        position++;
      }
    }
    for (int slot = 0; slot < merged.length; slot++) {
      if (merged[slot] != null) {
        trial.set(slot, merged[slot]);
      }
    }
    return any;
  }

  private String chosen(int slot, String before, String now) {
    boolean empty = now == null || now.isBlank();
    if (before == null || (maker.state().tellsOfEnd(slot) && !empty)) {
      return now;
    }
    return maker.state().isFlag(slot) && StateReader.holds(now) ? now : before;
  }
}
