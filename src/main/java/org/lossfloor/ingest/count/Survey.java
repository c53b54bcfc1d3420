package org.lossfloor.ingest.count;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.lossfloor.config.MetricConfig;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.read.note.Note;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.Fields;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.ExclusionReason;

/** Counts over the events, from rows: a retried task must not count twice. */
public final class Survey {
  private static final String LINES = "lines";
  private static final int FILES_NAMED = 10;

  /** The column of a trial that holds the state it reached. */
  private static final String STATE = "state";

  private record Sum(long rows, long records) {
    Sum plus(Sum other) {
      return new Sum(rows + other.rows, records + other.records);
    }
  }

  private final Map<String, Sum> sums = new HashMap<>();
  private final Map<String, SortedMap<String, Long>> states = new HashMap<>();
  private final Map<String, Long> found = new HashMap<>();
  private final List<Note> notes = new ArrayList<>();

  public Survey(Dataset<Row> events) {
    List<Row> outcomes =
        events
            .groupBy(
                functions.col(Events.SOURCE),
                functions.col(Events.METRIC),
                functions.col(Events.OUTCOME),
                functions.col(Events.TRIAL).getField(STATE))
            .agg(functions.count(functions.lit(1)), functions.sum(Events.RECORDS))
            .collectAsList();
    outcomes.forEach(this::addOutcome);
    tallies(events).forEach(this::add);
  }

  private void addOutcome(Row row) {
    Sum sum = new Sum(row.getLong(4), row.getLong(5));
    sums.merge(key(row.getString(0), row.getString(1), row.getString(2)), sum, Sum::plus);
    if (!row.isNullAt(3)) {
      states
          .computeIfAbsent(key(row.getString(0), row.getString(1), ""), key -> new TreeMap<>())
          .merge(row.getString(3), sum.rows(), Long::sum);
    }
  }

  /**
   * The tallies of each source together: for everything counted, the sum and the first occurrence.
   */
  private static List<Row> tallies(Dataset<Row> events) {
    Column tally = functions.col(Events.TALLY);
    Column none = functions.lit("");
    Column start = functions.lit(0L);
    Column fields =
        functions.transform(
            tally.getField("found"),
            (count, position) -> counted(position.cast("string"), count, start, none));
    Column notes =
        functions.transform(
            tally.getField("notes"),
            note ->
                counted(
                    note.getField("kind"),
                    note.getField("count"),
                    note.getField("line"),
                    note.getField("detail")));
    Column lines =
        functions.array(counted(functions.lit(LINES), tally.getField("lines"), start, none));
    return events
        .filter(tally.isNotNull())
        .select(
            functions.col(Events.SOURCE),
            tally.getField("path").as("path"),
            functions.explode(functions.concat(fields, notes, lines)).as("counted"))
        .groupBy(functions.col(Events.SOURCE), functions.col("counted.what"))
        .agg(
            functions.sum("counted.count"),
            functions.min(functions.struct("path", "counted.line", "counted.detail")),
            functions.slice(
                functions.array_sort(functions.collect_set(notedWhole())), 1, FILES_NAMED + 1))
        .collectAsList();
  }

  /** The path of a file that is noted as a whole, else null. */
  private static Column notedWhole() {
    Object[] kinds = Arrays.stream(NoteKind.values()).map(NoteKind::code).toArray();
    Column noted = functions.col("counted.what").isin(kinds);
    return functions.when(
        noted.and(functions.col("counted.line").equalTo(0)), functions.col("path"));
  }

  private static Column counted(Column what, Column count, Column line, Column detail) {
    return functions.struct(
        what.as("what"), count.as("count"), line.as("line"), detail.as("detail"));
  }

  private void add(Row row) {
    String source = row.getString(0);
    String what = row.getString(1);
    found.put(key(source, what, ""), row.getLong(2));
    Row first = row.getStruct(3);
    Coded.parse(NoteKind.class, what)
        .ifPresent(
            kind ->
                notes.add(
                    new Note(
                        source,
                        kind,
                        row.getLong(2),
                        first.getString(0),
                        first.getLong(1),
                        detail(first.getString(2), row.getList(4)))));
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
    return notes.stream()
        .filter(note -> note.source().equals(source.name()))
        .sorted(Comparator.comparing(Note::kind))
        .toList();
  }

  /** The trials of a source by the state they reached, each trial once. */
  public SortedMap<String, Long> states(SourceConfig source) {
    String metric = source.metrics().get(0).name();
    return states.getOrDefault(key(source.name(), metric, ""), Collections.emptySortedMap());
  }

  /** How many physical lines its text files have. */
  public long lines(SourceConfig source) {
    return found.getOrDefault(key(source.name(), LINES, ""), 0L);
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
    return found.getOrDefault(key(source.name(), String.valueOf(position), ""), 0L);
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
