package org.lossfloor.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.error.InputException;
import org.lossfloor.ingest.count.BrokenFiles;
import org.lossfloor.ingest.count.SourceCounts;
import org.lossfloor.ingest.count.Survey;
import org.lossfloor.ingest.files.ListedSource;
import org.lossfloor.ingest.mark.EventSet;
import org.lossfloor.read.note.Note;
import org.lossfloor.sweep.Trial;

/** Reports for every source that was read what became of it, and whether it can be used. */
final class SourceJudge {
  private final EventSet<?> events;
  private final Survey survey;
  private final List<Note> decisions;

  SourceJudge(EventSet<?> events, Survey survey, List<Note> decisions) {
    this.events = events;
    this.survey = survey;
    this.decisions = decisions;
  }

  SourceReport report(ListedSource listed) {
    if (listed.fault().isPresent()) {
      return SourceReport.unread(listed);
    }
    SourceConfig source = listed.source();
    List<Note> notes = new ArrayList<>(listed.notes());
    notes.addAll(survey.notes(source));
    decisions.stream().filter(note -> note.source().equals(source.name())).forEach(notes::add);
    BrokenFiles broken = survey.hasBroken(source) ? events.broken(source.name()) : BrokenFiles.NONE;
    MissingFields missing = MissingFields.of(events, listed, survey);
    List<SourceCounts> counts = survey.counts(source, listed.files().size(), broken.count());
    Optional<InputException> fault =
        missing.fault().or(() -> unreadable(source)).or(() -> refused(source, counts));
    List<String> warnings = new ArrayList<>();
    if (fault.isEmpty()) {
      warnings.addAll(missing.warnings());
    }
    broken.warning(source).ifPresent(warnings::add);
    notes.forEach(note -> warnings.add(note.text()));
    return new SourceReport(
        source,
        fault,
        listed.size(),
        listed.leftOut(),
        broken.count(),
        survey.lines(source),
        survey.records(source),
        survey.rejected(source),
        survey.rejections(source),
        fault.isPresent() ? List.of() : counts,
        survey.states(source),
        notes,
        warnings);
  }

  private Optional<InputException> unreadable(SourceConfig source) {
    long records = survey.records(source);
    if (records > survey.rejected(source)) {
      return Optional.empty();
    }
    return Optional.of(
        new InputException(
            records == 0 ? "no record is there" : "none of " + records + " records could be read",
            ListedSource.where(source),
            "Check `path`, `format` and the mapping of the source." + firstRejected(source)));
  }

  private String firstRejected(SourceConfig source) {
    return events
        .firstRejected(source.name())
        .map(r -> " The first: " + r.reason() + " (" + r.path() + ").")
        .orElse("");
  }

  private Optional<InputException> refused(SourceConfig source, List<SourceCounts> counts) {
    if (counts.stream().noneMatch(Survey::refuses)) {
      return Optional.empty();
    }
    Trial trial = events.firstRefused(source.name()).orElseThrow();
    return Optional.of(
        new InputException(
            "trial " + trial.trialId() + ": " + trial.excludedReason().orElseThrow().sentence(),
            "source " + trial.origin().source() + ", " + trial.origin().path(),
            "Mend the log, or say worst or exclude instead of error."));
  }

  /** The failure of an audit without a usable source; every source is named. */
  static InputException noneUsable(List<SourceReport> reports) {
    List<InputException> faults = reports.stream().flatMap(r -> r.fault().stream()).toList();
    return faults.size() == 1
        ? faults.get(0)
        : new InputException(
            "none of the " + faults.size() + " sources can be used\n" + lines(faults, true),
            lines(faults, false),
            faults.stream().map(InputException::mend).distinct().collect(Collectors.joining("\n")));
  }

  private static String lines(List<InputException> faults, boolean what) {
    return faults.stream()
        .map(fault -> what ? fault.where() + ": " + fault.what() : fault.where())
        .collect(Collectors.joining("\n"));
  }
}
