package org.lossfloor.ingest.count;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lossfloor.config.MetricConfig;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.ingest.event.ByteSink;
import org.lossfloor.ingest.event.ByteSource;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.read.event.Event;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.Note;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.Fields;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;
import org.lossfloor.sweep.TrialState;

/**
 * Counts over the events of sources. Where they are rows, it is fed with sums over rows: a retried
 * task must not count twice.
 */
public final class Survey {
  /** What physical lines are counted as. */
  public static final String LINES = "lines";

  private static final int FILES_NAMED = 10;

  /** So many files tell whether there are more than can be named. */
  public static final int FILES_KEPT = FILES_NAMED + 1;

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::path).thenComparingLong(Place::line).thenComparing(Place::detail);

  private record Sum(long rows, long records) {
    Sum plus(Sum other) {
      return new Sum(rows + other.rows, records + other.records);
    }
  }

  /** Of one thing that was counted: how often, the first place, and files as a whole. */
  private static final class Counted {
    private long count;
    private Place first;
    private final SortedSet<String> whole = new TreeSet<>();

    private void add(long more, Place place, Collection<String> files) {
      count += more;
      first = first == null || ORDER.compare(place, first) < 0 ? place : first;
      whole.addAll(files);
      while (whole.size() > FILES_KEPT) {
        whole.remove(whole.last());
      }
    }

    private void write(ByteSink out) {
      out.whole(count);
      out.text(first.path());
      out.whole(first.line());
      out.text(first.detail());
      out.whole(whole.size());
      whole.forEach(out::text);
    }
  }

  /**
   * Where something was counted.
   *
   * @param path the file
   * @param line the line, 0 for the file as a whole
   * @param detail what is special about it
   */
  public record Place(String path, long line, String detail) {}

  private final Map<String, Sum> sums = new HashMap<>();
  private final Map<String, SortedMap<String, Long>> states = new HashMap<>();
  private final Map<String, Map<String, Counted>> counted = new HashMap<>();

  /**
   * Counts events with one outcome.
   *
   * @param source their source
   * @param metric their metric, or null
   * @param outcome what they are
   * @param state the state their trials reached, or null
   * @param rows how many they are
   * @param records how many records they stand for
   */
  public void add(
      String source, String metric, String outcome, String state, long rows, long records) {
    sums.merge(key(source, metric, outcome), new Sum(rows, records), Sum::plus);
    if (state != null) {
      states
          .computeIfAbsent(key(source, metric, ""), key -> new TreeMap<>())
          .merge(state, rows, Long::sum);
    }
  }

  /**
   * Counts what tallies hold.
   *
   * @param source their source
   * @param what the position of a field, the code of a kind of note, or {@link #LINES}
   * @param count how often
   * @param first the first place
   * @param whole the files that are noted as a whole; the first {@value #FILES_KEPT} are enough
   */
  public void add(String source, String what, long count, Place first, Collection<String> whole) {
    counted
        .computeIfAbsent(source, s -> new HashMap<>())
        .computeIfAbsent(what, w -> new Counted())
        .add(count, first, whole);
  }

  /**
   * Counts an event.
   *
   * @param event a trial, a rejection or what was counted in a file
   */
  public void add(Event event) {
    if (event instanceof Event.Made made) {
      Alike one = alike();
      one.add(made);
      one.end();
    } else if (event instanceof Event.Rejected rejected) {
      RejectedRecord record = rejected.record();
      String metric = rejected.metric().orElse(null);
      add(record.source(), metric, Events.outcome(record), null, 1, record.records());
    } else if (event instanceof Event.Counted counted) {
      add(counted.source(), counted.tally());
    }
  }

  private void add(String source, FileTally tally) {
    add(source, null, Events.READ, null, 1, tally.records());
    Place file = new Place(tally.path(), 0, "");
    add(source, LINES, tally.lines(), file, List.of());
    for (int i = 0; i < tally.found().length; i++) {
      add(source, String.valueOf(i), tally.found()[i], file, List.of());
    }
    tally
        .notes()
        .forEach(
            (kind, seen) ->
                add(
                    source,
                    kind.code(),
                    seen.count(),
                    new Place(tally.path(), seen.line(), seen.detail()),
                    seen.line() == 0 ? List.of(tally.path()) : List.of()));
  }

  /** Counts trials of which most have the same outcome as the one before. */
  public Alike alike() {
    return new Alike();
  }

  /** Trials of one outcome that follow each other; added to the survey together. */
  public final class Alike {
    private String source;
    private String metric;
    private String outcome;
    private TrialState state;
    private long rows;
    private long records;

    /** Counts a trial. */
    public void add(Event.Made made) {
      Trial trial = made.trial();
      String own = Events.outcome(trial);
      if (rows == 0
          || trial.state() != state
          || !own.equals(outcome)
          || !trial.score().metric().equals(metric)
          || !trial.origin().source().equals(source)) {
        end();
        source = trial.origin().source();
        metric = trial.score().metric();
        outcome = own;
        state = trial.state();
      }
      rows++;
      records += trial.origin().records();
    }

    /** Adds what has been counted. */
    public void end() {
      if (rows > 0) {
        Survey.this.add(source, metric, outcome, state.code(), rows, records);
      }
      rows = 0;
      records = 0;
    }
  }

  /** What was counted, to be added to another survey. */
  public byte[] toBytes() {
    ByteSink out = new ByteSink();
    out.whole(sums.size());
    sums.forEach(
        (key, sum) -> {
          out.text(key);
          out.whole(sum.rows());
          out.whole(sum.records());
        });
    out.whole(states.size());
    states.forEach(
        (key, some) -> {
          out.text(key);
          out.whole(some.size());
          some.forEach(
              (state, rows) -> {
                out.text(state);
                out.whole(rows);
              });
        });
    out.whole(counted.size());
    counted.forEach(
        (source, all) -> {
          out.text(source);
          out.whole(all.size());
          all.forEach(
              (what, seen) -> {
                out.text(what);
                seen.write(out);
              });
        });
    return out.toBytes();
  }

  /** Adds what another survey has counted, as {@link #toBytes} gives it. */
  public void add(byte[] other) {
    ByteSource in = new ByteSource(other);
    for (long left = in.whole(); left > 0; left--) {
      sums.merge(in.text(), new Sum(in.whole(), in.whole()), Sum::plus);
    }
    for (long left = in.whole(); left > 0; left--) {
      SortedMap<String, Long> own = states.computeIfAbsent(in.text(), key -> new TreeMap<>());
      for (long more = in.whole(); more > 0; more--) {
        own.merge(in.text(), in.whole(), Long::sum);
      }
    }
    for (long left = in.whole(); left > 0; left--) {
      String source = in.text();
      for (long more = in.whole(); more > 0; more--) {
        addCounted(source, in.text(), in);
      }
    }
  }

  private void addCounted(String source, String what, ByteSource in) {
    long count = in.whole();
    Place first = new Place(in.text(), in.whole(), in.text());
    List<String> whole = new ArrayList<>();
    for (long left = in.whole(); left > 0; left--) {
      whole.add(in.text());
    }
    add(source, what, count, first, whole);
  }

  private static Note note(String source, NoteKind kind, Counted seen) {
    return new Note(
        source,
        kind,
        seen.count,
        seen.first.path(),
        seen.first.line(),
        detail(seen.first.detail(), List.copyOf(seen.whole)));
  }

  /** What is special about the first, and the files behind it that a sentence has room for. */
  private static String detail(String first, List<String> paths) {
    if (paths.size() < 2) {
      return first;
    }
    String named = String.join(", ", paths.subList(1, Math.min(paths.size(), FILES_NAMED)));
    String others = "then " + named + (paths.size() > FILES_NAMED ? ", ..." : "");
    return first.isEmpty() ? others : first + "; " + others;
  }

  /** The notes of a source, by kind. */
  public List<Note> notes(SourceConfig source) {
    Map<String, Counted> all = counted.getOrDefault(source.name(), Map.of());
    return Arrays.stream(NoteKind.values())
        .filter(kind -> all.containsKey(kind.code()))
        .map(kind -> note(source.name(), kind, all.get(kind.code())))
        .toList();
  }

  /** The trials of a source by the state they reached, each trial once. */
  public SortedMap<String, Long> states(SourceConfig source) {
    String metric = source.metrics().get(0).name();
    return states.getOrDefault(key(source.name(), metric, ""), Collections.emptySortedMap());
  }

  /** How many physical lines its text files have. */
  public long lines(SourceConfig source) {
    return count(source, LINES);
  }

  private static String key(String source, String metric, String outcome) {
    return source + "\u001f" + metric + "\u001f" + outcome;
  }

  private Sum sum(String source, String metric, String outcome) {
    return sums.getOrDefault(key(source, metric, outcome), new Sum(0, 0));
  }

  public long records(SourceConfig source) {
    return sum(source.name(), null, Events.READ).records();
  }

  /** Records that are trials of no metric. */
  public long rejected(SourceConfig source) {
    return source.metrics().stream().mapToLong(m -> rejected(source, m.name())).min().orElse(0);
  }

  /**
   * Records that are not trials of a metric: because of what they are, or because they lack its
   * field.
   */
  private long rejected(SourceConfig source, String metric) {
    return sum(source.name(), null, Events.REJECTION).records()
        + sum(source.name(), metric, Events.REJECTION).records();
  }

  /** Rejections; a record that is no trial of two metrics was rejected twice. */
  public long rejections(SourceConfig source) {
    return sum(source.name(), null, Events.REJECTION).records()
        + source.metrics().stream()
            .mapToLong(m -> sum(source.name(), m.name(), Events.REJECTION).records())
            .sum();
  }

  /** Whether trials lack the field of their metric. */
  public boolean lacksFields(SourceConfig source) {
    String code = ExclusionReason.ABSENT_FIELD.code();
    return source.metrics().stream().anyMatch(m -> trials(source, m.name(), code) > 0);
  }

  /** The trials of a metric with an outcome. */
  public long trials(SourceConfig source, String metric, String outcome) {
    return sum(source.name(), metric, outcome).rows();
  }

  /**
   * In how many records a mapped field was found, by its position in {@link Fields#count}; behind
   * them the records.
   */
  public long found(SourceConfig source, int position) {
    return count(source, String.valueOf(position));
  }

  private long count(SourceConfig source, String what) {
    Counted seen = counted.getOrDefault(source.name(), Map.of()).get(what);
    return seen == null ? 0 : seen.count;
  }

  /** Whether a file broke or was left out. */
  public boolean hasBroken(SourceConfig source) {
    return sum(source.name(), null, Events.BROKEN).rows() > 0;
  }

  public List<SourceCounts> counts(SourceConfig source, long files, long broken) {
    List<SourceCounts> counts = new ArrayList<>();
    for (MetricConfig metric : source.metrics()) {
      counts.add(counts(source, metric.name(), files, broken));
    }
    return counts;
  }

  private SourceCounts counts(SourceConfig source, String metric, long files, long broken) {
    long used = 0;
    SortedMap<ExclusionReason, Long> excluded = new TreeMap<>();
    for (ExclusionReason reason : ExclusionReason.values()) {
      Sum sum = sum(source.name(), metric, reason.code());
      if (sum.rows() > 0) {
        excluded.put(reason, sum.rows());
        used += sum.records();
      }
    }
    Sum scored = sum(source.name(), metric, Events.SCORED);
    Sum failed = sum(source.name(), metric, Events.FAILED);
    return new SourceCounts(
        source.name(),
        metric,
        files,
        broken,
        lines(source),
        records(source),
        rejected(source, metric),
        used + scored.records() + failed.records(),
        scored.rows(),
        failed.rows(),
        excluded);
  }

  /** The reason that stops the run, if a trial has one. */
  public static boolean refuses(SourceCounts counts) {
    return counts.excluded().keySet().stream().anyMatch(ExclusionReason::refused);
  }

  public static List<String> refusals() {
    return List.of(ExclusionReason.values()).stream()
        .filter(ExclusionReason::refused)
        .map(Coded::code)
        .toList();
  }
}
