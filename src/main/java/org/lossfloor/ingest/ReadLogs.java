package org.lossfloor.ingest;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.TaskCompletionListener;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.engine.EngineRows;
import org.lossfloor.read.event.EventMaker;
import org.lossfloor.read.event.PieceEvents;
import org.lossfloor.read.file.LogPiece;

/** Packed pieces to events, on executors. */
final class ReadLogs implements FlatMapFunction<Iterator<Row>, InternalRow> {
  private static final long serialVersionUID = 1L;

  /** Opens what was packed for one task. */
  interface Pieces extends Serializable {
    List<LogPiece> of(Row packed);
  }

  private final String source;
  private final Pieces pieces;

  ReadLogs(SourceConfig source, Pieces pieces) {
    this.source = source.toJson();
    this.pieces = pieces;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<Row> packed) {
    Iterable<Row> rows = () -> packed;
    Iterator<LogPiece> all =
        StreamSupport.stream(rows.spliterator(), false)
            .flatMap(row -> pieces.of(row).stream())
            .iterator();
    PieceEvents events = new PieceEvents(new EventMaker(SourceConfig.fromJson(source)), all);
    if (TaskContext.get() != null) {
      TaskCompletionListener close = context -> events.close();
      TaskContext.get().addTaskCompletionListener(close);
    }
    return EngineRows.of(Events.rows(events), Events.SCHEMA);
  }
}
