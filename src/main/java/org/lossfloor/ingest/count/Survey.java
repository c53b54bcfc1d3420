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
import org.lossfloor.ingest.event.Events;
import org.lossfloor.read.note.Note;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.Fields;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.ExclusionReason;

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
