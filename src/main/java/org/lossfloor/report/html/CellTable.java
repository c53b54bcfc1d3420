package org.lossfloor.report.html;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.lossfloor.report.AlignedTable;

/**
 * A table of a section, whose cells are texts.
 *
 * @param id its id on the page
 * @param caption what it shows; may be empty
 * @param columns its columns
 * @param rows a cell for every column
 * @param more where the rows are that are not shown; empty where all are
 */
public record CellTable(
    String id, String caption, List<Column> columns, List<List<String>> rows, String more) {
  /** So many rows are shown; what matters most is first. */
  private static final int MOST = 200;

  /**
   * A column.
   *
   * @param name what its head says
   * @param number whether its cells are numbers, which end at their right
   */
  public record Column(String name, boolean number) {}

  /**
   * Takes the first rows of a table for a terminal.
   *
   * @param table the heading, and the rows as far as they are at hand
   * @param all how many rows there are
   * @param named what a row is and the published table that has all, as in {@code pairs are in the
   *     table comparisons}
   */
  static CellTable of(String id, String caption, AlignedTable table, long all, String named) {
    List<List<String>> cells = table.cells();
    List<String> names = cells.get(0);
    List<List<String>> shown = cells.subList(1, Math.min(cells.size(), 1 + MOST));
    return new CellTable(
        id,
        caption,
        IntStream.range(0, names.size())
            .mapToObj(i -> new Column(names.get(i), !table.atLeft(i)))
            .toList(),
        shown,
        all > shown.size()
            ? String.format(Locale.ROOT, "%,d more ", all - shown.size()) + named + "."
            : "");
  }

  /** A table that is at hand whole. */
  static CellTable of(String id, String caption, AlignedTable table, String named) {
    return of(id, caption, table, table.cells().size() - 1L, named);
  }
}
