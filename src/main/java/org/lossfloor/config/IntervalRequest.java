package org.lossfloor.config;

import java.util.OptionalInt;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.IntervalPlan;

/**
 * How {@code lossfloor fit} and {@code lossfloor curve} make their intervals, as typed.
 *
 * @param method the code of an {@link IntervalMethod}
 * @param replicates the number of replicates; nothing for {@value #REPLICATES}
 * @param seed the seed of the replicates
 * @param experimentId the id of the experiment whose replicates an audit draws; empty for none
 */
public record IntervalRequest(
    String method, OptionalInt replicates, long seed, String experimentId) {
  /** Profile intervals. */
  public static final IntervalRequest PROFILE =
      new IntervalRequest("profile", OptionalInt.empty(), 0, "");

  /** The default number of replicates. */
  public static final int REPLICATES = 200;

  /**
   * The plan of the core.
   *
   * @throws UserException if an option cannot be used
   */
  public IntervalPlan plan() {
    IntervalMethod wanted = method(method);
    int number = replicates.orElse(REPLICATES);
    try {
      return new IntervalPlan(wanted, number, seed, experimentId);
    } catch (IllegalArgumentException e) {
      throw error(
          "--replicates", String.valueOf(number), "give at least " + IntervalPlan.LEAST_REPLICATES);
    }
  }

  /**
   * Reads the value of the option {@code --intervals}.
   *
   * @param code as typed
   * @return the method
   * @throws UserException if there is no such method
   */
  public static IntervalMethod method(String code) {
    return IntervalMethod.parse(code)
        .orElseThrow(() -> error("--intervals", code, "give one of " + IntervalMethod.codes()));
  }

  private static UserException error(String option, String value, String mend) {
    return new UsageException("cannot use `" + value + "`", option, mend);
  }
}
