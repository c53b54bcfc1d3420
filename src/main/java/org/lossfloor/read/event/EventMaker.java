package org.lossfloor.read.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.config.key.DedupConfig;
import org.lossfloor.config.key.RecordKind;
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
public final class EventMaker {
  private final SourceConfig source;
  private final String name;
  private final boolean point;

  /** Whether the records of a trial have to be joined. */
  private final boolean grouped;

  private final TrialMaker maker;
  private final Fields fields;
  private final Unmapped unmapped;

  public EventMaker(SourceConfig source) {
    this.source = source;
    name = source.name();
    point = source.record() == RecordKind.POINT;
    grouped = point || source.dedup().keep() != DedupConfig.Keep.NONE;
    maker = new TrialMaker(source);
    fields = maker.plan().fields();
    unmapped = new Unmapped(source, maker.plan());
  }

  SourceConfig source() {
    return source;
  }

  Plan plan() {
    return maker.plan();
  }

  public FileTally count(String path) {
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
   * @throws UnreadableRecord if no trial can be made of it, for any reason
   */
  List<Event> events(Place place, Values record, FileTally tally) throws UnreadableRecord {
    try {
      record.read(fields);
      fields.count(tally.found());
      return point ? draft(place, record, tally) : trials(place, record, tally);
    } catch (RuntimeException e) {
      throw UnreadableRecord.unforeseen(e);
    }
  }

  private List<Event> draft(Place place, Values record, FileTally tally) throws UnreadableRecord {
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
    Map<String, String> prefixed = Map.copyOf(fields.prefixed());
    return List.of(new Event.Draft(name, group, place, Arrays.asList(texts), prefixed, passes));
  }

  private List<Event> trials(Place place, Values record, FileTally tally) throws UnreadableRecord {
    List<Trial> trials = maker.trials(fields, place, 1, maker.passes(fields, place), tally);
    boolean counts = false;
    boolean scored = false;
    for (Trial trial : trials) {
      counts |= !(trial.outcome() instanceof Outcome.Excluded);
      scored |= trial.outcome() instanceof Outcome.Scored;
    }
    if (counts) {
      unmapped.look(place, record, scored, tally);
    }
    List<Event> made = new ArrayList<>(trials.size());
    for (Trial trial : trials) {
      String group = grouped ? maker.duplicateGroup(trial, fields, place) : null;
      made.add(new Event.Made(trial, Optional.ofNullable(group), absence(trial, record)));
    }
    return made;
  }

  private Optional<String> absence(Trial trial, Values record) {
    if (trial.score().status() != ScoreStatus.ABSENT) {
      return Optional.empty();
    }
    String field = source.metric(trial.score().metric()).place();
    return Optional.of(Absence.of(field, List.copyOf(record.all().keySet())).text());
  }

  Event rejected(Place place, String reason, String text, long records) {
    return Event.Rejected.of(name, place, reason, text, records);
  }

  public Event tally(FileTally tally) {
    return new Event.Counted(name, tally);
  }
}
