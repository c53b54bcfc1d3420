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
record ColumnDoc(String name, String type, String unit, String nulls, String meaning) {
  /** A column that is filled in every row. */
  static final String NEVER = "never";

  boolean mayBeNull() {
    return !nulls.equals(NEVER);
  }
}
