package org.lossfloor.audit.run;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.QueryContext;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lossfloor.error.Nearest;
import org.lossfloor.error.UsageException;

/** What is wrong with an expression that the user typed, in words for the user. */
public final class Conditions {
  private static final String FLAG = "--where";
  private static final String EXAMPLE = "give an expression of Spark SQL, such as verdict = 'OK'";

  /** Where the parser of Spark stopped, counted from 0. */
  private static final Pattern POSITION = Pattern.compile("\\(line \\d+, pos (\\d+)\\)");

  /** The code before a message of Spark, and the code behind it. */
  private static final Pattern CODES =
      Pattern.compile("^\\[[A-Z0-9_.]+]\\s*|\\s*SQLSTATE: \\w+.*$");

  /** Classes of SQLSTATE that the expression and the values in the table cause: 22 and 42. */
  private static final Pattern THEIRS = Pattern.compile("(22|42).*");

  private static final int MOST_NAMES = 12;

  private Conditions() {}

  /**
   * Does what an expression asks for.
   *
   * @param text the expression
   * @param rows the table that it is about
   * @param work what is done with it
   * @param <T> what the work gives
   * @return what the work gives
   * @throws UsageException if the expression is none, names no column, or fails on a value
   */
  public static <T> T checked(String text, Dataset<Row> rows, Supplier<T> work) {
    try {
      return work.get();
    } catch (Exception e) {
      // Spark throws checked exceptions that no Java signature announces.
      if (e instanceof SparkThrowable fault
          && fault.getSqlState() != null
          && THEIRS.matcher(fault.getSqlState()).matches()) {
        throw wrong(text, rows, fault, e);
      }
      throw e;
    }
  }

  private static UsageException wrong(
      String text, Dataset<Row> rows, SparkThrowable fault, Exception cause) {
    String name = fault.getMessageParameters().getOrDefault("objectName", "").replace("`", "");
    boolean column = String.valueOf(fault.getCondition()).startsWith("UNRESOLVED_COLUMN");
    if (column) {
      return noColumn(name, place(text, fault, cause), Arrays.asList(rows.columns()));
    }
    String first =
        String.valueOf(cause.getMessage())
            .lines()
            .filter(line -> !line.isBlank())
            .findFirst()
            .orElse("");
    return new UsageException(
        "`" + text + "` is no condition: " + CODES.matcher(first).replaceAll(""),
        place(text, fault, cause),
        EXAMPLE,
        cause);
  }

  private static String place(String text, SparkThrowable fault, Exception cause) {
    Optional<Integer> index =
        Arrays.stream(fault.getQueryContext()).findFirst().map(QueryContext::startIndex);
    Matcher parser = POSITION.matcher(String.valueOf(cause.getMessage()));
    Optional<Integer> found =
        index.or(
            () -> parser.find() ? Optional.of(Integer.valueOf(parser.group(1))) : Optional.empty());
    return FLAG
        + found
            .filter(i -> i >= 0 && i <= text.length())
            .map(i -> ", character " + (i + 1))
            .orElse("");
  }

  static UsageException noColumn(String name, String where, List<String> columns) {
    String some = columns.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    return new UsageException(
        "the table has no column `" + name + "`",
        where,
        Nearest.mend(
            name,
            columns,
            "Its columns are " + some + (columns.size() > MOST_NAMES ? ", ..." : "")));
  }
}
