package org.lossfloor.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lossfloor.config.key.Settings;
import org.lossfloor.error.ConfigException;
import org.lossfloor.error.Nearest;
import org.lossfloor.sweep.Coded;

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

  private static final Pattern FORM = Pattern.compile("\\s*([\\w-]+)\\s*(<=|>=|<|>)\\s*(\\S+)\\s*");
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
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new ConfigException(
          "`" + text + "` is no condition",
          where,
          "Write metric, one of < <= > >=, and a number: " + EXAMPLE + ".");
    }
    double limit =
        Settings.finite(parts.group(3))
            .orElseThrow(
                () ->
                    new ConfigException(
                        "`" + parts.group(3) + "` in the condition `" + text + "` is no number",
                        where,
                        "Compare with a finite number: " + EXAMPLE + "."));
    return new FailCondition(metric(parts.group(1), where), parts.group(2), limit);
  }

  private static RunMetric metric(String word, String where) {
    List<String> known = Arrays.stream(RunMetric.values()).map(RunMetric::code).toList();
    return Coded.parse(RunMetric.class, word)
        .orElseThrow(
            () ->
                new ConfigException(
                    "there is no metric `" + word + "` of a run",
                    where,
                    Nearest.question(word, known)
                        .orElse("Known metrics: " + String.join(", ", known) + ".")));
  }

  /**
   * Whether a run breaks the limit.
   *
   * @param value the metric's value in that run
   * @return true if the condition holds
   */
  public boolean holds(double value) {
    return switch (comparison) {
      case "<" -> value < limit;
      case "<=" -> value <= limit;
      case ">" -> value > limit;
      default -> value >= limit;
    };
  }

  /**
   * The condition as it is written.
   *
   * @return text that {@link #parse} reads
   */
  public String text() {
    String shown =
        limit == Math.rint(limit) && Math.abs(limit) < 1e15
            ? String.format(Locale.ROOT, "%.0f", limit)
            : Double.toString(limit);
    return metric.code() + comparison + shown;
  }
}
