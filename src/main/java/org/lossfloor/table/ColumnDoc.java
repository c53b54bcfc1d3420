package org.lossfloor.table;

/**
 * What a column says, for people; {@code tables.md} is printed from it.
 *
 * @param name its name
 * @param type its type, as SQL writes it
 * @param unit the unit of its values; empty for words, texts and pure numbers
 * @param nulls where it is null, or {@link #NEVER}
 * @param meaning a sentence
 */
public record ColumnDoc(String name, String type, String unit, String nulls, String meaning) {
  /** A column that is filled in every row. */
  public static final String NEVER = "never";

  /**
   * Tells whether the column is null somewhere.
   *
   * @return whether it is
   */
  public boolean mayBeNull() {
    return !nulls.equals(NEVER);
  }
}
