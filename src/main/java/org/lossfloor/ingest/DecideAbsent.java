package org.lossfloor.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.read.trial.Absence;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.Outcome;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;

/** Gives every trial without the field of its metric what it counts as. */
final class DecideAbsent implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<String> sources = new ArrayList<>();
  private final TreeSet<String> foreign;
  private final RowCodec<Trial> trials;
  private final RowCodec<RejectedRecord> rejections;

  /**
   * Makes the function.
   *
   * @param sources the sources that have such trials
   * @param foreign the files, as {@link AbsentFields#key}, whose trials are no failed ones
   */
  DecideAbsent(
      List<SourceConfig> sources,
      Collection<String> foreign,
      RowCodec<Trial> trials,
      RowCodec<RejectedRecord> rejections) {
    sources.forEach(source -> this.sources.add(source.toJson()));
    this.foreign = new TreeSet<>(foreign);
    this.trials = trials;
    this.rejections = rejections;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Events events = new Events(trials, rejections);
    Map<String, SourceConfig> byName = new TreeMap<>();
    for (String json : sources) {
      SourceConfig source = SourceConfig.fromJson(json);
      byName.put(source.name(), source);
    }
    List<Row> decided = new ArrayList<>();
    rows.forEachRemaining(row -> decided.add(decided(events, row, byName)));
    return decided.iterator();
  }

  private Row decided(Events events, Row row, Map<String, SourceConfig> byName) {
    Trial trial = events.trial(row);
    SourceConfig source = byName.get(trial.origin().source());
    Absence absence = Absence.parse(row.getAs(Events.ABSENCE));
    String file = AbsentFields.key(source.name(), trial.score().metric(), trial.origin().path());
    if (!absence.twin() && !foreign.contains(file)) {
      return again(events, row, trial.with(source.rules().missing()));
    }
    return switch (source.fields().onAbsentField()) {
      case REJECT -> rejected(events, trial, absence, source);
      case WORST -> again(events, row, trial.with(Outcome.FAILED));
      case EXCLUDE -> row;
      case ERROR -> again(events, row, trial.excluded(ExclusionReason.ABSENT_REFUSED));
    };
  }

  private static Row again(Events events, Row row, Trial trial) {
    return events.trial(trial, row.getAs(Events.GROUP), row.getAs(Events.ABSENCE));
  }

  private static Row rejected(Events events, Trial trial, Absence absence, SourceConfig source) {
    String field = source.metric(trial.score().metric()).place();
    String has = absence.shown().isEmpty() ? "" : "; there is " + absence.shown();
    return events.rejected(
        new RejectedRecord(
            trial.origin().source(),
            trial.origin().path(),
            trial.origin().line().isPresent() ? trial.origin().line() : OptionalLong.empty(),
            "the field `" + field + "` is absent" + has,
            "",
            trial.origin().records()),
        trial.score().metric());
  }
}
