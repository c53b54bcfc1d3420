package org.lossfloor.ingest.pieces;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.ingest.event.ReadLogs;
import org.lossfloor.ingest.files.InputFile;
import org.lossfloor.ingest.files.StoredFile;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.LogReaders;
import org.lossfloor.read.event.Event;
import org.lossfloor.read.file.KeyRange;

/**
 * Logs that are read from bytes to events. Files are read on executors by path. Small ones are
 * packed into tasks; large ones of plain lines are cut into byte ranges, whose line ends are
 * counted beforehand so that every record keeps its line number.
 */
public final class FileInput {
  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final SourceConfig source;

  public FileInput(
      SparkSession spark, SourceConfig source, Broadcast<SerializableConfiguration> hadoop) {
    this.spark = spark;
    this.source = source;
    context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.hadoop = hadoop;
  }

  public JavaRDD<Event> events(List<InputFile> files) {
    long bytes = files.stream().mapToLong(InputFile::length).sum();
    TaskSize tasks = TaskSize.of(spark, files.size(), bytes);
    long most = tasks.most();
    boolean keys = LogReaders.of(source.format()).unit() == LogReader.Unit.KEYS;
    List<List<Piece>> packed =
        keys
            ? keyed(files, tasks)
            : packed(
                files, numbered(files, Piece.cut(files, splittable(files, most), most)), tasks);
    return new ReadLogs(source, new StoredPieces(hadoop))
        .over(spark, packed.stream().map(Piece::pack).toList());
  }

  private static List<List<Piece>> packed(
      List<InputFile> files, List<Piece> pieces, TaskSize tasks) {
    Map<String, Long> lengths =
        files.stream().collect(Collectors.toMap(InputFile::path, InputFile::length));
    return tasks.packed(pieces, piece -> piece.bytes(lengths));
  }

  /** Each range of keys of a database is a task of its own; what has none is packed. */
  private List<List<Piece>> keyed(List<InputFile> files, TaskSize tasks) {
    List<List<Piece>> packed = new ArrayList<>();
    List<InputFile> whole = new ArrayList<>();
    for (InputFile file : files) {
      List<KeyRange> ranges = ranges(file);
      if (ranges.equals(List.of(KeyRange.ALL))) {
        whole.add(file);
      } else {
        ranges.forEach(
            range -> packed.add(List.of(new Piece(file.path(), range.from(), range.to(), 0))));
      }
    }
    if (!whole.isEmpty()) {
      List<Boolean> uncut = Collections.nCopies(whole.size(), false);
      packed.addAll(packed(whole, Piece.cut(whole, uncut, tasks.most()), tasks));
    }
    return packed;
  }

  private List<KeyRange> ranges(InputFile file) {
    try {
      return LogReaders.of(source.format())
          .ranges(new StoredFile(file.path(), () -> hadoop.value().value()));
    } catch (IOException e) {
      // The task that reads it reports it, after it was tried again.
      return List.of(KeyRange.ALL);
    }
  }

  /** Of the large files those that hold lines of UTF-8 and nothing else. */
  private List<Boolean> splittable(List<InputFile> files, long most) {
    boolean text = source.text().utf8();
    return files.stream().map(file -> text && file.length() > most && splittable(file)).toList();
  }

  private boolean splittable(InputFile file) {
    Supplier<Configuration> settings = () -> hadoop.value().value();
    try {
      return InputFile.plain(file.path(), settings)
          && LogReaders.of(source.format())
              .cuts(new StoredFile(file.path(), settings), source.text());
    } catch (IOException e) {
      // The task that reads it reports it, after it was tried again.
      return false;
    }
  }

  /** Gives every piece of a cut file the number of line ends in front of it. */
  private List<Piece> numbered(List<InputFile> files, List<Piece> pieces) {
    List<Piece> cut = pieces.stream().filter(piece -> piece.end() != Long.MAX_VALUE).toList();
    if (cut.isEmpty()) {
      return pieces;
    }
    List<Row> rows = cut.stream().map(piece -> Piece.pack(List.of(piece))).toList();
    CountLines count = new CountLines(hadoop, LogReaders.of(source.format()).joiner());
    List<Long> lines = context.parallelize(rows, rows.size()).map(count).collect();
    Set<String> joined = new HashSet<>();
    for (int i = 0; i < cut.size(); i++) {
      if (lines.get(i) == CountLines.JOINED) {
        joined.add(cut.get(i).path());
      }
    }
    List<Piece> numbered = new ArrayList<>(uncut(files, joined));
    int counted = 0;
    long before = 0;
    for (Piece piece : pieces) {
      before = piece.start() == 0 ? 0 : before;
      if (!joined.contains(piece.path())) {
        numbered.add(piece.after(before));
      }
      if (piece.end() != Long.MAX_VALUE) {
        before += lines.get(counted);
        counted++;
      }
    }
    return numbered;
  }

  private static List<Piece> uncut(List<InputFile> files, Set<String> joined) {
    List<InputFile> whole = files.stream().filter(file -> joined.contains(file.path())).toList();
    return Piece.cut(whole, Collections.nCopies(whole.size(), false), 0);
  }
}
