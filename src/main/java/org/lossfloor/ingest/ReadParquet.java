package org.lossfloor.ingest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.SerializableConfiguration;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.engine.EngineRows;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;

/** Packed pieces of Parquet files to events, on executors. */
final class ReadParquet implements FlatMapFunction<Iterator<Row>, InternalRow> {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final ArrayList<ParquetLayout> layouts;
  private final SerializableConfiguration hadoop;
  private final RowCodec<Trial> trials;
  private final RowCodec<RejectedRecord> rejections;

  ReadParquet(
      SourceConfig source,
      List<ParquetLayout> layouts,
      SerializableConfiguration hadoop,
      RowCodec<Trial> trials,
      RowCodec<RejectedRecord> rejections) {
    this.source = source.toJson();
    this.layouts = new ArrayList<>(layouts);
    this.hadoop = hadoop;
    this.trials = trials;
    this.rejections = rejections;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<Row> packed) {
    List<ParquetPiece> pieces = new ArrayList<>();
    packed.forEachRemaining(row -> pieces.addAll(ParquetPiece.unpack(row)));
    Events events = new Events(trials, rejections);
    SourceReader reader = new SourceReader(SourceConfig.fromJson(source), events);
    ParquetRows rows = new ParquetRows(reader, layouts, hadoop.value(), pieces.iterator());
    return EngineRows.of(rows, events.schema());
  }
}
