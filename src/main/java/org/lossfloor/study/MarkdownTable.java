package org.lossfloor.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A table in Markdown, and how numbers look in it. */
public final class MarkdownTable {
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param header the names of the columns
   */
  public MarkdownTable(String... header) {
    rows.add(List.of(header));
    rows.add(Collections.nCopies(header.length, "---"));
  }

  /**
   * Adds a row.
   *
   * @param cells one text a column
   * @return this table
   * @throws IllegalArgumentException if the number of cells is not the number of columns
   */
  public MarkdownTable row(String... cells) {
    return row(List.of(cells));
  }

  /**
   * Adds a row.
   *
   * @param cells one text a column
   * @return this table
   * @throws IllegalArgumentException if the number of cells is not the number of columns
   */
  public MarkdownTable row(List<String> cells) {
    if (cells.size() != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "Cannot use %d cells in %d columns".formatted(cells.size(), rows.get(0).size()));
    }
    rows.add(cells);
    return this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
    return text.toString();
  }

  /**
   * Writes a share with three digits.
   *
   * @param share the share
   * @return such as {@code .950}; a dash for a share of nothing
   */
  public static String share(Share share) {
    return share.of() == 0 ? "-" : share(share.value());
  }

  /** A share, three digits. */
  static String share(double share) {
    String text = String.format(Locale.ROOT, "%.3f", share);
    return text.startsWith("0") ? text.substring(1) : text;
  }

  /**
   * Writes a share with its Monte-Carlo standard error.
   *
   * @param share the share
   * @return such as {@code .950 ± .010}; a dash for a share of nothing
   */
  public static String withError(Share share) {
    return share.of() == 0 ? "-" : share(share) + " ± " + share(share.standardError());
  }

  /**
   * Writes a width or an error.
   *
   * @param value any number
   * @return two or three digits; a dash for NaN
   */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    String format = Math.abs(value) < .995 ? "%.3f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }

  /**
   * Writes a number with one decimal.
   *
   * @param value any number
   * @return the text
   */
  public static String tenths(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
  }
}
