package org.lossfloor.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.LogFormat;
import org.lossfloor.config.Nearest;
import org.lossfloor.config.RecordKind;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;

/** Reads the logs of an audit: each file once, each record to a trial or to a rejection. */
public final class Ingest {
  private static final int FIELDS_SHOWN = 40;

  /** Where Spark keeps what {@code setJobDescription} sets. */
  private static final String DESCRIPTION = "spark.job.description";

  private final SparkSession spark;
  private final RowCodec<Trial> trials;
  private final RowCodec<RejectedRecord> rejections;
  private final Events events;

  private Ingest(SparkSession spark, RowCodec<Trial> trials, RowCodec<RejectedRecord> rejections) {
    this.spark = spark;
    this.trials = trials;
    this.rejections = rejections;
    events = new Events(trials, rejections);
  }

  /**
   * Reads all sources of an audit. The logs are parsed here, once; the result is persisted.
   *
   * @param spark the session
   * @param config the audit
   * @param trials how trials cross Spark's boundaries
   * @param rejections how rejected records do
   * @return the trials, the rejections and the counts
   * @throws InputException when a path matches nothing, no record of a source can be read, a field
   *     that the mapping needs is in no record, or a trial is there that {@code on_failed: error}
   *     or {@code on_missing: error} forbids
   */
  public static Ingested read(
      SparkSession spark,
      AuditConfig config,
      RowCodec<Trial> trials,
      RowCodec<RejectedRecord> rejections) {
    return new Ingest(spark, trials, rejections).read(config, InputSample.ALL);
  }

  /**
   * Reads some of the files of all sources, for a look before a large run.
   *
   * @param spark the session
   * @param config the audit
   * @param trials how trials cross Spark's boundaries
   * @param rejections how rejected records do
   * @param bytes how much to read of each source; at least one file is read
   * @return the trials, the rejections and the counts of those files
   * @throws InputException as {@link #read} does
   */
  public static Ingested sample(
      SparkSession spark,
      AuditConfig config,
      RowCodec<Trial> trials,
      RowCodec<RejectedRecord> rejections,
      long bytes) {
    return new Ingest(spark, trials, rejections).read(config, new InputSample(bytes));
  }

  private Ingested read(AuditConfig config, InputSample sample) {
    SparkContext context = spark.sparkContext();
    String before = context.getLocalProperty(DESCRIPTION);
    context.setJobDescription("ingest " + config.name() + ": read the logs");
    try {
      return readWithout(new BrokenWithin(), config, sample);
    } finally {
      context.setJobDescription(before);
    }
  }

