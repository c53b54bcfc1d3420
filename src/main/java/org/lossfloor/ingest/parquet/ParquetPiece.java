package org.lossfloor.ingest.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Neighbouring row groups of a Parquet file that one task reads.
 *
 * @param path the file's full URI
 * @param fileLength its length in bytes
 * @param layout which of the layouts it has
 * @param starts the first byte of each row group, and the byte behind the last one
 * @param rows the number of the first row of each row group, and that of the row behind the last
 */
record ParquetPiece(String path, long fileLength, int layout, List<Long> starts, List<Long> rows) {
  // The columns of a packed row, which has no schema: it never becomes a Dataset.
  private static final int PATHS = 0;
  private static final int LENGTHS = 1;
  private static final int LAYOUTS = 2;
  private static final int STARTS = 3;
  private static final int ROWS = 4;

  int groups() {
    return starts.size() - 1;
  }

  long bytes() {
    return starts.get(groups()) - starts.get(0);
  }

  /** The row group that holds a row of this piece. */
  int groupOf(long row) {
    int group = 0;
    while (group < groups() - 1 && rows.get(group + 1) <= row) {
      group++;
    }
    return group;
  }

  /** Cuts a file between row groups, so that no piece of several is larger than asked. */
  List<ParquetPiece> cut(long most) {
    List<ParquetPiece> pieces = new ArrayList<>();
    int from = 0;
    for (int group = 1; group <= groups(); group++) {
      if (group == groups() || starts.get(group + 1) - starts.get(from) > most) {
        pieces.add(
            new ParquetPiece(
                path,
                fileLength,
                layout,
                starts.subList(from, group + 1),
                rows.subList(from, group + 1)));
        from = group;
      }
    }
    return pieces;
  }

  /** A row that holds all pieces of one task. */
  static Row pack(List<ParquetPiece> pieces) {
    Object[] row = new Object[ROWS + 1];
    row[PATHS] = pieces.stream().map(ParquetPiece::path).toArray(String[]::new);
    row[LENGTHS] = pieces.stream().mapToLong(ParquetPiece::fileLength).toArray();
    row[LAYOUTS] = pieces.stream().mapToInt(ParquetPiece::layout).toArray();
    row[STARTS] = pieces.stream().map(piece -> array(piece.starts())).toArray(long[][]::new);
    row[ROWS] = pieces.stream().map(piece -> array(piece.rows())).toArray(long[][]::new);
    return RowFactory.create(row);
  }

  private static long[] array(List<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  private static List<Long> list(long[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  static List<ParquetPiece> unpack(Row row) {
    String[] paths = row.getAs(PATHS);
    long[] lengths = row.getAs(LENGTHS);
    int[] layouts = row.getAs(LAYOUTS);
    long[][] starts = row.getAs(STARTS);
    long[][] rows = row.getAs(ROWS);
    List<ParquetPiece> pieces = new ArrayList<>(paths.length);
    for (int i = 0; i < paths.length; i++) {
      pieces.add(
          new ParquetPiece(paths[i], lengths[i], layouts[i], list(starts[i]), list(rows[i])));
    }
    return pieces;
  }
}
