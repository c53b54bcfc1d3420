package org.lossfloor.ingest.mark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.config.LogFormat;
import org.lossfloor.engine.KeptRows;
import org.lossfloor.ingest.count.Survey;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.ingest.event.GroupEvents;
import org.lossfloor.ingest.files.InputFile;
import org.lossfloor.ingest.files.ListedSource;
import org.lossfloor.ingest.parquet.DecodedFile;
import org.lossfloor.read.KnownFields;
import org.lossfloor.read.event.AbsentRule;
import org.lossfloor.read.note.Note;
import org.lossfloor.read.trial.Absence;
import org.lossfloor.read.trial.FieldGap;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.Trial;

/**
 * Decides on trials that lack the field of their metric. Single ones among others have failed:
 * their runs crashed before they logged it. Those of a file in which no trial has the field, those
 * before or after some line, and those with the field in another spelling belong to another log or
 * another version of it: {@code on_absent_field} says what they count as. Most logs have neither
 * kind, and nothing runs here.
 */
public final class AbsentFields {
  private static final String PATH = "path";
  private static final String LINE = "line";
  private static final String WHAT = "what";
  private static final String SHOWN = "shown";
  private static final StructType PLACES =
      new StructType()
          .add(Events.SOURCE, DataTypes.StringType)
          .add(Events.METRIC, DataTypes.StringType)
          .add(PATH, DataTypes.StringType)
          .add(LINE, DataTypes.LongType)
          .add(WHAT, DataTypes.StringType)
          .add(SHOWN, DataTypes.StringType);
  private static final String HAS = "has";
  private static final String LACKS = "lacks";
  private static final String TWIN = "twin";

  private final SparkSession spark;
  private final List<ListedSource> sources;

  public AbsentFields(SparkSession spark, List<ListedSource> sources) {
    this.spark = spark;
    this.sources = sources;
  }

  /**
   * The rows with every trial decided.
   *
   * @param rows the rows; the same rows if there was nothing to decide
   * @param notes what was decided
   */
  public record Decided(KeptRows rows, List<Note> notes) {}

  /**
   * Decides.
   *
   * @param kept the events
   * @param survey the counts over them
   * @return the events without undecided trials
   */
  public Decided decided(KeptRows kept, Survey survey) {
    List<ListedSource> lacking =
        sources.stream().filter(source -> survey.lacksFields(source.source())).toList();
    if (lacking.isEmpty()) {
      return new Decided(kept, List.of());
    }
    List<FieldGap> gaps = gaps(kept.rows(), lacking);
    Set<String> foreign = new HashSet<>();
    List<Note> notes = new ArrayList<>();
    for (ListedSource source : lacking) {
      new GapNotes(source, survey, this::isForeign).add(gaps, notes);
    }
    gaps.stream()
        .filter(this::isForeign)
        .forEach(gap -> foreign.add(AbsentRule.key(gap.source(), gap.metric(), gap.path())));
    Column undecided = functions.col(Events.OUTCOME).equalTo(ExclusionReason.ABSENT_FIELD.code());
    Dataset<Row> rows =
        kept.rows()
            .filter(functions.not(functions.coalesce(undecided, functions.lit(false))))
            .unionAll(
                kept.rows()
                    .filter(undecided)
                    .mapPartitions(
                        new GroupEvents(
                            new AbsentRule(
                                lacking.stream().map(ListedSource::source).toList(), foreign)),
                        Events.encoder()));
    KeptRows decided = new KeptRows(spark, rows);
    // Here, while its input is still kept.
    decided.rows().count();
    return new Decided(decided, notes);
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
    return sources.stream()
        .filter(source -> source.source().name().equals(gap.source()))
        .findFirst()
        .orElseThrow();
  }

  private List<String> names(ListedSource source, FieldGap gap) {
    List<InputFile> file =
        source.files().stream().filter(f -> f.path().equals(gap.path())).toList();
    return new KnownFields(source.source(), DecodedFile.of(spark, file)).names();
  }

  private List<FieldGap> gaps(Dataset<Row> events, List<ListedSource> lacking) {
    Column has = functions.col(WHAT).equalTo(HAS);
    Column absent = functions.not(has);
    Column line = functions.col(LINE);
    Object[] names = lacking.stream().map(source -> source.source().name()).toArray();
    return events
        .filter(functions.col(Events.TRIAL).isNotNull())
        .filter(functions.col(Events.SOURCE).isin(names))
        .mapPartitions(new Locate(), Encoders.row(PLACES))
        .groupBy(Events.SOURCE, Events.METRIC, PATH)
        .agg(
            functions.sum(functions.when(has, 1L).otherwise(0L)),
            functions.sum(functions.when(functions.col(WHAT).equalTo(LACKS), 1L).otherwise(0L)),
            functions
                .sum(functions.when(functions.col(WHAT).equalTo(TWIN), 1L).otherwise(0L))
                .as("twins"),
            functions
                .min(functions.when(absent, functions.struct(line, functions.col(SHOWN))))
                .as("first"),
            functions.max(functions.when(absent, line)),
            functions.min(functions.when(has, line)),
            functions.max(functions.when(has, line)))
        .filter(functions.col("first").isNotNull())
        .collectAsList()
        .stream()
        .map(AbsentFields::gap)
        .toList();
  }

  private static FieldGap gap(Row row) {
    return new FieldGap(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getStruct(6).getLong(0),
        row.getLong(7),
        row.isNullAt(8) ? 0 : row.getLong(8),
        row.isNullAt(9) ? 0 : row.getLong(9),
        Absence.parse(row.getStruct(6).getString(1)));
  }

  /** Where the trials that count stand and whether they have the field. */
  private record Locate() implements MapPartitionsFunction<Row, Row> {
    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      List<Row> located = new ArrayList<>();
      while (rows.hasNext()) {
        Row row = rows.next();
        String what = what(row);
        if (what != null) {
          Trial trial = Events.trial(row);
          located.add(
              RowFactory.create(
                  trial.origin().source(),
                  trial.score().metric(),
                  trial.origin().path(),
                  trial.origin().line().orElse(0),
                  what,
                  row.getAs(Events.ABSENCE)));
        }
      }
      return located.iterator();
    }

    /** Null for trials that do not say whether their log has the field. */
    private static String what(Row row) {
      String outcome = row.getAs(Events.OUTCOME);
      String absence = row.getAs(Events.ABSENCE);
      if (outcome.equals(ExclusionReason.ABSENT_FIELD.code())) {
        return Absence.parse(absence).twin() ? TWIN : LACKS;
      }
      boolean out =
          outcome.equals(ExclusionReason.FILTERED.code())
              || outcome.equals(ExclusionReason.DUPLICATE.code());
      return absence != null || out ? null : HAS;
    }
  }
}
