package org.lossfloor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lossfloor.error.Printable;

/** A table for a terminal, whose columns are as wide as their widest cell. */
public final class AlignedTable {
  /** The least characters that are left of the first column, and of the last. */
  private static final int FIRST = 12;

  private static final int LAST = 8;

  /** Of the first and the last column so many are enough to keep the others. */
  private static final int ENOUGH = 20;

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
   * Returns the cells as they were added.
   *
   * @return a list for every row, the heading first
   */
  public List<List<String>> cells() {
    return List.copyOf(rows);
  }

  /**
   * Returns whether the cells of a column start at their left.
   *
   * @param column its number, from 0
   * @return false for numbers, which end at their right
   */
  public boolean atLeft(int column) {
    return left.contains(column);
  }

  /**
   * Writes the rows.
   *
   * @return a line for every row, without spaces at its end
   */
  public List<String> lines() {
    return padded().stream().map(row -> String.join(gap, row).stripTrailing()).toList();
  }

  /**
   * Writes the cells.
   *
   * @return a list for every row, with all cells of a column as wide as the widest
   */
  public List<List<String>> padded() {
    int[] widths = widths();
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(i -> padded(row.get(i), widths[i], left.contains(i)))
                    .toList())
        .toList();
  }

  /**
   * Makes the table fit. First whole columns are left out, then the first column is cut, then the
   * last one.
   *
   * @param width how many characters a line may have
   * @param spared the columns that may be left out, from 0, the first of them first
   * @return a table of this width, unless its columns are too many
   */
  public AlignedTable fitted(int width, List<Integer> spared) {
    int[] widths = widths();
    List<Integer> kept = new ArrayList<>(IntStream.range(0, widths.length).boxed().toList());
    for (Integer column : spared) {
      if (total(kept, narrowed(widths, kept)) > width) {
        kept.remove(column);
      }
    }
    AlignedTable fitted =
        new AlignedTable(
            gap,
            IntStream.range(0, kept.size())
                .filter(i -> left.contains(kept.get(i)))
                .boxed()
                .collect(Collectors.toSet()));
    int over = total(kept, widths) - width;
    int first = cut(widths[kept.get(0)], over, FIRST);
    int saved = widths[kept.get(0)] - first;
    int last = cut(widths[kept.get(kept.size() - 1)], over - saved, LAST);
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>(kept.stream().map(row::get).toList());
      cells.set(cells.size() - 1, Printable.cut(cells.get(cells.size() - 1), Math.max(3, last)));
      cells.set(0, Printable.cut(cells.get(0), Math.max(3, first)));
      fitted.add(cells);
    }
    return fitted;
  }

  /** What is left of a column when so many characters are too many. */
  private static int cut(int width, int over, int least) {
    return Math.max(Math.min(least, width), width - Math.max(0, over));
  }

  /** The first and the last column need not be seen whole for the others to stay. */
  private static int[] narrowed(int[] widths, List<Integer> kept) {
    int[] narrowed = widths.clone();
    int last = kept.get(kept.size() - 1);
    narrowed[kept.get(0)] = Math.min(ENOUGH, widths[kept.get(0)]);
    narrowed[last] = Math.min(ENOUGH, narrowed[last]);
    return narrowed;
  }

  private int total(List<Integer> kept, int[] widths) {
    return kept.stream().mapToInt(i -> widths[i]).sum() + gap.length() * (kept.size() - 1);
  }

  private int[] widths() {
    int columns = rows.isEmpty() ? 0 : rows.get(0).size();
    return IntStream.range(0, columns)
        .map(i -> rows.stream().mapToInt(row -> width(row.get(i))).max().orElse(0))
        .toArray();
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
