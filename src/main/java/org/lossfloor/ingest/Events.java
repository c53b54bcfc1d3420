package org.lossfloor.ingest;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.error.Secrets;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.Place;
import org.lossfloor.read.trial.Absence;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.Outcome;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The rows of the one pass over the logs. A row is a trial, a rejected record, a tally or, before
 * the records of a trial are brought together, a draft; everything travels in one data set so that
 * no log is parsed twice and all counts come from rows.
 */
final class Events {
  static final String SOURCE = "source";
  static final String METRIC = "metric";
  static final String OUTCOME = "outcome";
  static final String RECORDS = "records";
  static final String TRIAL = "trial";
  static final String REJECTED = "rejected";
  static final String TALLY = "tally";
  static final String GROUP = "group";
  static final String PATH = "path";
  static final String LINE = "line";
  static final String DRAFT = "draft";

  /** Of a trial without the metric's field what the record has instead, see {@link Absence}. */
  static final String ABSENCE = "absence";

  /** What the column outcome says besides the code of an exclusion. */
  static final String SCORED = "scored";

  static final String FAILED = "failed_trial";
  static final String REJECTION = "rejected_record";
  static final String READ = "read";

  /** A rejection that stands for no counted record: a file that broke or was left out. */
  static final String BROKEN = "broken_file";

  static final StructType DRAFT_SCHEMA =
      new StructType()
          .add("texts", DataTypes.createArrayType(DataTypes.StringType))
          .add("prefixed", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
          .add("passes", DataTypes.BooleanType);

  static final StructType NOTE_SCHEMA =
      new StructType()
          .add("kind", DataTypes.StringType)
          .add("count", DataTypes.LongType)
          .add("line", DataTypes.LongType)
          .add("detail", DataTypes.StringType);

  static final StructType TALLY_SCHEMA =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("records", DataTypes.LongType)
          .add("lines", DataTypes.LongType)
          .add("found", DataTypes.createArrayType(DataTypes.LongType))
          .add("notes", DataTypes.createArrayType(NOTE_SCHEMA));

  /** How the group of what is joined with nothing starts; those of drafts start with a digit. */
  private static final String ALONE = "-";

  private final RowCodec<Trial> trials;
  private final RowCodec<RejectedRecord> rejections;

  Events(RowCodec<Trial> trials, RowCodec<RejectedRecord> rejections) {
    this.trials = trials;
    this.rejections = rejections;
  }

  StructType schema() {
    return DataTypes.createStructType(
        new StructField[] {
          DataTypes.createStructField(SOURCE, DataTypes.StringType, true),
          DataTypes.createStructField(METRIC, DataTypes.StringType, true),
          DataTypes.createStructField(OUTCOME, DataTypes.StringType, true),
          DataTypes.createStructField(RECORDS, DataTypes.LongType, true),
          DataTypes.createStructField(TRIAL, trials.schema(), true),
          DataTypes.createStructField(REJECTED, rejections.schema(), true),
          DataTypes.createStructField(TALLY, TALLY_SCHEMA, true),
          DataTypes.createStructField(GROUP, DataTypes.StringType, true),
          DataTypes.createStructField(PATH, DataTypes.StringType, true),
          DataTypes.createStructField(LINE, DataTypes.LongType, true),
          DataTypes.createStructField(DRAFT, DRAFT_SCHEMA, true),
          DataTypes.createStructField(ABSENCE, DataTypes.StringType, true)
        });
  }

  /** A trial; the group is null where no duplicates are looked for. */
  Row trial(Trial trial, String group) {
    return trial(trial, group, null);
  }

  Row trial(Trial trial, String group, String absence) {
    return RowFactory.create(
        trial.origin().source(),
        trial.score().metric(),
        outcome(trial),
        trial.origin().records(),
        trials.encode(trial),
        null,
        null,
        group,
        group == null ? null : trial.origin().path(),
        group == null ? null : trial.origin().line().orElse(0),
        null,
        absence);
  }

  Trial trial(Row event) {
    return trials.decode(event.getAs(TRIAL));
  }

  RejectedRecord rejected(Row event) {
    return rejections.decode(event.getAs(REJECTED));
  }

  private static String outcome(Trial trial) {
    if (trial.outcome() instanceof Outcome.Scored) {
      return SCORED;
    }
    return trial.excludedReason().map(ExclusionReason::code).orElse(FAILED);
  }

  Row rejected(RejectedRecord record) {
    return rejected(record, null);
  }

  /** A record that is rejected for one metric only, or for all when that is null. */
  Row rejected(RejectedRecord record, String metric) {
    return RowFactory.create(
        record.source(),
        metric,
        record.records() == 0 ? BROKEN : REJECTION,
        record.records(),
        null,
        rejections.encode(record),
        null,
        ALONE + record.path() + "#" + record.line().orElse(0),
        record.path(),
        null,
        null,
        null);
  }

  Row tally(String source, FileTally tally) {
    return RowFactory.create(
        source,
        null,
        READ,
        tally.records(),
        null,
        null,
        row(tally),
        ALONE + tally.path(),
        tally.path(),
        null,
        null,
        null);
  }

  private static Row row(FileTally tally) {
    Row[] seen =
        tally.notes().entrySet().stream()
            .map(e -> row(e.getKey(), e.getValue()))
            .toArray(Row[]::new);
    return RowFactory.create(tally.path(), tally.records(), tally.lines(), tally.found(), seen);
  }

  private static Row row(NoteKind kind, FileTally.Seen seen) {
    return RowFactory.create(kind.code(), seen.count(), seen.line(), seen.detail());
  }

  Row draft(
      String source,
      String group,
      Place place,
      String[] texts,
      SortedMap<String, String> prefixed,
      boolean passes) {
    Row inner = RowFactory.create(texts, scalaMap(prefixed), passes);
    return RowFactory.create(
        source, null, null, 1L, null, null, null, group, place.path(), place.line(), inner, null);
  }

  static RejectedRecord rejection(
      String source, Place place, String reason, String text, long records) {
    OptionalLong line = place.line() > 0 ? OptionalLong.of(place.line()) : OptionalLong.empty();
    return new RejectedRecord(source, place.path(), line, Secrets.masked(reason), text, records);
  }

  private static scala.collection.Map<String, String> scalaMap(SortedMap<String, String> map) {
    return CollectionConverters.asScala(Map.copyOf(map));
  }

  /** Whether the rows of a group are no drafts. */
  static boolean alone(String group) {
    return group.startsWith(ALONE);
  }

  static List<String> texts(Row draft) {
    return draft.isNullAt(0) ? Collections.emptyList() : draft.getList(0);
  }

  static Map<String, String> prefixed(Row draft) {
    return draft.getJavaMap(1);
  }

  static boolean passes(Row draft) {
    return draft.getBoolean(2);
  }
}
