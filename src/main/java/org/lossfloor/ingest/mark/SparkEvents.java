package org.lossfloor.ingest.mark;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.engine.KeptRows;
import org.lossfloor.ingest.count.BrokenFiles;
import org.lossfloor.ingest.count.Survey;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.ingest.files.InputFile;
import org.lossfloor.ingest.parquet.DecodedFile;
import org.lossfloor.read.event.AbsentRule;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.trial.FieldGap;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;
import org.lossfloor.table.TrialsTable;

/**
 * Events in rows that Spark keeps.
 *
 * @param spark the session
 * @param kept the rows, see {@link Events}
 */
public record SparkEvents(SparkSession spark, KeptRows kept) implements EventSet<SparkEvents> {
  /** The column of a trial that holds the state it reached. */
  private static final String STATE = "state";

  /** Columns of trials and rejections that say where they stand. */
  private static final String SOURCE_PATH = "source_path";

  private static final String SOURCE_LINE = "source_line";

  /** How many events there are of a kind. */
  private static final String EVENTS = "events";

  /** The parts of what a tally holds, see {@link #counted}. */
  private static final String WHAT = "what";

  private static final String COUNT = "count";
  private static final String LINE = "line";
  private static final String DETAIL = "detail";
  private static final String COUNTED = "counted";
  private static final String PATH = "path";
  private static final String FIRST = "first";
  private static final String WHOLE = "whole";

  private Dataset<Row> rows() {
    return kept.rows();
  }

  private SparkEvents with(KeptRows after) {
    return after == kept ? this : new SparkEvents(spark, after);
  }

  @Override
  public Survey survey() {
    Survey survey = new Survey();
    for (Row row : outcomes()) {
      survey.add(
          row.getAs(Events.SOURCE),
          row.getAs(Events.METRIC),
          row.getAs(Events.OUTCOME),
          row.getAs(STATE),
          row.<Long>getAs(EVENTS),
          row.<Long>getAs(Events.RECORDS));
    }
    for (Row row : tallies()) {
      Row first = row.getAs(FIRST);
      survey.add(
          row.getAs(Events.SOURCE),
          row.getAs(WHAT),
          row.<Long>getAs(COUNT),
          new Survey.Place(first.getAs(PATH), first.<Long>getAs(LINE), first.getAs(DETAIL)),
          row.getList(row.fieldIndex(WHOLE)));
    }
    return survey;
  }

  private List<Row> outcomes() {
    return rows()
        .groupBy(
            functions.col(Events.SOURCE),
            functions.col(Events.METRIC),
            functions.col(Events.OUTCOME),
            functions.col(Events.TRIAL).getField(STATE).as(STATE))
        .agg(
            functions.count(functions.lit(1)).as(EVENTS),
            functions.sum(Events.RECORDS).as(Events.RECORDS))
        .collectAsList();
  }

  /** What the tallies of each source hold together: by what was counted the sum and the first. */
  private List<Row> tallies() {
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
        functions.array(counted(functions.lit(Survey.LINES), tally.getField("lines"), start, none));
    return rows()
        .filter(tally.isNotNull())
        .select(
            functions.col(Events.SOURCE),
            tally.getField(PATH).as(PATH),
            functions.explode(functions.concat(fields, notes, lines)).as(COUNTED))
        .select(Events.SOURCE, PATH, COUNTED + ".*")
        .groupBy(Events.SOURCE, WHAT)
        .agg(
            functions.sum(COUNT).as(COUNT),
            functions.min(functions.struct(PATH, LINE, DETAIL)).as(FIRST),
            functions
                .slice(
                    functions.array_sort(functions.collect_set(notedWhole())), 1, Survey.FILES_KEPT)
                .as(WHOLE))
        .collectAsList();
  }

  /** The path of a file that is noted as a whole, else null. */
  private static Column notedWhole() {
    Object[] kinds = Arrays.stream(NoteKind.values()).map(NoteKind::code).toArray();
    Column noted = functions.col(WHAT).isin(kinds);
    return functions.when(noted.and(functions.col(LINE).equalTo(0)), functions.col(PATH));
  }

  private static Column counted(Column what, Column count, Column line, Column detail) {
    return functions.struct(what.as(WHAT), count.as(COUNT), line.as(LINE), detail.as(DETAIL));
  }

  @Override
  public SparkEvents deduplicated(List<SourceConfig> sources) {
    return with(new Duplicates(spark, sources).marked(kept));
  }

  @Override
  public List<FieldGap> gaps(Collection<String> sources) {
    return Gaps.of(rows(), sources);
  }

  @Override
  public SparkEvents decided(AbsentRule rule) {
    return with(Gaps.decided(spark, rows(), rule));
  }

  @Override
  public SparkEvents retried(Collection<String> sources) {
    return sources.isEmpty() ? this : with(new Retries(spark, sources).marked(kept));
  }

  @Override
  public BrokenFiles broken(String source) {
    Dataset<Row> broken = of(source).filter(functions.col(Events.OUTCOME).equalTo(Events.BROKEN));
    long count = broken.select(Events.PATH).distinct().count();
    return new BrokenFiles(count, first(broken, inRejected(SOURCE_PATH), inRejected(SOURCE_LINE)));
  }

  @Override
  public Optional<RejectedRecord> firstRejected(String source) {
    return first(
        of(source).filter(functions.col(Events.REJECTED).isNotNull()),
        functions.col(Events.RECORDS).desc(),
        inRejected(SOURCE_PATH),
        inRejected(SOURCE_LINE));
  }

  private static Column inRejected(String column) {
    return functions.col(Events.REJECTED).getField(column);
  }

  private static Optional<RejectedRecord> first(Dataset<Row> rejected, Column... order) {
    return rejected.orderBy(order).limit(1).collectAsList().stream()
        .map(Events::rejected)
        .findFirst();
  }

  @Override
  public Optional<Trial> firstRefused(String source) {
    Column trial = functions.col(Events.TRIAL);
    return of(source)
        .filter(functions.col(Events.OUTCOME).isin(Survey.refusals().toArray()))
        .orderBy(trial.getField(SOURCE_PATH), trial.getField(SOURCE_LINE))
        .limit(1)
        .collectAsList()
        .stream()
        .map(Events::trial)
        .findFirst();
  }

  private Dataset<Row> of(String source) {
    return rows().filter(functions.col(Events.SOURCE).equalTo(source));
  }

  @Override
  public List<? extends LogFile> files(List<InputFile> files) {
    return DecodedFile.of(spark, files);
  }

  @Override
  public Iterator<Trial> trials() {
    Iterator<Row> trials =
        rows()
            .filter(functions.col(Events.TRIAL).isNotNull())
            .select(Events.TRIAL + ".*")
            .toLocalIterator();
    return mapped(trials, TrialsTable::trial);
  }

  @Override
  public Iterator<RejectedRecord> rejected() {
    Iterator<Row> rejected =
        rows().filter(functions.col(Events.REJECTED).isNotNull()).toLocalIterator();
    return mapped(rejected, Events::rejected);
  }

  private static <T> Iterator<T> mapped(Iterator<Row> rows, Function<Row, T> made) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public T next() {
        return made.apply(rows.next());
      }
    };
  }

  @Override
  public void close() {
    kept.close();
  }
}
