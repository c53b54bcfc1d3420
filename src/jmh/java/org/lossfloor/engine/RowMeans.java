package org.lossfloor.engine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.storage.StorageLevel;
import org.lossfloor.experiment.PackMeans;
import org.lossfloor.table.TrialsTable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What rows cost by Spark's standard means and by ours, see {@link EngineRows}: one case in one
 * JVM, with the arguments {@code CASE ROWS}. Prints seconds of CPU of the process after a warm-up
 * with a quarter of the rows, megabytes of what is kept, and the peak of the resident memory.
 */
public final class RowMeans {
  private static final int PARTITIONS = 8;

  private RowMeans() {}

  /** Trials as a log gives them: few texts that repeat, hyperparameters that do not. */
  static final class Trials implements FlatMapFunction<Iterator<Long>, Row> {
    private static final long serialVersionUID = 1L;
    private final long rows;

    Trials(long rows) {
      this.rows = rows;
    }

    @Override
    public Iterator<Row> call(Iterator<Long> first) {
      return trials(first.next(), rows / PARTITIONS);
    }
  }

  static Iterator<Row> trials(long partition, long rows) {
    return LongStream.range(partition * rows, (partition + 1) * rows)
        .mapToObj(RowMeans::trial)
        .iterator();
  }

  private static final StructType SCHEMA = TrialsTable.schema();
  private static final int EXPERIMENTS = 100;
  private static final List<Object> KEYS =
      LongStream.range(0, EXPERIMENTS)
          .<Object>mapToObj(
              i ->
                  CollectionConverters.asScala(
                      Map.of("source", "logs", "metric", "loss", "model", "model " + i)))
          .toList();
  private static final List<String> IDS =
      LongStream.range(0, EXPERIMENTS).mapToObj(i -> "%016x".formatted(i * 77_777)).toList();

  /** The texts that repeat are the same objects, as they are where logs are read. */
  private static Row trial(long number) {
    int experiment = (int) (number % EXPERIMENTS);
    boolean failed = number % 13 == 0;
    Map<String, String> params = new TreeMap<>();
    for (String name : List.of("batch_size", "learning_rate", "momentum", "weight_decay")) {
      params.put(name, Double.toString((number * 31 + name.length()) % 1_000_003 / 1e6));
    }
    Object[] row = new Object[SCHEMA.length()];
    set(row, "experiment_id", IDS.get(experiment));
    set(row, "experiment", KEYS.get(experiment));
    set(row, "source", "logs");
    set(row, "trial_id", Long.toString(number));
    set(row, "trial_number", number);
    set(row, "state", failed ? "failed" : "complete");
    set(row, "state_raw", failed ? "FAIL" : "COMPLETE");
    set(row, "metric", "loss");
    set(row, "direction", "minimize");
    set(row, "value", failed ? null : number * 7_919 % 1_000_003 / 1e6);
    set(row, "value_status", failed ? "missing" : "ok");
    set(row, "reduce", "last");
    set(row, "n_points", 1);
    set(row, "failed", failed);
    set(row, "params", CollectionConverters.asScala(params));
    set(row, "params_hash", Long.toHexString(number * 0x9e3779b97f4a7c15L));
    set(row, "sampler", "random");
    set(row, "sampler_source", "declared");
    set(row, "tags", NO_TAGS);
    set(row, "source_format", "jsonl");
    set(row, "source_path", "file:/logs/part-00000.jsonl");
    set(row, "source_line", number + 1);
    set(row, "source_records", 1L);
    return RowFactory.create(row);
  }

  private static final Object NO_TAGS = CollectionConverters.asScala(Map.<String, String>of());
  private static final Map<String, Integer> AT = new TreeMap<>();

  static {
    for (String name : SCHEMA.fieldNames()) {
      AT.put(name, SCHEMA.fieldIndex(name));
    }
  }

