package org.lossfloor.ingest.event;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.engine.EngineRows;
import org.lossfloor.read.event.Event;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.Place;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.Outcome;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Timing;
import org.lossfloor.sweep.Trial;
import org.lossfloor.table.RejectedRecordsTable;
import org.lossfloor.table.TrialsTable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The rows of the one pass over the logs. A row is a trial, a rejected record, a tally or, before
 * the records of a trial are brought together, a draft; everything travels in one data set so that
 * no log is parsed twice and all counts come from rows.
 */
public final class Events {
  public static final String SOURCE = "source";
  public static final String METRIC = "metric";
  public static final String OUTCOME = "outcome";
  public static final String RECORDS = "records";
  public static final String TRIAL = "trial";
  public static final String REJECTED = "rejected";
  public static final String TALLY = "tally";
  public static final String GROUP = "group";
  public static final String PATH = "path";
  public static final String LINE = "line";
  static final String DRAFT = "draft";

  /** Of a trial without the metric's field what the record has instead, see {@link Event.Made}. */
  public static final String ABSENCE = "absence";

  /** What the column outcome says besides the code of an exclusion. */
  public static final String SCORED = "scored";

  public static final String FAILED = "failed_trial";
  public static final String REJECTION = "rejected_record";
  public static final String READ = "read";

  /** A rejection that stands for no counted record: a file that broke or was left out. */
  public static final String BROKEN = "broken_file";

  private static final String TEXTS = "texts";
  private static final String PREFIXED = "prefixed";
  private static final String PASSES = "passes";

  private static final StructType DRAFT_SCHEMA =
      new StructType()
          .add(TEXTS, DataTypes.createArrayType(DataTypes.StringType))
          .add(PREFIXED, DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
          .add(PASSES, DataTypes.BooleanType);

  private static final StructType NOTE_SCHEMA =
      new StructType()
          .add("kind", DataTypes.StringType)
          .add("count", DataTypes.LongType)
          .add("line", DataTypes.LongType)
          .add("detail", DataTypes.StringType);

  private static final StructType TALLY_SCHEMA =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("records", DataTypes.LongType)
          .add("lines", DataTypes.LongType)
          .add("found", DataTypes.createArrayType(DataTypes.LongType))
          .add("notes", DataTypes.createArrayType(NOTE_SCHEMA));

  /**
   * The beginning of the group of rows that are not joined; groups of drafts start with a digit.
   */
  private static final String ALONE = "-";

  /** The columns of the rows. */
  public static final StructType SCHEMA =
      new StructType()
          .add(SOURCE, DataTypes.StringType)
          .add(METRIC, DataTypes.StringType)
          .add(OUTCOME, DataTypes.StringType)
          .add(RECORDS, DataTypes.LongType)
          .add(TRIAL, TrialsTable.schema())
          .add(REJECTED, RejectedRecordsTable.schema())
          .add(TALLY, TALLY_SCHEMA)
          .add(GROUP, DataTypes.StringType)
          .add(PATH, DataTypes.StringType)
          .add(LINE, DataTypes.LongType)
          .add(DRAFT, DRAFT_SCHEMA)
          .add(ABSENCE, DataTypes.StringType);

  private Events() {}

  public static Encoder<Row> encoder() {
    return Encoders.row(SCHEMA);
  }

  /** The rows of events, made one by one as they are asked for. */
  static Iterator<Row> rows(Iterator<Event> events) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return events.hasNext();
      }

