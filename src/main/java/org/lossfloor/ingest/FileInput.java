package org.lossfloor.ingest;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.util.SerializableConfiguration;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.engine.KeptRows;
import org.lossfloor.engine.TaskCount;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.LogReaders;

/**
 * Logs that are read from bytes to events. Files are read on executors by path. Small ones are
 * packed into tasks much as Spark packs its own ({@code spark.sql.files.maxPartitionBytes} and
 * {@code openCostInBytes}); large ones of plain lines are cut into byte ranges, whose line ends are
 * counted beforehand so that every record keeps its line number.
 */
final class FileInput {
  private final SparkSession spark;
  private final JavaSparkContext context;
  private final SerializableConfiguration hadoop;
  private final SourceConfig source;

  FileInput(SparkSession spark, SourceConfig source) {
    this.spark = spark;
    this.source = source;
    context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    hadoop = new SerializableConfiguration(spark.sessionState().newHadoopConf());
  }

  Dataset<Row> events(List<InputFile> files) {
    long cost = openCost(files.size());
    long most = largest(files, cost);
    List<Piece> pieces = numbered(Piece.cut(files, splittable(files, most), most));
    List<Row> packed = pack(pieces, sizes(pieces, files), most, cost);
    JavaRDD<InternalRow> rows =
        context
            .parallelize(packed, packed.size())
            .mapPartitions(new ReadLogs(source, new StoredPieces(hadoop)));
    return KeptRows.frame(spark, rows.rdd(), Events.SCHEMA);
  }

  /**
   * What it costs to open a file, in bytes read. By Spark's rule alone ten thousand small files are
   * hundreds of tasks, for cores that are busy with a few; every step behind them pays for that.
   */
  private long openCost(int files) {
    SQLConf conf = spark.sessionState().conf();
    long filled = conf.filesMaxPartitionBytes() * TaskCount.of(spark) / files;
    return Math.min(conf.filesOpenCostInBytes(), filled);
  }

  /** Spark's own rule: fill the cores, but no task above the limit and none below the open cost. */
  private long largest(List<InputFile> files, long cost) {
    long total = files.stream().mapToLong(file -> file.length() + cost).sum();
    long share = total / Math.max(1, context.defaultParallelism());
    return Math.min(spark.sessionState().conf().filesMaxPartitionBytes(), Math.max(cost, share));
  }

  /** Of the large files those that hold lines of UTF-8 and nothing else. */
  private List<Boolean> splittable(List<InputFile> files, long most) {
    boolean lines =
        LogReaders.of(source.format()).unit() == LogReader.Unit.LINES && source.text().utf8();
    return files.stream()
        .map(file -> lines && file.length() > most && InputFile.plain(file.path(), hadoop.value()))
        .toList();
  }

  /** Gives every piece of a cut file the number of line ends in front of it. */
  private List<Piece> numbered(List<Piece> pieces) {
    List<Piece> cut = pieces.stream().filter(piece -> piece.end() != Long.MAX_VALUE).toList();
    if (cut.isEmpty()) {
      return pieces;
    }
    List<Row> rows = cut.stream().map(piece -> Piece.pack(List.of(piece))).toList();
    List<Long> lines = context.parallelize(rows, rows.size()).map(new CountLines(hadoop)).collect();
    List<Piece> numbered = new ArrayList<>();
    int counted = 0;
    long before = 0;
    for (Piece piece : pieces) {
      before = piece.start() == 0 ? 0 : before;
      numbered.add(piece.after(before));
      if (piece.end() != Long.MAX_VALUE) {
        before += lines.get(counted);
        counted++;
      }
    }
    return numbered;
  }

  private static List<Long> sizes(List<Piece> pieces, List<InputFile> files) {
    List<Long> sizes = new ArrayList<>(pieces.size());
    int file = 0;
    for (Piece piece : pieces) {
      while (!files.get(file).path().equals(piece.path())) {
        file++;
      }
      boolean whole = piece.end() == Long.MAX_VALUE;
      sizes.add(whole ? files.get(file).length() : piece.end() - piece.start());
    }
    return sizes;
  }

  private static List<Row> pack(List<Piece> pieces, List<Long> sizes, long most, long cost) {
    List<Row> packed = new ArrayList<>();
    List<Piece> bin = new ArrayList<>();
    long filled = 0;
    for (int i = 0; i < pieces.size(); i++) {
      if (!bin.isEmpty() && filled + sizes.get(i) > most) {
        packed.add(Piece.pack(bin));
        bin.clear();
        filled = 0;
      }
      bin.add(pieces.get(i));
      filled += sizes.get(i) + cost;
    }
    packed.add(Piece.pack(bin));
    return packed;
  }
}
