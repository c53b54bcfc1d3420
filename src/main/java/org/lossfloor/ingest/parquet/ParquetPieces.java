package org.lossfloor.ingest.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.lossfloor.engine.ParquetLayout;
import org.lossfloor.ingest.event.ReadLogs;
import org.lossfloor.ingest.files.StoredFile;
import org.lossfloor.read.file.LogPiece;

/** Opens pieces of Parquet files on executors. */
public final class ParquetPieces implements ReadLogs.Pieces {
  private static final long serialVersionUID = 1L;

  private final ArrayList<ParquetLayout> layouts;
  private final Broadcast<SerializableConfiguration> hadoop;

  public ParquetPieces(List<ParquetLayout> layouts, Broadcast<SerializableConfiguration> hadoop) {
    this.layouts = new ArrayList<>(layouts);
    this.hadoop = hadoop;
  }

  @Override
  public List<LogPiece> of(Row packed) {
    return ParquetPiece.unpack(packed).stream().map(this::piece).toList();
  }

  private LogPiece piece(ParquetPiece piece) {
    ParquetLayout layout = layouts.get(piece.layout());
    return LogPiece.decoded(
        new StoredFile(piece.path(), () -> hadoop.value().value()),
        piece.rows().get(0) == 0,
        new ParquetRows(piece, layout, hadoop.value().value()));
  }
}
