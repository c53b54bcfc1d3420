package org.lossfloor.engine;

import java.util.Map;

/**
 * The values of one row, by the position of their columns. Nothing is made of a value that is not
 * asked for. They are good until the next row of the partition is asked for.
 */
public interface Cells {
  /**
   * Whether a cell is empty.
   *
   * @param column the position of a column
   * @return true if it holds no value
   */
  boolean isNull(int column);

  /**
   * Reads a cell of type boolean that is not empty.
   *
   * @param column the position of a column
   * @return its value
   */
  boolean flag(int column);

  /**
   * Reads a cell of type long that is not empty.
   *
   * @param column the position of a column
   * @return its value
   */
  long big(int column);

  /**
   * Reads a cell of type double that is not empty.
   *
   * @param column the position of a column
   * @return its value
   */
  double number(int column);

  /**
   * Reads a text that is not empty.
   *
   * @param column the position of a column
   * @return its value
   */
  String text(int column);

  /**
   * Reads an array of numbers that is not empty.
   *
   * @param column the position of a column
   * @return its elements
   */
  double[] numbers(int column);

  /**
   * Reads a map of texts that is not empty.
   *
   * @param column the position of a column
   * @return its entries, in their order; null where a value is empty
   */
  Map<String, String> texts(int column);
}
