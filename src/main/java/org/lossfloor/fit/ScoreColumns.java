package org.lossfloor.fit;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lossfloor.error.InputException;
import org.lossfloor.error.Nearest;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.sweep.MetricWords;

/** Finds the column of a score file that holds the scores. */
final class ScoreColumns {
  private static final int SHOWN = 20;
  private static final int OBJECTIONS = 4;

  private ScoreColumns() {}

  /**
   * The only numeric column.
   *
   * @param source the file, for messages
   * @param columns all columns
   * @param rows how many rows there are
   * @return the column
   * @throws UserException if no column or several are numeric
   */
  static ScoreColumn only(String source, Collection<ScoreColumn> columns, int rows) {
    List<ScoreColumn> numeric = columns.stream().filter(c -> c.numeric(rows)).toList();
    if (numeric.size() == 1) {
      return numeric.get(0);
    }
    if (numeric.isEmpty()) {
      throw new UsageException(
          "no field holds a number in every row: " + objections(columns, rows),
          source,
          rows == 1
              ? "the file holds one record; write a record for every trial"
              : "write a number or `nan` in each row of the field with the scores; name it by --score"
                  + " where some rows lack it");
    }
    List<String> names = numeric.stream().flatMap(c -> c.name().stream()).toList();
    throw new UsageException(
        "several fields hold numbers: " + listed(names),
        source,
        "name the one with the scores, for example --score " + quoted(likely(names)));
  }

  /** One whose name says which values are good is more of a score than an id. */
  private static String likely(List<String> names) {
    return names.stream()
        .filter(name -> MetricWords.direction(name).isPresent() && !MetricWords.isTraining(name))
        .findFirst()
        .orElse(names.get(names.size() - 1));
  }

  private static String objections(Collection<ScoreColumn> columns, int rows) {
    String some =
        columns.stream()
            .limit(OBJECTIONS)
            .map(c -> "`" + c.name().orElse("") + "` (" + c.objection(rows) + ")")
            .collect(Collectors.joining(", "));
    int rest = columns.size() - OBJECTIONS;
    return rest > 0 ? some + ", and " + rest + " more" : some;
  }

  /**
   * There is no such field.
   *
   * @param wanted the name that was asked for
   * @param where the file, and the line if it is that of a record
   * @param known the names that exist
   */
  static UserException unknown(String wanted, String where, Collection<String> known) {
    return new UsageException(
        "there is no field `" + wanted + "`; there are: " + listed(known),
        where,
        Nearest.question(wanted, known).map(near -> near + " Else ").orElse("")
            + "give --score one of these names; write null where a trial has no score");
  }

  /** There is nothing to estimate from. */
  static UserException empty(String source) {
    return new InputException(
        "there are no trials in it",
        source,
        "give one trial a line: CSV with a header, JSON lines or plain numbers");
  }

  private static String listed(Collection<String> names) {
    String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
    return names.stream().limit(SHOWN).map(n -> "`" + n + "`").collect(Collectors.joining(", "))
        + more;
  }

  private static String quoted(String name) {
    return Optional.of(name)
        .filter(n -> n.matches("[\\w./\\[\\]-]+"))
        .orElseGet(() -> "'" + name + "'");
  }
}
