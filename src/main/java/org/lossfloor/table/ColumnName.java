package org.lossfloor.table;

/** Names of columns as Spark parses them. */
public final class ColumnName {
  private ColumnName() {}

  /**
   * Quotes a name, which may hold dots and anything else.
   *
   * @param name the name of a column
   * @return the name for {@code col} and expressions
   */
  public static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
