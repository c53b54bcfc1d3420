package org.lossfloor.ingest;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;

/** Parquet rows to events, on executors; the last two columns are the file and the row's index. */
final class ReadRows implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final RowCodec<Trial> trials;
  private final RowCodec<RejectedRecord> rejections;

  ReadRows(SourceConfig source, RowCodec<Trial> trials, RowCodec<RejectedRecord> rejections) {
    this.source = source.toJson();
    this.trials = trials;
    this.rejections = rejections;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Events events = new Events(trials, rejections);
    return new RowEvents(new SourceReader(SourceConfig.fromJson(source), events), rows);
  }

  /** A tally closes each run of rows from one file. */
  private static final class RowEvents implements Iterator<Row> {
    private final SourceReader source;
    private final RowFields reader;
    private final Iterator<Row> rows;
    private final Queue<Row> pending = new ArrayDeque<>();
    private String rawPath = "";
    private String path = "";
    private Optional<Map<String, String>> parts = Optional.empty();
    private FileTally tally;

    RowEvents(SourceReader source, Iterator<Row> rows) {
      this.source = source;
      this.rows = rows;
      reader = new RowFields(source.plan().tree());
    }

    @Override
    public boolean hasNext() {
      while (pending.isEmpty() && rows.hasNext()) {
        take(rows.next());
      }
      if (pending.isEmpty() && tally != null) {
        end();
      }
      return !pending.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return pending.remove();
    }

    private void take(Row row) {
      int columns = row.size() - 2;
      if (!row.getString(columns).equals(rawPath)) {
        begin(row.getString(columns));
      }
      tally.record();
      Place place = new Place(path, parts.orElse(Map.of()), row.getLong(columns + 1) + 1);
      try {
        if (parts.isEmpty()) {
          throw new UnreadableRecord("path_regex is not found in the path");
        }
        pending.addAll(source.events(place, fields -> reader.read(row, columns, fields), tally));
      } catch (UnreadableRecord e) {
        pending.add(source.rejected(place, e.getMessage(), text(row, columns), 1));
      }
    }

    private static String text(Row row, int columns) {
      return IntStream.range(0, columns)
          .mapToObj(i -> RowFields.text(row.get(i)))
          .collect(Collectors.joining(",", "[", "]"));
    }

    private void begin(String next) {
      if (tally != null) {
        end();
      }
      rawPath = next;
      path = new Path(next).toString();
      parts = source.parts(path);
      tally = source.count(path);
    }

    private void end() {
      pending.add(source.tally(tally));
      tally = null;
    }
  }
}
