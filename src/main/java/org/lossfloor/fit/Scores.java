package org.lossfloor.fit;

import java.util.List;
import java.util.Optional;
import org.lossfloor.estimate.Reason;

/** The scores of one experiment as they were read from a file, in its order. */
public final class Scores {
  private final String source;
  private final String format;
  private final Optional<String> field;
  private final double[] values;
  private final int[] lines;
  private final boolean mostLack;

  /**
   * Keeps what was read.
   *
   * @param source the file, for messages
   * @param format what the file was taken for, for people
   * @param field the column or field that held the scores; nothing for plain numbers
   * @param values one score per trial, NaN for a failed one
   * @param lines the line of every score, from 1
   * @param mostLack whether more than half of the trials have no value
   */
  Scores(
      String source,
      String format,
      Optional<String> field,
      double[] values,
      int[] lines,
      boolean mostLack) {
    this.source = source;
    this.format = format;
    this.field = field;
    this.values = values;
    this.lines = lines;
    this.mostLack = mostLack;
  }

  /**
   * The scores of an experiment that was read from a log of any kind.
   *
   * @param source where the log is
   * @param format what it was taken for, for people
   * @param field the name of the score
   * @param values one score per trial, NaN for a failed one
   * @return the scores, which have no lines
   */
  public static Scores ofLog(String source, String format, String field, List<Double> values) {
    double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
    return new Scores(source, format, Optional.of(field), all, new int[all.length], false);
  }

  /** The file, as messages name it. */
  String source() {
    return source;
  }

  /** The file, what it was taken for and the field that held the scores. */
  String description() {
    String column = field.map(name -> ", field `" + name + "`").orElse("");
    return source + " (" + format + column + ")";
  }

  /**
   * Returns the column or field that held the scores.
   *
   * @return nothing for plain numbers
   */
  public Optional<String> field() {
    return field;
  }

  /** One score per trial, NaN for a failed one; a copy. */
  public double[] values() {
    return values.clone();
  }

  /** The doubts about them, the same that an audit has about the log. */
  List<Reason> doubts() {
    return mostLack ? List.of(Reason.MOST_LACK_METRIC) : List.of();
  }

  /** Where a score stands. */
  String place(int trial) {
    return lines[trial] == 0 ? source : source + ", line " + lines[trial];
  }
}
