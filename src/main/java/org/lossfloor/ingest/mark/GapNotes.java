package org.lossfloor.ingest.mark;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.lossfloor.config.MetricConfig;
import org.lossfloor.ingest.count.Survey;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.ingest.files.ListedSource;
import org.lossfloor.read.note.Note;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.trial.FieldGap;
import org.lossfloor.sweep.ExclusionReason;

/** Notes about trials that lack the field of their metric: one note of each kind for a metric. */
final class GapNotes {
  private final ListedSource source;
  private final Survey survey;
  private final Predicate<FieldGap> isForeign;

  /**
   * Makes the notes of a source.
   *
   * @param isForeign whether the trials of a file belong to another log, whatever their spelling
   */
  GapNotes(ListedSource source, Survey survey, Predicate<FieldGap> isForeign) {
    this.source = source;
    this.survey = survey;
    this.isForeign = isForeign;
  }

  void add(List<FieldGap> gaps, List<Note> notes) {
    for (MetricConfig metric : source.source().metrics()) {
      List<FieldGap> own =
          gaps.stream()
              .filter(gap -> gap.source().equals(source.source().name()))
              .filter(gap -> gap.metric().equals(metric.name()))
              .sorted(Comparator.comparing(FieldGap::path))
              .toList();
      List<FieldGap> foreign =
          own.stream().filter(gap -> gap.twins() > 0 || isForeign.test(gap)).toList();
      if (!foreign.isEmpty()) {
        notes.add(foreign(metric, foreign));
      }
      List<FieldGap> single =
          own.stream().filter(gap -> gap.lacking() > 0 && !isForeign.test(gap)).toList();
      if (!single.isEmpty()) {
        notes.add(single(metric, single));
      }
    }
  }

  private Note foreign(MetricConfig metric, List<FieldGap> gaps) {
    FieldGap first = gaps.get(0);
    long records =
        gaps.stream().mapToLong(gap -> isForeign.test(gap) ? gap.absent() : gap.twins()).sum();
    String detail = "`" + metric.place() + "`, " + first.where();
    return note(NoteKind.ABSENT_FIELD, records, first, detail);
  }

  private Note single(MetricConfig metric, List<FieldGap> gaps) {
    long lacking = gaps.stream().mapToLong(FieldGap::lacking).sum();
    long all =
        survey.trials(source.source(), metric.name(), Events.SCORED)
            + survey.trials(source.source(), metric.name(), Events.FAILED)
            + survey.trials(source.source(), metric.name(), ExclusionReason.ABSENT_FIELD.code());
    FieldGap first = gaps.get(0);
    String has = first.absence().shown();
    String detail =
        "`"
            + metric.place()
            + "`, "
            + lacking
            + " of "
            + all
            + " trials"
            + (has.isEmpty() ? "" : "; the first has " + has);
    return note(NoteKind.LACKING_FIELD, lacking, first, detail);
  }

  private Note note(NoteKind kind, long count, FieldGap first, String detail) {
    return new Note(
        source.source().name(), kind, count, first.path(), first.firstLacking(), detail);
  }
}
