package org.lossfloor.ingest.pieces;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.lossfloor.ingest.files.InputFile;

/**
 * A part of a file that one task reads.
 *
 * @param path the file's full URI
 * @param start its first byte
 * @param end the byte behind its last one; {@code Long.MAX_VALUE} for a whole file
 * @param linesBefore the line ends in front of it
 */
public record Piece(String path, long start, long end, long linesBefore) {
  // The columns of a packed row, which has no schema: it never becomes a Dataset.
  private static final int PATHS = 0;
  private static final int STARTS = 1;
  private static final int ENDS = 2;
  private static final int LINES = 3;

  /**
   * Cuts files into pieces.
   *
   * @param files the files
   * @param splittable whether a part of each can be read by itself
   * @param most the largest piece of a file that can be cut, in bytes
   * @return the pieces in the order of the files
   */
  public static List<Piece> cut(List<InputFile> files, List<Boolean> splittable, long most) {
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      InputFile file = files.get(i);
      if (!splittable.get(i) || file.length() <= most) {
        long end = file.whole() ? Long.MAX_VALUE : file.length();
        pieces.add(new Piece(file.path(), 0, end, 0));
        continue;
      }
      for (long start = 0; start < file.length(); start += most) {
        pieces.add(new Piece(file.path(), start, Math.min(start + most, file.length()), 0));
      }
    }
    return pieces;
  }

  /** How many bytes it has; {@code lengths} are those of the files. */
  long bytes(Map<String, Long> lengths) {
    return end == Long.MAX_VALUE ? lengths.get(path) : end - start;
  }

  Piece after(long lines) {
    return new Piece(path, start, end, lines);
  }

  /**
   * A row holds all pieces of one task: thousands of small files must not become thousands of
   * tasks.
   */
  public static Row pack(List<Piece> pieces) {
    Object[] row = new Object[LINES + 1];
    row[PATHS] = pieces.stream().map(Piece::path).toArray(String[]::new);
    row[STARTS] = pieces.stream().mapToLong(Piece::start).toArray();
    row[ENDS] = pieces.stream().mapToLong(Piece::end).toArray();
    row[LINES] = pieces.stream().mapToLong(Piece::linesBefore).toArray();
    return RowFactory.create(row);
  }

  static List<Piece> unpack(Row row) {
    String[] paths = row.getAs(PATHS);
    long[] starts = row.getAs(STARTS);
    long[] ends = row.getAs(ENDS);
    long[] lines = row.getAs(LINES);
    List<Piece> pieces = new ArrayList<>(paths.length);
    for (int i = 0; i < paths.length; i++) {
      pieces.add(new Piece(paths[i], starts[i], ends[i], lines[i]));
    }
    return pieces;
  }
}
