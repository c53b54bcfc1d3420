package org.lossfloor.ml;

import java.io.Serializable;
import scala.Function1;

/**
 * The validator of the name of a column.
 *
 * @param param the name of the parameter
 */
record NameCheck(String param) implements Function1<String, Object>, Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public Object apply(String column) {
    if (column == null || column.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot use a column without a name as " + param + ": name it");
    }
    return true;
  }
}
