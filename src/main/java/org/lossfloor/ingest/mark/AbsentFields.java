package org.lossfloor.ingest.mark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lossfloor.config.LogFormat;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.ingest.count.Survey;
import org.lossfloor.ingest.files.InputFile;
import org.lossfloor.ingest.files.ListedSource;
import org.lossfloor.read.KnownFields;
import org.lossfloor.read.event.AbsentRule;
import org.lossfloor.read.note.Note;
import org.lossfloor.read.trial.FieldGap;

/**
 * Decides on trials that lack the field of their metric. Single ones among others have failed:
 * their runs crashed before they logged it. Those of a file in which no trial has the field, those
 * before or after some line, and those with the field in another spelling belong to another log or
 * another version of it: {@code on_absent_field} says what they count as. Most logs have neither
 * kind, and nothing runs here.
 *
 * @param <E> where the events lie
 */
public final class AbsentFields<E extends EventSet<E>> {
  private final List<ListedSource> lacking;
  private final E events;
  private final Survey survey;
  private final List<Note> notes = new ArrayList<>();

  public AbsentFields(List<ListedSource> sources, E events, Survey survey) {
    lacking = sources.stream().filter(source -> survey.lacksFields(source.source())).toList();
    this.events = events;
    this.survey = survey;
  }

  /** Decides; the same events when nothing was to decide. */
  public E decided() {
    if (lacking.isEmpty()) {
      return events;
    }
    List<SourceConfig> sources = lacking.stream().map(ListedSource::source).toList();
    List<FieldGap> gaps = events.gaps(sources.stream().map(SourceConfig::name).toList());
    Set<String> foreign = new HashSet<>();
    for (ListedSource source : lacking) {
      new GapNotes(source, survey, this::isForeign).add(gaps, notes);
    }
    gaps.stream()
        .filter(this::isForeign)
        .forEach(gap -> foreign.add(AbsentRule.key(gap.source(), gap.metric(), gap.path())));
    return events.decided(new AbsentRule(sources, foreign));
  }

  /** What was decided. */
  public List<Note> notes() {
    return notes;
  }

  private boolean isForeign(FieldGap gap) {
    ListedSource source = source(gap);
    if (!source.source().format().is(LogFormat.Trait.SCHEMA)) {
      return gap.isWhole() || gap.isTail() || gap.isHead();
    }
    // A column that exists is null in trials without a value, in any order.
    String column = source.source().metric(gap.metric()).place();
    return gap.isWhole()
        && names(source, gap).stream()
            .noneMatch(
                name -> (column + ".").startsWith(name + ".") || column.startsWith(name + "["));
  }

  private ListedSource source(FieldGap gap) {
    return lacking.stream()
        .filter(source -> source.source().name().equals(gap.source()))
        .findFirst()
        .orElseThrow();
  }

  private List<String> names(ListedSource source, FieldGap gap) {
    List<InputFile> file =
        source.files().stream().filter(f -> f.path().equals(gap.path())).toList();
    return new KnownFields(source.source(), events.files(file)).names();
  }
}
