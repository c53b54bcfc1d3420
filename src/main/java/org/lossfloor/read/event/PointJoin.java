package org.lossfloor.read.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Place;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.trial.Absence;
import org.lossfloor.read.trial.MetricReader;
import org.lossfloor.read.trial.StateReader;
import org.lossfloor.read.trial.TrialMaker;

/**
 * Joins the point records of a trial. They are sorted by file and line first, so that neither
 * partitions nor the order of arrival matter. For a field that is not a metric the first value
 * counts, for the state the last; a flag of failure counts if any record raises it.
 */
public final class PointJoin implements GroupRule {
  private static final long serialVersionUID = 1L;
  private static final Comparator<Event.Draft> IN_ORDER =
      Comparator.comparing((Event.Draft draft) -> draft.place().path())
          .thenComparingLong(draft -> draft.place().line());

  private final SourceConfig source;
  private transient TrialMaker maker;

  /**
   * Makes the rule of a source.
   *
   * @param source the source
   */
  public PointJoin(SourceConfig source) {
    this.source = source;
  }

  /** Makes a trial for each metric from drafts; only drafts are passed in. */
  @Override
  public List<Event> apply(List<Event> group) {
    if (maker == null) {
      maker = new TrialMaker(source);
    }
    List<Event.Draft> drafts =
        group.stream().map(Event.Draft.class::cast).sorted(IN_ORDER).toList();
    Place first = drafts.get(0).place();
    Map<String, String> parts =
        source.pathRegex().flatMap(regex -> regex.fields(first.path())).orElse(Map.of());
    Place place = new Place(first.path(), parts, first.line());
    try {
      return trials(drafts, place);
    } catch (UnreadableRecord e) {
      return List.of(rejected(drafts, place, e));
    } catch (RuntimeException e) {
      return List.of(rejected(drafts, place, UnreadableRecord.unforeseen(e)));
    }
  }

  private List<Event> trials(List<Event.Draft> drafts, Place place) throws UnreadableRecord {
    Fields trial = maker.plan().fields();
    boolean passes = merge(drafts, trial);
    List<Event> made = new ArrayList<>();
    FileTally tally = new FileTally(place.path(), new long[0]);
    maker
        .trials(trial, place, drafts.size(), passes, tally)
        .forEach(one -> made.add(new Event.Made(one, Optional.empty(), Absence.unknown(one))));
    if (tally.hasNotes()) {
      made.add(new Event.Counted(source.name(), tally));
    }
    return made;
  }

  /** Each record was sound by itself; together they make no trial and become one rejection. */
  private Event rejected(List<Event.Draft> drafts, Place place, UnreadableRecord e) {
    return Event.Rejected.of(source.name(), place, e.getMessage(), "", drafts.size());
  }

  /** Whether at least one record passes the filters; only those that do give points. */
  private boolean merge(List<Event.Draft> drafts, Fields trial) throws UnreadableRecord {
    String[] merged = new String[maker.plan().slots().size()];
    int position = 0;
    for (Event.Draft draft : drafts) {
      String[] texts = draft.texts().toArray(String[]::new);
      for (int slot = 0; slot < merged.length; slot++) {
        merged[slot] = chosen(slot, merged[slot], texts[slot]);
      }
      draft.prefixed().forEach(trial::setPrefixedIfAbsent);
      if (draft.passes()) {
        addPoints(texts, position, trial);
        position++;
      }
    }
    for (int slot = 0; slot < merged.length; slot++) {
      if (merged[slot] != null) {
        trial.set(slot, merged[slot]);
      }
    }
    return position > 0;
  }

  /** A line that closes a trial has no value and is not the end of the curve. */
  private void addPoints(String[] texts, int position, Fields trial) throws UnreadableRecord {
    boolean closes = maker.state().isToldBy(texts);
    for (MetricReader metric : maker.metrics()) {
      if (!closes || !metric.isAbsent(texts)) {
        metric.addPoint(texts, position, trial);
      }
    }
  }

  private String chosen(int slot, String before, String now) {
    boolean empty = now == null || now.isBlank();
    if (before == null || (maker.state().tellsOfEnd(slot) && !empty)) {
      return now;
    }
    return maker.state().isFlag(slot) && StateReader.holds(now) ? now : before;
  }
}
