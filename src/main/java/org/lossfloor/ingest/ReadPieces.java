package org.lossfloor.ingest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.engine.EngineRows;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;

/** Packed pieces to events, on executors. */
final class ReadPieces implements FlatMapFunction<Iterator<Row>, InternalRow> {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final SerializableConfiguration hadoop;
  private final RowCodec<Trial> trials;
  private final RowCodec<RejectedRecord> rejections;

  ReadPieces(
      SourceConfig source,
      SerializableConfiguration hadoop,
      RowCodec<Trial> trials,
      RowCodec<RejectedRecord> rejections) {
    this.source = source.toJson();
    this.hadoop = hadoop;
    this.trials = trials;
    this.rejections = rejections;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<Row> packed) {
    List<Piece> pieces = new ArrayList<>();
    packed.forEachRemaining(row -> pieces.addAll(Piece.unpack(row)));
    Events events = new Events(trials, rejections);
    SourceReader reader = new SourceReader(SourceConfig.fromJson(source), events);
    PieceIterator rows = new PieceIterator(reader, hadoop.value(), pieces.iterator());
    if (TaskContext.get() != null) {
      TaskCompletionListener close = context -> rows.close();
      TaskContext.get().addTaskCompletionListener(close);
    }
    return EngineRows.of(rows, events.schema());
  }
}
