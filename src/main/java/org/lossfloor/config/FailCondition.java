package org.lossfloor.config;

import org.lossfloor.error.ConfigException;

/**
 * A limit that a run must not break: {@code invalid_share>0.2} fails a run in which more than a
 * fifth of the experiments are invalid. The run is published anyway.
 *
 * @param metric what is limited
 * @param comparison {@code <}, {@code <=}, {@code >} or {@code >=}
 * @param limit the limit
 */
public record FailCondition(RunMetric metric, String comparison, double limit) {
  /** The limit that holds unless another one on the same metric is set. */
  public static final FailCondition NO_BROKEN_SOURCE =
      new FailCondition(RunMetric.BROKEN_SOURCES, ">", 0);

  private static final String EXAMPLE = "for example `invalid_share>0.2`";

  /**
   * Reads a condition.
   *
   * @param text metric, comparison and number
   * @param where the option or the place in the file
   * @return the condition
   * @throws ConfigException if it is none, or names no known metric
   */
  public static FailCondition parse(String text, String where) {
    Limit.Parsed<RunMetric> parsed = Limit.parse(RunMetric.class, "a run", EXAMPLE, text, where);
    return new FailCondition(parsed.limited(), parsed.limit().comparison(), parsed.limit().value());
  }

  /**
   * Whether a run breaks the limit.
   *
   * @param value the metric's value in that run
   * @return true if the condition holds
   */
  public boolean holds(double value) {
    return new Limit(comparison, limit).holds(value);
  }

  /**
   * The condition as it is written.
   *
   * @return text that {@link #parse} reads
   */
  public String text() {
    return new Limit(comparison, limit).text(metric.code());
  }
}
