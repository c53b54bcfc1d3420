package org.lossfloor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table for a terminal, whose columns are as wide as their widest cell. */
public final class AlignedTable {
  private final String gap;
  private final Set<Integer> left;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param gap the text between two columns
   * @param left the columns whose cells start at their left, from 0; the others end at their right
   */
  public AlignedTable(String gap, Set<Integer> left) {
    this.gap = gap;
    this.left = Set.copyOf(left);
  }

  /**
   * Adds a row.
   *
   * @param cells one for every column
   * @throws IllegalArgumentException if there are more or fewer
   */
  public void add(List<String> cells) {
    if (!rows.isEmpty() && rows.get(0).size() != cells.size()) {
      throw new IllegalArgumentException(
          "Cannot use %d cells in %d columns".formatted(cells.size(), rows.get(0).size()));
    }
    rows.add(List.copyOf(cells));
  }

  /**
   * Writes the rows.
   *
   * @return a line for every row, without spaces at its end
   */
  public List<String> lines() {
    int columns = rows.isEmpty() ? 0 : rows.get(0).size();
    int[] widths =
        IntStream.range(0, columns)
            .map(i -> rows.stream().mapToInt(row -> width(row.get(i))).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> padded(row.get(i), widths[i], left.contains(i)))
        .collect(Collectors.joining(gap))
        .stripTrailing();
  }

  private static String padded(String cell, int width, boolean atLeft) {
    String space = " ".repeat(width - width(cell));
    return atLeft ? cell + space : space + cell;
  }

  /** A letter beyond the first 65,536 of Unicode is one letter. */
  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
