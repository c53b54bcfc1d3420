package org.lossfloor.ingest.mark;

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
import org.lossfloor.ingest.count.BrokenFiles;
import org.lossfloor.ingest.count.Survey;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.ingest.files.InputFile;
import org.lossfloor.ingest.kept.KeptEvents;
import org.lossfloor.ingest.parquet.DecodedFile;
import org.lossfloor.read.event.AbsentRule;
import org.lossfloor.read.file.LogFile;
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
public record SparkEvents(SparkSession spark, KeptEvents kept) implements EventSet<SparkEvents> {
  /** Columns of trials and rejections that say where they stand. */
  private static final String SOURCE_PATH = "source_path";

  private static final String SOURCE_LINE = "source_line";

  private Dataset<Row> rows() {
    return kept.rows();
  }

  private SparkEvents with(KeptEvents after) {
    return after == kept ? this : new SparkEvents(spark, after);
  }

  @Override
  public Survey survey() {
    return kept.survey();
  }

  @Override
  public SparkEvents deduplicated(List<SourceConfig> sources) {
    return with(new Duplicates(sources).marked(kept));
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
    Dataset<Row> broken =
        others(source).filter(functions.col(Events.OUTCOME).equalTo(Events.BROKEN));
    long count = broken.select(Events.PATH).distinct().count();
    return new BrokenFiles(count, first(broken, inRejected(SOURCE_PATH), inRejected(SOURCE_LINE)));
  }

  @Override
  public Optional<RejectedRecord> firstRejected(String source) {
    return first(
        others(source).filter(functions.col(Events.REJECTED).isNotNull()),
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

  private Dataset<Row> others(String source) {
    return kept.others().filter(functions.col(Events.SOURCE).equalTo(source));
  }

  @Override
  public List<? extends LogFile> files(List<InputFile> files) {
    return DecodedFile.of(spark, files);
  }

  @Override
  public Iterator<Trial> trials() {
    return mapped(kept.trials(List.of()).toLocalIterator(), TrialsTable::trial);
  }

  @Override
  public Iterator<RejectedRecord> rejected() {
    Iterator<Row> rejected =
        kept.others().filter(functions.col(Events.REJECTED).isNotNull()).toLocalIterator();
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