  /** A file that turns out to be broken within is left out, and what is left is read again. */
  private Ingested readWithout(BrokenWithin broken, AuditConfig config, InputSample sample) {
    while (true) {
      try {
        return listed(config, sample, broken);
      } catch (Exception e) {
        // Spark throws checked exceptions that it does not declare.
        if (broken.add(e, spark.sessionState().newHadoopConf())) {
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

  private Ingested listed(AuditConfig config, InputSample sample, BrokenWithin broken) {
    List<List<InputFile>> files =
        config.sources().stream()
            .map(s -> sample.of(InputFiles.of(spark.sessionState().newHadoopConf(), s)))
            .toList();
    List<Dataset<Row>> parts = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      parts.add(finished(config.sources().get(i), files.get(i), broken));
    }
    KeptRows all = new KeptRows(spark, parts.stream().reduce(Dataset::unionAll).orElseThrow());
    KeptRows marked = all;
    boolean done = false;
    try {
      marked = new Duplicates(spark, config, events.schema(), trials, rejections).marked(all);
      Ingested result = surveyed(config, files, marked);
      done = true;
      return result;
    } finally {
      if (!done) {
        marked.close();
      }
      if (marked != all) {
        all.close();
      }
    }
  }

  /** The events of a source, no drafts among them. */
  private Dataset<Row> finished(SourceConfig source, List<InputFile> files, BrokenWithin broken) {
    Dataset<Row> raw =
        source.format() == LogFormat.PARQUET
            ? new ParquetInput(spark, source, trials, rejections).events(files, broken)
            : new TextInput(spark, source).events(files, trials, rejections);
    if (source.record() != RecordKind.POINT) {
      return raw;
    }
    Encoder<Row> encoder = Encoders.row(events.schema());
    return raw.groupBy(functions.col(Events.GROUP))
        .as(Encoders.STRING(), encoder)
        .flatMapGroups(new JoinPoints(source, trials, rejections), encoder);
  }

  private Ingested surveyed(AuditConfig config, List<List<InputFile>> files, KeptRows kept) {
    Dataset<Row> all = kept.rows();
    Survey survey = new Survey(all);
    List<SourceCounts> counts = new ArrayList<>();
    List<Note> notes = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      SourceConfig source = config.sources().get(i);
      checkFields(source, files.get(i), survey, warnings);
      checkReadable(source, survey, all);
      BrokenFiles broken =
          survey.hasBroken(source) ? BrokenFiles.of(source, all, events) : BrokenFiles.NONE;
      broken.warning(source).ifPresent(warnings::add);
      for (Note note : survey.notes(source)) {
        notes.add(note);
        warnings.add(note.text());
      }
      counts.addAll(survey.counts(source, files.get(i).size(), broken.count()));
    }
    if (counts.stream().anyMatch(Survey::refuses)) {
      throw refused(all);
    }
    return new Ingested(kept, counts, notes, warnings);
  }

  private void checkReadable(SourceConfig source, Survey survey, Dataset<Row> all) {
    long records = survey.records(source);
    if (records > survey.rejected(source)) {
      return;
    }
    String first =
        all
            .filter(functions.col(Events.SOURCE).equalTo(source.name()))
            .filter(functions.col(Events.REJECTED).isNotNull())
            .orderBy(functions.col(Events.RECORDS).desc())
            .limit(1)
            .collectAsList()
            .stream()
            .map(row -> events.rejected(row))
            .map(r -> " The first: " + r.reason() + " (" + r.path() + ").")
            .findFirst()
            .orElse("");
    throw new InputException(
        records == 0 ? "no record is there" : "none of " + records + " records could be read",
        "source " + source.name() + ", " + String.join(", ", source.paths()),
        "Check `path`, `format` and the mapping of the source." + first);
  }

  private void checkFields(
      SourceConfig source, List<InputFile> files, Survey survey, List<String> warnings) {
    Plan plan = new TrialMaker(source).plan();
    List<String> fields = plan.counted();
    long records = survey.found(source, fields.size());
    for (int i = 0; i < fields.size(); i++) {
      String field = fields.get(i);
      if (records == 0 || field.isEmpty() || survey.found(source, i) > 0) {
        continue;
      }
      String what = "the field `" + field + "` is in none of the " + records + " records";
      if (plan.needed(field)) {
        throw absent(source, files, what, field);
      }
      warnings.add("source " + source.name() + ": " + what + ".");
    }
  }

  private InputException absent(
      SourceConfig source, List<InputFile> files, String what, String field) {
    List<String> names = FieldNames.of(spark, source, files);
    String near = Nearest.to(field, names).map(name -> "Did you mean `" + name + "`? ").orElse("");
    String there = names.stream().limit(FIELDS_SHOWN).collect(Collectors.joining(", "));
    return new InputException(
        what,
        "source " + source.name() + ", " + String.join(", ", source.paths()),
        near + "Fields there: " + there + (names.size() > FIELDS_SHOWN ? ", ..." : "") + ".");
  }

  private InputException refused(Dataset<Row> all) {
    Row first =
        all.filter(functions.col(Events.OUTCOME).isin(Survey.refusals().toArray()))
            .limit(1)
            .collectAsList()
            .get(0);
    Trial trial = events.trial(first);
    return new InputException(
        "trial " + trial.trialId() + ": " + trial.excludedReason().orElseThrow().sentence(),
        "source " + trial.origin().source() + ", " + trial.origin().path(),
        "Mend the log, or say worst or exclude instead of error.");
  }
}
