package org.lossfloor.simulate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.ingest.Ingest;

/**
 * Measures how fast logs are read into trials, against Spark, which reads the same files and does
 * nothing with them. The logs are simulated sweeps.
 *
 * <p>Ours is all of {@link Ingest#read}: parse, check, judge, find duplicates, keep and count. Bare
 * Spark is {@code spark.read()} to the {@code noop} sink, which keeps nothing, once finding columns
 * and types itself as ours does, and once with the schema given, see {@link IngestRates}. The
 * measure is the CPU time of the whole process, collector and compiler included, so that other work
 * on the machine does not matter.
 *
 * @param megabytes how large the logs are, in millions of bytes, at least 1
 * @param repeats how often each is measured after a warm-up, at least 1
 */
public record IngestBench(int megabytes, int repeats) {
  private static final int TRIALS_PER_FILE = 20_000;
  private static final int WARM_UPS = 3;
  private static final int MEGA = 1_000_000;
  private static final long SEED = 1;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public IngestBench {
    if (megabytes < 1 || repeats < 1) {
      throw new IllegalArgumentException(
          "Cannot measure " + megabytes + " MB " + repeats + " times: both must be at least 1");
    }
  }

  /**
   * Writes logs below a folder and measures how they are read.
   *
   * @param spark the session
   * @param folder an empty folder of this machine
   * @param format of the logs; the size of Parquet is that of its files, made from so much CSV
   * @return what was measured
   */
  public IngestRates run(SparkSession spark, Path folder, BenchFormat format) {
    Path logs = folder.resolve(format.code());
    long bytes = write(spark, folder, format);
    AuditConfig audit = AuditConfig.parse("bench.yaml", audit(logs, format));
    StructType schema = inferring(spark, format).load(url(logs)).schema();
    List<Double> ours = new ArrayList<>();
    List<Double> typed = new ArrayList<>();
    List<Double> given = new ArrayList<>();
    for (int i = 0; i < WARM_UPS + repeats; i++) {
      ours.add(seconds(() -> ingest(spark, audit)));
      typed.add(seconds(() -> drain(inferring(spark, format).load(url(logs)))));
      given.add(seconds(() -> drain(reader(spark, format).schema(schema).load(url(logs)))));
    }
    return new IngestRates(format, bytes, warm(ours), warm(typed), warm(given));
  }

  private static List<Double> warm(List<Double> all) {
    return all.subList(WARM_UPS, all.size());
  }

  private static void ingest(SparkSession spark, AuditConfig audit) {
    Ingest.read(spark, audit).close();
  }

  private static double seconds(Runnable work) {
    long before = ProcessClock.cpuNanos();
    work.run();
    return (ProcessClock.cpuNanos() - before) / 1e9;
  }

  private static DataFrameReader reader(SparkSession spark, BenchFormat format) {
    return switch (format) {
      case CSV -> spark.read().format("csv").option("header", true);
      case JSONL -> spark.read().format("json");
      case PARQUET -> spark.read().format("parquet");
    };
  }

  /** Spark finds columns and types itself; for JSON it always does. */
  private static DataFrameReader inferring(SparkSession spark, BenchFormat format) {
    return reader(spark, format).option("inferSchema", true);
  }

  private static void drain(Dataset<Row> rows) {
    rows.write().format("noop").mode("overwrite").save();
  }

  private static String url(Path path) {
    return path.toUri().toString();
  }

  private long write(SparkSession spark, Path folder, BenchFormat format) {
    Path logs = folder.resolve(format.code());
    if (format != BenchFormat.PARQUET) {
      return write(logs, format);
    }
    Path table = folder.resolve(BenchFormat.CSV.code());
    write(table, BenchFormat.CSV);
    inferring(spark, BenchFormat.CSV).load(url(table)).coalesce(1).write().parquet(url(logs));
    try (Stream<Path> files = Files.list(logs)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long write(Path logs, BenchFormat format) {
    long bytes = 0;
    try {
      Files.createDirectories(logs);
      for (long number = 0; bytes < (long) megabytes * MEGA; number++) {
        Path file = logs.resolve("sweep-" + number + "." + format.code());
        bytes += write(file, format, number, (long) megabytes * MEGA - bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }

  private static long write(Path file, BenchFormat format, long number, long most)
      throws IOException {
    boolean csv = format == BenchFormat.CSV;
    long bytes = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      SimulatedSweep sweep = SimulatedSweep.of(SEED, number, TRIALS_PER_FILE);
      for (String line : csv ? sweep.csv() : sweep.lines()) {
        out.write(line);
        out.write('\n');
        bytes += line.length() + 1;
        if (bytes >= most) {
          break;
        }
      }
    }
    return bytes;
  }

  private static String audit(Path logs, BenchFormat format) {
    String metric =
        format != BenchFormat.JSONL
            ? "{metric: val_loss, direction: minimize}"
            : "{name: val_loss, curve: curve, step: epoch, value: val_loss, reduce: last,"
                + " direction: minimize}";
    String prefix = format == BenchFormat.JSONL ? "hparams." : "";
    return """
        name: bench
        sources:
          - name: bench
            format: %s
            path: '%s'
            group_by: [model, dataset]
            trial_id: trial
            trial_number: trial
            hyperparameters: [%s]
            sampler: random
            metrics:
              - %s
        """
        .formatted(
            format.code(),
            url(logs).replace("'", "''"),
            String.join(", ", SimulatedSweep.names().stream().map(name -> prefix + name).toList()),
            metric);
  }
}
