package org.lossfloor.ingest.pieces;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalInt;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.lossfloor.ingest.files.StoredFile;

/**
 * Line ends in a piece of a large file. Pieces are read in parallel, and a rejection has to name
 * the line in its file: counting the ends first is a small part of the cost of parsing.
 */
public final class CountLines implements Function<Row, Long> {
  private static final long serialVersionUID = 1L;

  /** What is given for a piece that must not be read by itself. */
  static final long JOINED = -1;

  private final Broadcast<SerializableConfiguration> hadoop;

  /** The byte that joins lines to one record, or a number that no byte has. */
  private final int joiner;

  public CountLines(Broadcast<SerializableConfiguration> hadoop) {
    this(hadoop, OptionalInt.empty());
  }

  /**
   * Counts.
   *
   * @param joiner the byte that joins lines; a piece with it gives {@link #JOINED}
   */
  CountLines(Broadcast<SerializableConfiguration> hadoop, OptionalInt joiner) {
    this.hadoop = hadoop;
    this.joiner = joiner.orElse(Integer.MAX_VALUE);
  }

  @Override
  public Long call(Row packed) throws IOException {
    Piece piece = Piece.unpack(packed).get(0);
    try (InputStream in =
        new StoredFile(piece.path(), () -> hadoop.value().value()).open(piece.start())) {
      return count(in, piece.end() - piece.start());
    }
  }

  private long count(InputStream in, long length) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long lines = 0;
    long left = length;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        return lines;
      }
      for (int i = 0; i < read; i++) {
        if (buffer[i] == '\n') {
          lines++;
        } else if (buffer[i] == joiner) {
          return JOINED;
        }
      }
      left -= read;
    }
    return lines;
  }
}
