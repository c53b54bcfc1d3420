package org.lossfloor.ingest;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.SerializableConfiguration;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.config.key.RecordKind;
import org.lossfloor.engine.HadoopSettings;
import org.lossfloor.error.InputException;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.ingest.event.GroupEvents;
import org.lossfloor.ingest.files.InputFile;
import org.lossfloor.ingest.files.InputFiles;
import org.lossfloor.ingest.files.InputSample;
import org.lossfloor.ingest.files.ListedSource;
import org.lossfloor.ingest.files.LostFiles;
import org.lossfloor.ingest.kept.KeptEvents;
import org.lossfloor.ingest.mark.EventSet;
import org.lossfloor.ingest.mark.LocalEvents;
import org.lossfloor.ingest.mark.SparkEvents;
import org.lossfloor.ingest.parquet.ParquetInput;
import org.lossfloor.ingest.pieces.FileInput;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.LogReaders;
import org.lossfloor.read.event.Event;
import org.lossfloor.read.event.PointJoin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the logs of an audit: each file once, each record to a trial or to a rejection. A source
 * that cannot be used costs only itself.
 */
public final class Ingest {
  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

  /**
   * How many bytes of text are best read without Spark. A second or two of one thread, which is
   * what the start of Spark takes; and as events, some ten times their size, they fit into a heap
   * that Spark itself could live in.
   */
  public static final long MOST = 64_000_000;

  /** Where Spark keeps what {@code setJobDescription} sets. */
  private static final String DESCRIPTION = "spark.job.description";

  private static final String LOCAL = "local";

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
    Decided<SparkEvents> read = new Ingest(spark).read(config, InputSample.ALL, output);
    Ingested all = new Ingested(read.events().kept(), read.reports());
    if (all.sources().stream().allMatch(source -> source.fault().isPresent())) {
      all.close();
      throw SourceJudge.noneUsable(all.sources());
    }
    return all;
  }

  /**
   * Reads some of the files of a source, for a look before a large run. Spark is asked for only
   * where it is needed: to decode a format, on a cluster, or for more than {@code most} bytes.
   *
   * @param spark gives the session
   * @param config the audit, of one source
   * @param output the directory of all runs, which is left out where it lies within an input
   * @param bytes how much to read; more if one file has to be read whole
   * @param most how many bytes of text are read without Spark, see {@link #MOST}
   * @return the trials, the rejections and what became of the source; it may not be usable
   */
  public static Sample sample(
      Supplier<SparkSession> spark,
      AuditConfig config,
      Optional<String> output,
      long bytes,
      long most) {
    InputSample size = new InputSample(bytes);
    LogReader reader = LogReaders.of(config.sources().get(0).format());
    if (sparkIsLocal() && reader.unit() != LogReader.Unit.ROWS) {
      Supplier<Configuration> hadoop = HadoopSettings.withoutSession();
      List<ListedSource> listed = listed(hadoop, config, size, output);
      if (listed.stream().allMatch(source -> source.fits(most, hadoop))) {
        return new Sample(
            readWithout(
                hadoop,
                config,
                listed,
                sources -> Decided.of(LocalEvents.read(hadoop, sources), config, sources)));
      }
    }
    return new Sample(new Ingest(spark.get()).read(config, size, output));
  }

  /**
   * Whether the files of an audit are few and small, as far as they can be listed.
   *
   * @param config the audit
   * @param output the directory of all runs, which is left out where it lies within an input
   * @return true if each source has at most {@link #MOST} bytes of text
   */
  public static boolean isSmall(AuditConfig config, Optional<String> output) {
    Supplier<Configuration> hadoop = HadoopSettings.withoutSession();
    return listed(hadoop, config, InputSample.ALL, output).stream()
        .allMatch(source -> source.fits(MOST, hadoop));
  }

  /**
   * Whether Spark would run in this JVM. On a cluster other machines read the files, and an
   * application that was asked for and never used is reported as failed.
   */
  private static boolean sparkIsLocal() {
    return System.getProperty("spark.master", LOCAL).startsWith(LOCAL);
  }

  private static List<ListedSource> listed(
      Supplier<Configuration> hadoop,
      AuditConfig config,
      InputSample sample,
      Optional<String> output) {
    return config.sources().stream()
        .map(source -> InputFiles.of(hadoop, source, output).sampled(sample, hadoop))
        .toList();
  }

  private Decided<SparkEvents> read(
      AuditConfig config, InputSample sample, Optional<String> output) {
    SparkContext context = spark.sparkContext();
    String before = context.getLocalProperty(DESCRIPTION);
    context.setJobDescription("ingest " + config.name() + ": read the logs");
    try {
      Configuration hadoop = HadoopSettings.of(spark);
      return readWithout(
          () -> hadoop,
          config,
          listed(() -> hadoop, config, sample, output),
          sources -> Decided.of(raw(sources), config, sources));
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
  private static <E extends EventSet<E>> Decided<E> readWithout(
      Supplier<Configuration> hadoop,
      AuditConfig config,
      List<ListedSource> listed,
      Function<List<ListedSource>, Decided<E>> read) {
    LostFiles lost = new LostFiles();
    while (true) {
      List<ListedSource> sources = listed.stream().map(s -> s.without(lost.kinds())).toList();
      sources.forEach(Ingest::log);
      try {
        return read.apply(sources);
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

  private SparkEvents raw(List<ListedSource> sources) {
    Broadcast<SerializableConfiguration> hadoop = HadoopSettings.shared(spark);
    JavaRDD<Event> events =
        sources.stream()
            .filter(source -> source.fault().isEmpty())
            .map(source -> finished(source.source(), source.files(), hadoop))
            .reduce(JavaRDD::union)
            .orElseGet(() -> JavaSparkContext.fromSparkContext(spark.sparkContext()).emptyRDD());
    return new SparkEvents(spark, KeptEvents.of(spark, events));
  }

  /** The events of a source, no drafts among them. */
  private JavaRDD<Event> finished(
      SourceConfig source, List<InputFile> files, Broadcast<SerializableConfiguration> hadoop) {
    JavaRDD<Event> raw =
        LogReaders.of(source.format()).unit() == LogReader.Unit.ROWS
            ? new ParquetInput(spark, source, hadoop).events(files)
            : new FileInput(spark, source, hadoop).events(files);
    if (source.record() != RecordKind.POINT) {
      return raw;
    }
    return Events.of(
        GroupEvents.by(
            functions.col(Events.GROUP), Events.frame(spark, raw), new PointJoin(source)));
  }
}
