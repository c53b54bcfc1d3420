package org.lossfloor.fit;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.lossfloor.error.InputException;
import org.lossfloor.error.UserException;
import org.lossfloor.read.record.Fields;
import org.lossfloor.sweep.LoggedNumber;

/**
 * Collects one column of a score file. A column that the user named must hold nothing but scores;
 * any other is a candidate and drops out at the first field that is not a score.
 */
final class ScoreColumn {
  private static final int SHOWN = 60;

  private final String source;
  private final Optional<String> name;
  private final boolean named;
  private DoubleStream.Builder values = DoubleStream.builder();
  private IntStream.Builder lines = IntStream.builder();
  private int rows;
  private int missing;
  private boolean numeric;
  private Optional<String> misfit = Optional.empty();

  private ScoreColumn(String source, Optional<String> name, boolean named) {
    this.source = source;
    this.name = name;
    this.named = named;
  }

  /** The column that holds the scores. */
  static ScoreColumn named(String source, Optional<String> name) {
    return new ScoreColumn(source, name, true);
  }

  /** A column that may hold the scores. */
  static ScoreColumn candidate(String source, String name) {
    return new ScoreColumn(source, Optional.of(name), false);
  }

  /**
   * Reads a field as the audit reads it by default.
   *
   * @param text what it says
   * @return the score, NaN for a failed trial (NaN, infinite, missing), or nothing where the text
   *     is neither
   */
  static OptionalDouble score(String text) {
    try {
      double number = LoggedNumber.parse(text).orElse(Double.NaN);
      return OptionalDouble.of(Double.isInfinite(number) ? Double.NaN : number);
    } catch (LoggedNumber.Unreadable e) {
      return OptionalDouble.empty();
    }
  }

  private static boolean isMissing(String text) {
    try {
      return LoggedNumber.parse(text).isEmpty();
    } catch (LoggedNumber.Unreadable e) {
      return false;
    }
  }

  Optional<String> name() {
    return name;
  }

  /** Whether it must hold the scores. */
  boolean isNamed() {
    return named;
  }

  /**
   * Takes the next field.
   *
   * @param line its line, from 1
   * @param text what it says
   * @throws UserException if the field is no score and the user named the column
   */
  void add(long line, String text) {
    rows++;
    if (misfit.isPresent()) {
      return;
    }
    OptionalDouble score = score(text);
    if (score.isPresent()) {
      missing += isMissing(text) ? 1 : 0;
      values.add(score.getAsDouble());
      lines.add(Math.toIntExact(line));
      numeric |= !Double.isNaN(score.getAsDouble());
    } else if (named) {
      throw noScore(line, text);
    } else {
      misfit = Optional.of("line " + line + " is `" + shown(text) + "`");
      values = DoubleStream.builder();
      lines = IntStream.builder();
    }
  }

  private UserException noScore(long line, String text) {
    return new InputException(
        "not a score: `" + shown(text) + "`",
        source + ", line " + line + name.map(n -> ", field `" + n + "`").orElse(""),
        (Fields.hasDecimalComma(text) ? "this looks like a decimal comma; " : "")
            + "write a number with a decimal point, or nothing, `nan` or `null` for a failed trial");
  }

  /** The beginning of a text, for messages. */
  static String shown(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }

  /** Why this candidate cannot hold the scores of a number of rows. */
  String objection(int ofRows) {
    return misfit.orElse(
        rows == ofRows ? "no number at all" : "in " + rows + " of " + ofRows + " rows only");
  }

  /** Whether every one of a number of rows had this field, all fields are scores, one a number. */
  boolean numeric(int ofRows) {
    return numeric && misfit.isEmpty() && rows == ofRows;
  }

  /** How many fields were taken. */
  int rows() {
    return rows;
  }

  /** What was collected. */
  Scores scores(String format) {
    double[] scores = values.build().toArray();
    boolean mostLack = 2 * missing > scores.length;
    return new Scores(source, format, name, scores, lines.build().toArray(), mostLack);
  }
}
