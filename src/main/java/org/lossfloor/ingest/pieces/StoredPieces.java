package org.lossfloor.ingest.pieces;

import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.lossfloor.ingest.event.ReadLogs;
import org.lossfloor.ingest.files.StoredFile;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;

/** Opens files and parts of files on executors. */
public final class StoredPieces implements ReadLogs.Pieces {
  private static final long serialVersionUID = 1L;

  private final Broadcast<SerializableConfiguration> hadoop;

  public StoredPieces(Broadcast<SerializableConfiguration> hadoop) {
    this.hadoop = hadoop;
  }

  @Override
  public List<LogPiece> of(Row packed) {
    return Piece.unpack(packed).stream().map(this::piece).toList();
  }

  private LogPiece piece(Piece piece) {
    LogFile file = new StoredFile(piece.path(), () -> hadoop.value().value());
    return LogPiece.lines(file, piece.start(), piece.end(), piece.linesBefore());
  }
}
