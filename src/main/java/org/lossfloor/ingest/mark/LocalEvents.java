package org.lossfloor.ingest.mark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.config.key.DedupConfig.Keep;
import org.lossfloor.config.key.RecordKind;
import org.lossfloor.ingest.count.BrokenFiles;
import org.lossfloor.ingest.count.Survey;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.ingest.files.InputFile;
import org.lossfloor.ingest.files.ListedSource;
import org.lossfloor.ingest.files.StoredFile;
import org.lossfloor.read.event.AbsentRule;
import org.lossfloor.read.event.DuplicateRule;
import org.lossfloor.read.event.Event;
import org.lossfloor.read.event.EventMaker;
import org.lossfloor.read.event.FieldGaps;
import org.lossfloor.read.event.GroupRule;
import org.lossfloor.read.event.PieceEvents;
import org.lossfloor.read.event.PointJoin;
import org.lossfloor.read.event.RetryRule;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.trial.FieldGap;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.Origin;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;
import org.lossfloor.sweep.TrialState;

/**
 * Events in the memory of this JVM, read by one thread: for samples, which are done before an
 * engine would have started.
 *
 * @param all the events
 * @param hadoop how their files are opened
 */
public record LocalEvents(List<Event> all, Supplier<Configuration> hadoop)
    implements EventSet<LocalEvents> {
  private static final Comparator<RejectedRecord> BY_PLACE =
      Comparator.comparing(RejectedRecord::path)
          .thenComparingLong(rejected -> rejected.line().orElse(0));

  private static final Comparator<Origin> BY_ORIGIN =
      Comparator.comparing(Origin::path).thenComparingLong(origin -> origin.line().orElse(0));

  /** Reads the files of sources. */
  public static LocalEvents read(Supplier<Configuration> hadoop, List<ListedSource> sources) {
    List<Event> all = new ArrayList<>();
    for (ListedSource source : sources) {
      if (source.fault().isEmpty()) {
        all.addAll(read(hadoop, source).all());
      }
    }
    return new LocalEvents(all, hadoop);
  }

  private static LocalEvents read(Supplier<Configuration> hadoop, ListedSource listed) {
    SourceConfig source = listed.source();
    Iterator<LogPiece> pieces =
        listed.files().stream()
            .map(file -> file.piece(new StoredFile(file.path(), hadoop)))
            .iterator();
    List<Event> raw = new ArrayList<>();
    try (PieceEvents events = new PieceEvents(new EventMaker(source), pieces)) {
      events.forEachRemaining(raw::add);
    }
    LocalEvents read = new LocalEvents(raw, hadoop);
    if (source.record() == RecordKind.POINT) {
      read = read.ruled(LocalEvents::draft, group -> true, new PointJoin(source));
    }
    return new LocalEvents(read.all.stream().map(LocalEvents::storable).toList(), hadoop);
  }

  private static Event storable(Event event) {
    return event instanceof Event.Made made
        ? Events.refused(made.trial()).<Event>map(refused -> refused).orElse(event)
        : event;
  }

  private static String draft(Event event) {
    return event instanceof Event.Draft draft ? draft.group() : null;
  }

  /** Applies a rule to the groups that it concerns; what has no group stays as it is. */
  private LocalEvents ruled(
      Function<Event, String> group, Predicate<List<Event>> concerned, GroupRule rule) {
    List<Event> result = new ArrayList<>(all.size());
    Map<String, List<Event>> groups = new LinkedHashMap<>();
    for (Event event : all) {
      String own = group.apply(event);
      List<Event> to =
          own == null ? result : groups.computeIfAbsent(own, key -> new ArrayList<>(2));
      to.add(event);
    }
    if (groups.values().stream().noneMatch(concerned)) {
      return this;
    }
    groups.values().forEach(same -> result.addAll(concerned.test(same) ? rule.apply(same) : same));
    return new LocalEvents(result, hadoop);
  }

  private Stream<Event.Made> made() {
    return all.stream().filter(Event.Made.class::isInstance).map(Event.Made.class::cast);
  }

  private Stream<Event.Rejected> rejections() {
    return all.stream().filter(Event.Rejected.class::isInstance).map(Event.Rejected.class::cast);
  }

  private Stream<RejectedRecord> rejected(String source) {
    return rejections().map(Event.Rejected::record).filter(r -> r.source().equals(source));
  }

  @Override
  public Survey survey() {
    Survey survey = new Survey();
    all.forEach(survey::add);
    return survey;
  }

  @Override
  public LocalEvents deduplicated(List<SourceConfig> sources) {
    return sources.stream().allMatch(source -> source.dedup().keep() == Keep.NONE)
        ? this
        : ruled(LocalEvents::trial, same -> same.size() > 1, new DuplicateRule(sources));
  }

  /** A record that a filter keeps out must not displace a wanted one. */
  private static String trial(Event event) {
    return event instanceof Event.Made made && !isExcluded(made.trial(), ExclusionReason.FILTERED)
        ? made.group().orElse(null)
        : null;
  }

  private static boolean isExcluded(Trial trial, ExclusionReason reason) {
    return trial.excludedReason().equals(Optional.of(reason));
  }

  @Override
  public List<FieldGap> gaps(Collection<String> sources) {
    FieldGaps gaps = new FieldGaps();
    made().filter(made -> sources.contains(made.trial().origin().source())).forEach(gaps::add);
    return gaps.found();
  }

  @Override
  public LocalEvents decided(AbsentRule rule) {
    return ruled(
        event ->
            event instanceof Event.Made made
                    && isExcluded(made.trial(), ExclusionReason.ABSENT_FIELD)
                ? ""
                : null,
        undecided -> true,
        rule);
  }

  @Override
  public LocalEvents retried(Collection<String> sources) {
    return ruled(
        event ->
            event instanceof Event.Made made && sources.contains(made.trial().origin().source())
                ? draw(made.trial())
                : null,
        LocalEvents::isRetry,
        new RetryRule());
  }

  private static String draw(Trial trial) {
    return String.join(
        "/", trial.origin().source(), trial.score().metric(), trial.parametersHash());
  }

  private static boolean isRetry(List<Event> same) {
    return same.size() > 1
        && same.size() <= Retries.MOST
        && same.stream().anyMatch(e -> ((Event.Made) e).trial().state() == TrialState.FAIL);
  }

  @Override
  public BrokenFiles broken(String source) {
    List<RejectedRecord> broken = rejected(source).filter(r -> r.records() == 0).toList();
    return new BrokenFiles(
        broken.stream().map(RejectedRecord::path).distinct().count(),
        broken.stream().min(BY_PLACE));
  }

  @Override
  public Optional<RejectedRecord> firstRejected(String source) {
    return rejected(source)
        .min(Comparator.comparing(RejectedRecord::records).reversed().thenComparing(BY_PLACE));
  }

  @Override
  public Optional<Trial> firstRefused(String source) {
    return made()
        .map(Event.Made::trial)
        .filter(trial -> trial.origin().source().equals(source))
        .filter(trial -> trial.excludedReason().filter(ExclusionReason::refused).isPresent())
        .min(Comparator.comparing(Trial::origin, BY_ORIGIN));
  }

  @Override
  public List<? extends LogFile> files(List<InputFile> files) {
    return files.stream().map(file -> new StoredFile(file.path(), hadoop)).toList();
  }

  @Override
  public Iterator<Trial> trials() {
    return made().map(Event.Made::trial).iterator();
  }

  @Override
  public Iterator<RejectedRecord> rejected() {
    return rejections().map(Event.Rejected::record).iterator();
  }

  @Override
  public void close() {
    // Nothing is kept beyond the objects.
  }
}
