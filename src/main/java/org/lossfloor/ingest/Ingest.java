package org.lossfloor.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.RecordKind;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.engine.HadoopSettings;
import org.lossfloor.engine.KeptRows;
import org.lossfloor.error.InputException;
import org.lossfloor.ingest.count.Survey;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.ingest.event.GroupEvents;
import org.lossfloor.ingest.files.InputFile;
import org.lossfloor.ingest.files.InputFiles;
import org.lossfloor.ingest.files.InputSample;
import org.lossfloor.ingest.files.ListedSource;
import org.lossfloor.ingest.files.LostFiles;
import org.lossfloor.ingest.mark.AbsentFields;
import org.lossfloor.ingest.mark.Duplicates;
import org.lossfloor.ingest.mark.Retries;
import org.lossfloor.ingest.parquet.ParquetInput;
import org.lossfloor.ingest.pieces.FileInput;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.LogReaders;
import org.lossfloor.read.event.PointJoin;
import org.lossfloor.read.note.Note;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the logs of an audit: each file once, each record to a trial or to a rejection. A source
 * that cannot be used costs only itself.
 */
public final class Ingest {
  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

  /** Where Spark keeps what {@code setJobDescription} sets. */
  private static final String DESCRIPTION = "spark.job.description";

  private final SparkSession spark;

  private Ingest(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Reads all sources of an audit. The logs are parsed here, once; the result is persisted.
   *
   * @param spark the session
   * @param config the audit
   * @return the trials, the rejections and what became of every source
   * @throws InputException when no source can be used: a path matches nothing, no record can be
   *     read, a field that the mapping needs is in no record, or a trial is there that {@code
   *     on_failed: error} or {@code on_missing: error} forbids
   */
  public static Ingested read(SparkSession spark, AuditConfig config) {
    return read(spark, config, Optional.empty());
  }

  /**
   * Reads all sources of an audit, and nothing that audits have written.
   *
   * @param spark the session
   * @param config the audit
   * @param output the directory of all runs, which is left out where it lies within an input
   * @return the trials, the rejections and what became of every source
   * @throws InputException as {@link #read(SparkSession, AuditConfig)} does
   */
  public static Ingested read(SparkSession spark, AuditConfig config, Optional<String> output) {
    Ingested all = new Ingest(spark).read(config, InputSample.ALL, output);
    if (all.sources().stream().allMatch(source -> source.fault().isPresent())) {
      all.close();
      throw SourceJudge.noneUsable(all.sources());
    }
    return all;
  }

  /**
   * Reads some of the files of all sources, for a look before a large run.
   *
   * @param spark the session
   * @param config the audit
   * @param output the directory of all runs, which is left out where it lies within an input
   * @param bytes how much to read of each source; more if one file has to be read whole
   * @return the trials, the rejections and what became of every source; none of them may be usable
   */
  public static Ingested sample(
      SparkSession spark, AuditConfig config, Optional<String> output, long bytes) {
    return new Ingest(spark).read(config, new InputSample(bytes), output);
  }

  private Ingested read(AuditConfig config, InputSample sample, Optional<String> output) {
    SparkContext context = spark.sparkContext();
    String before = context.getLocalProperty(DESCRIPTION);
    context.setJobDescription("ingest " + config.name() + ": read the logs");
    try {
      Configuration hadoop = HadoopSettings.of(spark);
      List<ListedSource> sources =
          config.sources().stream()
              .map(source -> InputFiles.of(hadoop, source, output).sampled(sample, hadoop))
              .toList();
      return readWithout(new LostFiles(), config, sources);
    } finally {
      context.setJobDescription(before);
    }
  }

  private static void log(ListedSource source) {
    LOG.info(
        "source {}: {} files, {} bytes",
        source.source().name(),
        source.files().size(),
        source.files().stream().mapToLong(InputFile::length).sum());
  }

  /** A file that turns out to be lost is left out, and the rest is read again. */
  private Ingested readWithout(LostFiles lost, AuditConfig config, List<ListedSource> listed) {
    Configuration hadoop = HadoopSettings.of(spark);
    while (true) {
      List<ListedSource> sources = listed.stream().map(s -> s.without(lost.kinds())).toList();
      sources.forEach(Ingest::log);
      try {
        return read(config, sources);
      } catch (Exception e) {
        // Spark throws checked exceptions that it does not declare.
        if (lost.add(e, sources, hadoop)) {
          LOG.warn(
              "audit {}: {} files cannot be read any more; the others are read again",
              config.name(),
              lost.kinds().size());
          continue;
        }
        Optional<InputException> framed = ReadFailures.framed(e, config.name());
        if (framed.isPresent()) {
          throw framed.get();
        }
        throw e;
      }
    }
  }

  private Ingested read(AuditConfig config, List<ListedSource> sources) {
    List<Dataset<Row>> parts = new ArrayList<>();
    for (ListedSource source : sources) {
      if (source.fault().isEmpty()) {
        parts.add(finished(source.source(), source.files()));
      }
    }
    if (parts.isEmpty()) {
      parts.add(spark.createDataFrame(List.of(), Events.SCHEMA));
    }
    KeptRows kept = new KeptRows(spark, parts.stream().reduce(Dataset::unionAll).orElseThrow());
    boolean done = false;
    try {
      kept = replaced(kept, new Duplicates(spark, config).marked(kept));
      Survey survey = new Survey(kept.rows());
      AbsentFields.Decided decided = new AbsentFields(spark, sources).decided(kept, survey);
      if (decided.rows() != kept) {
        kept = replaced(kept, decided.rows());
        survey = new Survey(kept.rows());
      }
      KeptRows once = new Retries(spark, sources).marked(kept, survey);
      if (once != kept) {
        kept = replaced(kept, once);
        survey = new Survey(kept.rows());
      }
      Ingested result = judged(sources, kept, survey, decided.notes());
      done = true;
      return result;
    } finally {
      if (!done) {
        kept.close();
      }
    }
  }

  /** What was made from rows is kept by itself. */
  private static KeptRows replaced(KeptRows before, KeptRows after) {
    if (after != before) {
      before.close();
    }
    return after;
  }

  /** The events of a source, no drafts among them. */
  private Dataset<Row> finished(SourceConfig source, List<InputFile> files) {
    Dataset<Row> raw =
        LogReaders.of(source.format()).unit() == LogReader.Unit.ROWS
            ? new ParquetInput(spark, source).events(files)
            : new FileInput(spark, source).events(files);
    if (source.record() != RecordKind.POINT) {
      return raw;
    }
    return GroupEvents.by(functions.col(Events.GROUP), raw, new PointJoin(source));
  }

  private Ingested judged(
      List<ListedSource> sources, KeptRows kept, Survey survey, List<Note> notes) {
    SourceJudge judge = new SourceJudge(spark, kept.rows(), survey, notes);
    List<SourceReport> reports =
        sources.stream()
            .map(
                source ->
                    source.fault().isEmpty() ? judge.report(source) : SourceReport.unread(source))
            .toList();
    return new Ingested(kept, reports);
  }
}
