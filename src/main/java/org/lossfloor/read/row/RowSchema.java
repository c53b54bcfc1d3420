package org.lossfloor.read.row;

import java.util.List;

/** The columns of a file that an engine decodes. */
public interface RowSchema {
  /**
   * Names the columns.
   *
   * @return all of them, in their order
   */
  List<String> names();

  /**
   * Names the fields of the points of a curve.
   *
   * @param curve the path of a column or a field within one that holds an array
   * @return the fields of its items; none where they have none
   */
  List<String> pointFields(String curve);
}
