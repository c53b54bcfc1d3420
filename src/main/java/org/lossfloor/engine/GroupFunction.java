package org.lossfloor.engine;

import java.io.Serializable;
import org.apache.spark.sql.types.DataType;

/**
 * What SQL makes of the rows of a group: a {@link GroupAggregate} calls it. Its first argument
 * differs from row to row; the others are the same in every row of a group.
 *
 * @param <S> what is kept of the rows of a group, or of some of them
 */
public interface GroupFunction<S> extends Serializable {
  /**
   * Returns the function's name.
   *
   * @return as it is called
   */
  String name();

  /**
   * Returns the types of the arguments.
   *
   * @return types that Spark casts the arguments to
   */
  DataType[] argumentTypes();

  /**
   * Returns the type of the result.
   *
   * @return never null, the result may be
   */
  DataType resultType();

  /**
   * Starts a group.
   *
   * @param row its first row, which is added later; the arguments behind the first count
   * @return nothing yet
   */
  S start(Cells row);

  /**
   * Checks a row whose arguments behind the first are not those of the row before.
   *
   * @param state the group
   * @param row the row
   * @throws org.lossfloor.error.UserException if they say something else than at the start
   */
  void require(S state, Cells row);

  /**
   * Adds a row.
   *
   * @param state the group, changed
   * @param row the row; its first argument counts
   */
  void add(S state, Cells row);

  /**
   * Adds rows of the same group that were taken elsewhere.
   *
   * @param state the group, changed
   * @param part what is kept of these rows
   * @throws org.lossfloor.error.UserException if their other arguments say something else
   */
  void merge(S state, S part);

  /**
   * Writes what is kept.
   *
   * @param state the group
   * @return bytes for {@link #ofBytes}
   */
  byte[] toBytes(S state);

  /**
   * Reads what {@link #toBytes} gave.
   *
   * @param bytes the bytes
   * @return the group
   */
  S ofBytes(byte[] bytes);

  /**
   * Makes the result.
   *
   * @param state the group, of one row at least
   * @return a value of {@link #resultType} as rows hold it
   */
  Object result(S state);
}
