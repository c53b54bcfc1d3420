package org.lossfloor.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.lossfloor.config.DedupConfig;
import org.lossfloor.config.RecordKind;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Place;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.record.Values;
import org.lossfloor.read.trial.Absence;
import org.lossfloor.read.trial.MetricReader;
import org.lossfloor.read.trial.TrialMaker;
import org.lossfloor.read.trial.Unmapped;
import org.lossfloor.sweep.Outcome;
import org.lossfloor.sweep.ScoreStatus;
import org.lossfloor.sweep.Trial;

/** Turns the records of a source into events; one for each task. */
final class SourceReader {
  private final SourceConfig source;
  private final Events events;
  private final TrialMaker maker;
  private final Fields fields;
  private final Unmapped unmapped;

  SourceReader(SourceConfig source, Events events) {
    this.source = source;
    this.events = events;
    maker = new TrialMaker(source);
    fields = maker.plan().fields();
    unmapped = new Unmapped(source, maker.plan());
  }

  /** Whether the records of a trial have to be brought together. */
  static boolean grouped(SourceConfig source) {
    return source.record() == RecordKind.POINT || source.dedup().keep() != DedupConfig.Keep.NONE;
  }

  SourceConfig source() {
    return source;
  }

  Plan plan() {
    return maker.plan();
  }

  FileTally count(String path) {
    return new FileTally(path, fields.counts());
  }

  /** The fields that a path holds, or nothing when path_regex is not found in it. */
  Optional<Map<String, String>> parts(String path) {
    return source.pathRegex().isEmpty()
        ? Optional.of(Map.of())
        : source.pathRegex().get().fields(path);
  }

  /**
   * The events of a record.
   *
   * @param place where it stands
   * @param record reads its values
   * @param tally counts the fields it has
   * @throws UnreadableRecord when no trial can be made of it, for whatever reason
   */
  List<Row> events(Place place, Values record, FileTally tally) throws UnreadableRecord {
    try {
      record.read(fields);
      fields.count(tally.found());
      return source.record() == RecordKind.POINT
          ? draft(place, record, tally)
          : trials(place, record, tally);
    } catch (RuntimeException e) {
      throw UnreadableRecord.unforeseen(e);
    }
  }

  private List<Row> draft(Place place, Values record, FileTally tally) throws UnreadableRecord {
    boolean passes = maker.passes(fields, place);
    if (passes) {
      unmapped.look(place, record, true, tally);
    }
    maker.state().state(fields, place.parts());
    for (MetricReader metric : maker.metrics()) {
      metric.check(fields);
    }
    String[] texts = fields.texts();
    maker.metrics().forEach(metric -> metric.keepNull(fields, texts));
    String group = maker.group(fields, place);
    return List.of(events.draft(source.name(), group, place, texts, fields.prefixed(), passes));
  }

  private List<Row> trials(Place place, Values record, FileTally tally) throws UnreadableRecord {
    List<Trial> trials = maker.trials(fields, place, 1, maker.passes(fields, place), tally);
    if (!trials.stream().allMatch(t -> t.outcome() instanceof Outcome.Excluded)) {
      boolean scored = trials.stream().anyMatch(t -> t.outcome() instanceof Outcome.Scored);
      unmapped.look(place, record, scored, tally);
    }
    List<Row> rows = new ArrayList<>(trials.size());
    for (Trial trial : trials) {
      String group = grouped(source) ? maker.duplicateGroup(trial, fields, place) : null;
      rows.add(events.trial(trial, group, absence(trial, record)));
    }
    return rows;
  }

  private String absence(Trial trial, Values record) {
    if (trial.score().status() != ScoreStatus.ABSENT) {
      return null;
    }
    String field = source.metric(trial.score().metric()).place();
    return Absence.of(field, List.copyOf(record.all().keySet())).text();
  }

  Row rejected(Place place, String reason, String text, long records) {
    return events.rejected(Events.rejection(source.name(), place, reason, text, records));
  }

  Row tally(FileTally tally) {
    return events.tally(source.name(), tally);
  }
}