  private static void set(Object[] row, String column, Object value) {
    row[AT.get(column)] = value;
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static JavaRDD<Row> rows(SparkSession spark, long rows) {
    List<Long> parts = LongStream.range(0, PARTITIONS).boxed().toList();
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(parts, PARTITIONS)
        .mapPartitions(new Trials(rows));
  }

  private static void consume(Dataset<Row> rows) {
    rows.write().format("noop").mode("overwrite").save();
  }

  private static Dataset<Row> ours(SparkSession spark, long rows) {
    return EngineRows.frame(spark, rows(spark, rows), TrialsTable.schema());
  }

  private static void run(SparkSession spark, String name, long rows) {
    switch (name) {
      case "make-nothing" -> rows(spark, rows).foreachPartition(p -> p.forEachRemaining(r -> {}));
      case "make-ours" -> consume(ours(spark, rows));
      case "make-encoder" ->
          consume(spark.createDataset(rows(spark, rows).rdd(), Encoders.row(TrialsTable.schema())));
      case "make-frame" -> consume(spark.createDataFrame(rows(spark, rows), TrialsTable.schema()));
      case "make-source" ->
          consume(spark.read().format(Source.class.getName()).option("rows", rows).load());
      case "keep-ours" -> {
        try (KeptRows kept = new KeptRows(spark, ours(spark, rows))) {
          used(spark, kept.rows());
        }
      }
      case "keep-columns" -> used(spark, ours(spark, rows).persist(StorageLevel.MEMORY_AND_DISK()));
      case "keep-columns-plain" -> {
        spark.conf().set("spark.sql.inMemoryColumnarStorage.compressed", "false");
        used(spark, ours(spark, rows).persist(StorageLevel.MEMORY_AND_DISK()));
      }
      case "keep-serialised" ->
          used(spark, ours(spark, rows).persist(StorageLevel.MEMORY_AND_DISK_SER()));
      case "pack-ours", "pack-rows", "pack-aggregator" ->
          PackMeans.run(name, ours(spark, rows));
      default -> throw new IllegalArgumentException(name);
    }
  }

  /** As the audit does: two counts of columns, then everything is written. */
  private static void used(SparkSession spark, Dataset<Row> kept) {
    kept.groupBy("source", "metric").agg(functions.count(functions.lit(1))).collectAsList();
    kept.filter("failed").count();
    long bytes =
        Arrays.stream(spark.sparkContext().getRDDStorageInfo())
            .mapToLong(info -> info.memSize() + info.diskSize())
            .sum();
    retained = Math.max(retained, bytes);
    consume(kept);
    Arrays.stream(spark.sparkContext().getRDDStorageInfo())
        .forEach(info -> spark.sparkContext().unpersistRDD(info.id(), true));
    spark.catalog().clearCache();
  }

  private static long retained;

  private static long peak() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  public static void main(String[] args) throws IOException {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .config("spark.io.compression.codec", "zstd")
            .getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
    long rows = Long.parseLong(args[1]);
    run(spark, args[0], rows / 4);
    retained = 0;
    long start = cpu();
    long wall = System.nanoTime();
    run(spark, args[0], rows);
    System.out.printf(
        Locale.ROOT,
        "%s cpu %.2f wall %.2f retained %.1f peak %.0f%n",
        args[0],
        (cpu() - start) / 1e9,
        (System.nanoTime() - wall) / 1e9,
        retained / 1e6,
        peak() / 1e3);
    spark.stop();
  }

  /** The same trials from a reader of DataSource V2. */
  public static final class Source implements TableProvider {
    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
      return TrialsTable.schema();
    }

    @Override
    public Table getTable(StructType schema, Transform[] parts, Map<String, String> properties) {
      return new TrialsOfSource(Long.parseLong(properties.get("rows")));
    }

    private record TrialsOfSource(long rows) implements Table, SupportsRead, ScanBuilder, Scan, Batch {
      @Override
      public String name() {
        return "trials";
      }

      @Override
      @SuppressWarnings("deprecation")
      public StructType schema() {
        return TrialsTable.schema();
      }

      @Override
      public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
      }

      @Override
      public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return this;
      }

      @Override
      public Scan build() {
        return this;
      }

      @Override
      public StructType readSchema() {
        return TrialsTable.schema();
      }

      @Override
      public Batch toBatch() {
        return this;
      }

      @Override
      public InputPartition[] planInputPartitions() {
        return LongStream.range(0, PARTITIONS).mapToObj(Part::new).toArray(InputPartition[]::new);
      }

      @Override
      public PartitionReaderFactory createReaderFactory() {
        return new Factory(rows);
      }
    }

    private record Part(long number) implements InputPartition {}

    private record Factory(long rows) implements PartitionReaderFactory, Serializable {
      @Override
      public PartitionReader<InternalRow> createReader(InputPartition partition) {
        Iterator<InternalRow> rows =
            RowConverter.of(
                trials(((Part) partition).number(), rows() / PARTITIONS), TrialsTable.schema());
        return new PartitionReader<>() {
          @Override
          public boolean next() {
            return rows.hasNext();
          }

          @Override
          public InternalRow get() {
            return rows.next();
          }

          @Override
          public void close() {}
        };
      }
    }
  }
}
