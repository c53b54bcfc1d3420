package org.lossfloor.ml;

import java.io.Serializable;
import java.util.Arrays;
import scala.Function1;

/** The validator of the columns that separate experiments: each has a name, and is named once. */
record ColumnCheck() implements Function1<String[], Object>, Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public Object apply(String[] columns) {
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] == null || columns[i].isEmpty()) {
        throw new IllegalArgumentException("Cannot group by a column without a name: name it");
      }
      if (Arrays.asList(columns).subList(0, i).contains(columns[i])) {
        throw new IllegalArgumentException(
            "Cannot group by column `" + columns[i] + "` twice: name it once");
      }
    }
    return true;
  }
}