      @Override
      public Row next() {
        return row(events.next());
      }
    };
  }

  public static Row row(Event event) {
    if (event instanceof Event.Made made) {
      return trial(made);
    }
    if (event instanceof Event.Draft draft) {
      return draft(draft);
    }
    return event instanceof Event.Counted counted
        ? tally(counted)
        : rejected((Event.Rejected) event);
  }

  /** A trial that its table cannot hold costs itself. */
  public static Optional<Event.Rejected> refused(Trial trial) {
    try {
      TrialsTable.row(trial);
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(unstorable(trial, e));
    }
  }

  /** The same event, or the rejection of a trial that its table cannot hold. */
  public static Event storable(Event event) {
    // Of all columns only those of times have limits of their own.
    return event instanceof Event.Made made && !made.trial().timing().equals(Timing.UNKNOWN)
        ? refused(made.trial()).<Event>map(refused -> refused).orElse(event)
        : event;
  }

  private static Event.Rejected unstorable(Trial trial, RuntimeException fault) {
    return Event.Rejected.of(trial, UnreadableRecord.unforeseen(fault).getMessage());
  }

  private static Row trial(Event.Made made) {
    Trial trial = made.trial();
    Row encoded;
    try {
      encoded = TrialsTable.row(trial);
    } catch (RuntimeException e) {
      return rejected(unstorable(trial, e));
    }
    boolean grouped = made.group().isPresent();
    return RowFactory.create(
        trial.origin().source(),
        trial.score().metric(),
        outcome(trial),
        trial.origin().records(),
        encoded,
        null,
        null,
        made.group().orElse(null),
        grouped ? trial.origin().path() : null,
        grouped ? trial.origin().line().orElse(0) : null,
        null,
        made.absence().orElse(null));
  }

  /** What a trial counts as. */
  public static String outcome(Trial trial) {
    if (trial.outcome() instanceof Outcome.Scored) {
      return SCORED;
    }
    return trial.excludedReason().map(ExclusionReason::code).orElse(FAILED);
  }

  /** What a rejection counts as. */
  public static String outcome(RejectedRecord record) {
    return record.records() == 0 ? BROKEN : REJECTION;
  }

  private static Row rejected(Event.Rejected rejected) {
    RejectedRecord record = rejected.record();
    return RowFactory.create(
        record.source(),
        rejected.metric().orElse(null),
        outcome(record),
        record.records(),
        null,
        RejectedRecordsTable.row(record),
        null,
        ALONE + record.path() + "#" + record.line().orElse(0),
        record.path(),
        null,
        null,
        null);
  }

  private static Row tally(Event.Counted counted) {
    FileTally tally = counted.tally();
    Row[] notes =
        tally.notes().entrySet().stream()
            .map(e -> note(e.getKey(), e.getValue()))
            .toArray(Row[]::new);
    return RowFactory.create(
        counted.source(),
        null,
        READ,
        tally.records(),
        null,
        null,
        RowFactory.create(tally.path(), tally.records(), tally.lines(), tally.found(), notes),
        ALONE + tally.path(),
        tally.path(),
        null,
        null,
        null);
  }

  private static Row note(NoteKind kind, FileTally.Seen seen) {
    return RowFactory.create(kind.code(), seen.count(), seen.line(), seen.detail());
  }

  private static Row draft(Event.Draft draft) {
    return RowFactory.create(
        draft.source(),
        null,
        null,
        1L,
        null,
        null,
        null,
        draft.group(),
        draft.place().path(),
        draft.place().line(),
        RowFactory.create(
            draft.texts().toArray(String[]::new),
            CollectionConverters.asScala(draft.prefixed()),
            draft.passes()),
        null);
  }

  /** Whether the rows of a group are neither trials nor drafts. */
  static boolean alone(String group) {
    return group.startsWith(ALONE);
  }

  /** The event in a row. */
  public static Event event(Row row) {
    if (row.getAs(TRIAL) != null) {
      return new Event.Made(
          trial(row),
          Optional.ofNullable(row.getAs(GROUP)),
          Optional.ofNullable(row.getAs(ABSENCE)));
    }
    if (row.getAs(REJECTED) != null) {
      return new Event.Rejected(rejected(row), Optional.ofNullable(row.getAs(METRIC)));
    }
    return row.getAs(TALLY) == null
        ? draft(row, row.getAs(DRAFT))
        : new Event.Counted(row.getAs(SOURCE), tally(row.<Row>getAs(TALLY)));
  }

  private static Event draft(Row row, Row draft) {
    return new Event.Draft(
        row.getAs(SOURCE),
        row.getAs(GROUP),
        new Place(row.getAs(PATH), Map.of(), row.getAs(LINE)),
        draft.getList(draft.fieldIndex(TEXTS)),
        draft.getJavaMap(draft.fieldIndex(PREFIXED)),
        draft.getAs(PASSES));
  }

  private static FileTally tally(Row tally) {
    Map<NoteKind, FileTally.Seen> notes = new EnumMap<>(NoteKind.class);
    for (Row note : tally.<Row>getList(tally.fieldIndex("notes"))) {
      notes.put(
          Coded.parse(NoteKind.class, note.getAs("kind")).orElseThrow(),
          new FileTally.Seen(note.getAs("count"), note.getAs("line"), note.getAs("detail")));
    }
    return new FileTally(
        tally.getAs("path"),
        tally.getAs("records"),
        tally.getAs("lines"),
        tally.<Long>getList(tally.fieldIndex("found")).stream()
            .mapToLong(Long::longValue)
            .toArray(),
        notes);
  }

  /** Events as rows of {@link #SCHEMA}. */
  public static Dataset<Row> frame(SparkSession spark, JavaRDD<Event> events) {
    return EngineRows.frame(spark, events.map(new ToRow()), SCHEMA);
  }

  /** Events from rows of {@link #SCHEMA}. */
  public static JavaRDD<Event> of(Dataset<Row> rows) {
    return EngineRows.named(rows).map(new FromRow());
  }

  private record ToRow() implements Function<Event, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Row call(Event event) {
      return row(event);
    }
  }

  private record FromRow() implements Function<Row, Event> {
    private static final long serialVersionUID = 1L;

    @Override
    public Event call(Row row) {
      return event(row);
    }
  }

  public static Trial trial(Row row) {
    return TrialsTable.trial(row.getAs(TRIAL));
  }

  public static RejectedRecord rejected(Row row) {
    return RejectedRecordsTable.record(row.getAs(REJECTED));
  }
}
