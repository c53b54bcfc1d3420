package org.lossfloor.config;

import java.util.Arrays;
import java.util.List;
import org.lossfloor.sweep.Coded;

/** A number about a whole run that a condition of {@code fail_on} can limit. */
public enum RunMetric implements Coded {
  /** Experiments. */
  EXPERIMENTS,
  /** Experiments with a fitted law. */
  FITTED,
  /** Experiments with the verdict OK. */
  OK,
  /** Experiments with the verdict CAUTION. */
  CAUTION,
  /** Experiments with the verdict INVALID. */
  INVALID,
  /** {@link #OK} as a share of the experiments. */
  OK_SHARE,
  /** {@link #CAUTION} as a share of the experiments. */
  CAUTION_SHARE,
  /** {@link #INVALID} as a share of the experiments. */
  INVALID_SHARE,
  /** Trials, one for each metric, used or excluded. */
  TRIALS,
  /** Failed trials as a share of the trials. */
  FAILED_SHARE,
  /** Excluded trials as a share of the trials. */
  EXCLUDED_SHARE,
  /** Records that were read. */
  RECORDS,
  /** Records that could not be read as trials. */
  REJECTED,
  /** {@link #REJECTED} as a share of the records. */
  REJECTED_SHARE,
  /** Files that broke or were left out whole. */
  BROKEN_FILES,
  /** Experiments on which Lossfloor itself failed. */
  INTERNAL_ERRORS,
  /** Sources that could not be used and are left out. */
  BROKEN_SOURCES;

  /**
   * Returns what conditions call the metrics.
   *
   * @return the codes, in the order of declaration
   */
  public static List<String> codes() {
    return Arrays.stream(values()).map(RunMetric::code).toList();
  }
}
