package org.lossfloor.read.row;

import java.util.List;
import java.util.Map;

/**
 * The shape of an engine's values: which are structs, lists and maps, and what they hold. Values
 * are examined in place, so that none is wrapped.
 */
public interface RowShape {
  /**
   * Names the fields of a struct.
   *
   * @param value a value of the engine
   * @return the names in the order of {@link #item}; null for a value that is not a struct
   */
  String[] names(Object value);

  /**
   * Returns a field of a struct.
   *
   * @param struct a struct
   * @param field its position
   * @return its value, or null
   */
  Object item(Object struct, int field);

  /**
   * Returns the items of a list.
   *
   * @param value a value of the engine
   * @return the items; null for a value that is not a list
   */
  List<?> list(Object value);

  /**
   * Returns the entries of a map.
   *
   * @param value a value of the engine
   * @return the entries; null for a value that is not a map
   */
  Map<?, ?> map(Object value);

  /**
   * Returns what a field holds.
   *
   * @param value a value of the engine, or null
   * @return a Double or Long for a number that it holds exactly, for all else the text, as logs in
   *     text would have it; null for null
   */
  Object value(Object value);
}
