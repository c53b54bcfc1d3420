package org.lossfloor.ingest;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;

/** Parquet files to events. */
final class ParquetInput {
  private final SparkSession spark;
  private final SourceConfig source;
  private final RowCodec<Trial> trials;
  private final RowCodec<RejectedRecord> rejections;
  private final Events events;

  ParquetInput(
      SparkSession spark,
      SourceConfig source,
      RowCodec<Trial> trials,
      RowCodec<RejectedRecord> rejections) {
    this.spark = spark;
    this.source = source;
    this.trials = trials;
    this.rejections = rejections;
    events = new Events(trials, rejections);
  }

  /**
   * Files whose end cannot be read are rejected, and those that turned out to be broken within;
   * Spark would stop the run at them.
   */
  Dataset<Row> events(List<InputFile> files, BrokenWithin within) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    List<Optional<String>> faults =
        files.parallelStream()
            .map(file -> within.reason(file).or(() -> fault(file, hadoop)))
            .toList();
    List<InputFile> whole = new ArrayList<>();
    List<Row> broken = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      if (faults.get(i).isEmpty()) {
        whole.add(files.get(i));
      } else {
        broken.add(rejection(files.get(i), faults.get(i).get()));
      }
    }
    Dataset<Row> rejected = spark.createDataFrame(broken, events.schema());
    return whole.isEmpty() ? rejected : read(whole).unionAll(rejected);
  }

  private static Optional<String> fault(InputFile file, Configuration hadoop) {
    try {
      return ParquetFooter.fault(file, hadoop);
    } catch (StorageFault e) {
      throw new UncheckedIOException(e);
    }
  }

  private Row rejection(InputFile file, String reason) {
    Place place = new Place(file.path(), Map.of(), 0);
    return events.rejected(Events.rejection(source.name(), place, reason, "", 0));
  }

  static boolean isWhole(InputFile file, Configuration hadoop) {
    return fault(file, hadoop).isEmpty();
  }

  private Dataset<Row> read(List<InputFile> files) {
    Dataset<Row> frame = frame(files);
    Column[] columns = columns(frame.schema());
    ReadRows function = new ReadRows(source, trials, rejections);
    return frame.select(columns).mapPartitions(function, Encoders.row(events.schema()));
  }

  private Dataset<Row> frame(List<InputFile> files) {
    String[] paths = files.stream().map(InputFile::path).toArray(String[]::new);
    try {
      return spark.read().option("mergeSchema", "true").parquet(paths);
    } catch (Exception e) {
      if (e instanceof AnalysisException || e instanceof org.apache.spark.SparkException) {
        throw new InputException(
            "the Parquet files cannot be read together: " + firstLine(e),
            "source " + source.name(),
            "Read files of different layout as sources of their own.");
      }
      throw e;
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** The mapped columns of those there are, then the file and the index of the row in it. */
  private Column[] columns(StructType schema) {
    Plan plan = new TrialMaker(source).plan();
    List<Column> columns = new ArrayList<>();
    for (String name : schema.fieldNames()) {
      if (plan.tree().name(name) != null || plan.tree().prefixed(name) != null) {
        columns.add(functions.col("`" + name.replace("`", "``") + "`"));
      }
    }
    columns.add(functions.col("_metadata.file_path"));
    columns.add(functions.col("_metadata.row_index"));
    return columns.toArray(Column[]::new);
  }
}
