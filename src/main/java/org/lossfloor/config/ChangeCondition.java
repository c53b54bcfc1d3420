package org.lossfloor.config;

import org.lossfloor.decide.diff.ChangeKind;
import org.lossfloor.error.ConfigException;

/**
 * A limit on what may change between two runs: {@code worse_verdicts>0}.
 *
 * @param kind what is limited
 * @param comparison {@code <}, {@code <=}, {@code >} or {@code >=}
 * @param limit the limit
 */
public record ChangeCondition(ChangeKind kind, String comparison, double limit) {
  private static final String EXAMPLE = "for example `worse_verdicts>0`";

  /**
   * Reads a condition.
   *
   * @param text kind of change, comparison and number
   * @param where the option
   * @return the condition
   * @throws ConfigException if it is none, or names no known kind
   */
  public static ChangeCondition parse(String text, String where) {
    Limit.Parsed<ChangeKind> parsed =
        Limit.parse(ChangeKind.class, "a change", EXAMPLE, text, where);
    return new ChangeCondition(
        parsed.limited(), parsed.limit().comparison(), parsed.limit().value());
  }

  /**
   * Whether the changes break the limit.
   *
   * @param count how much there is of the kind
   * @return true if the condition holds
   */
  public boolean holds(double count) {
    return new Limit(comparison, limit).holds(count);
  }

  /**
   * The condition as it is written.
   *
   * @return text that {@link #parse} reads
   */
  public String text() {
    return new Limit(comparison, limit).text(kind.code());
  }
}
