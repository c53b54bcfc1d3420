package org.lossfloor.estimate.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The hyperparameters of trials, column by column. A value counts as a level, equal or not equal to
 * another; if all values of a column are numbers, it also counts as a number.
 */
public final class Hyperparameters {
  /** The level of a trial that does not have the hyperparameter. */
  public static final long ABSENT = Double.doubleToLongBits(Double.NaN);

  /**
   * One hyperparameter.
   *
   * @param levels one code per trial, equal where the values are: the bits of the double where the
   *     hyperparameter is numeric, {@link #ABSENT} where the trial does not have it; not copied
   * @param numeric whether every value that is there is a number
   */
  @SuppressWarnings("ArrayRecordComponent") // as large as the experiment, and only read
  public record Column(long[] levels, boolean numeric) {
    public double number(int trial) {
      return Double.longBitsToDouble(levels[trial]);
    }

    public long distinct() {
      long[] sorted = levels.clone();
      Arrays.sort(sorted);
      long distinct = Math.min(1, sorted.length);
      for (int i = 1; i < sorted.length; i++) {
        distinct += sorted[i] == sorted[i - 1] ? 0 : 1;
      }
      return distinct;
    }
  }

  private final int trials;
  private final List<Column> columns;

  /**
   * Takes the columns.
   *
   * @param trials how many trials there are
   * @param columns the hyperparameters, each with a level for every trial
   * @throws IllegalArgumentException if a column has another number of trials
   */
  public Hyperparameters(int trials, List<Column> columns) {
    this.trials = trials;
    this.columns = List.copyOf(columns);
    if (this.columns.stream().anyMatch(column -> column.levels().length != trials)) {
      throw new IllegalArgumentException("every hyperparameter needs a level for every trial");
    }
  }

  /**
   * Returns all levels, column after column.
   *
   * @return one number per trial for every hyperparameter
   */
  public LongStream levels() {
    return columns.stream().flatMapToLong(column -> Arrays.stream(column.levels()));
  }

  /** How many trials there are. */
  public int trials() {
    return trials;
  }

  /** The hyperparameters that vary. */
  public List<Column> varying() {
    return columns.stream().filter(column -> column.distinct() > 1).toList();
  }
}
