package org.lossfloor.estimate.noise;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.lossfloor.estimate.diagnosis.Hyperparameters;
import org.lossfloor.math.LogScale;

/**
 * A hyperparameter on the scale on which it varies more evenly: a number as it is or by its
 * logarithm (method.md, section 9).
 *
 * @param column the hyperparameter
 * @param logarithmic whether a number counts by its logarithm
 */
record ScaledColumn(Hyperparameters.Column column, boolean logarithmic) {
  /** Only a hyperparameter that varies by more than this factor may count by its logarithm. */
  private static final double WIDE = 20;

  /** The hyperparameters that vary. */
  static List<ScaledColumn> varying(Hyperparameters hyperparameters) {
    return hyperparameters.varying().stream()
        .map(column -> new ScaledColumn(column, logarithmic(column)))
        .toList();
  }

  /** Whether all trials lie more evenly around the middle of the logarithms. */
  private static boolean logarithmic(Hyperparameters.Column column) {
    if (!column.numeric()) {
      return false;
    }
    double[] all =
        present(Arrays.stream(column.levels()).mapToDouble(Double::longBitsToDouble).toArray());
    Arrays.sort(all);
    return LogScale.suits(all[0], all[all.length / 2], all[all.length - 1], WIDE);
  }

  /** Those that are there. */
  static double[] present(double... values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
  }

  boolean numeric() {
    return column.numeric();
  }

  /** The numbers of some trials on their scale; NaN where a trial has none. */
  double[] numbers(int... trials) {
    return Arrays.stream(trials)
        .mapToDouble(column::number)
        .map(value -> logarithmic ? Math.log(value) : value)
        .toArray();
  }

  /** Which level each of some trials has: of words, or whether it has a number at all. */
  long[] levels(int... trials) {
    return Arrays.stream(trials)
        .mapToLong(trial -> column.levels()[trial])
        .map(level -> numeric() && level != Hyperparameters.ABSENT ? 0 : level)
        .toArray();
  }

  /** All trials. */
  int[] trials() {
    return IntStream.range(0, column.levels().length).toArray();
  }
}
