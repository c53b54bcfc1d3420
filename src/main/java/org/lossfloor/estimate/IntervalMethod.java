package org.lossfloor.estimate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the intervals of best score, noise and tuning curve are made. */
public enum IntervalMethod {
  /** The profiled spacing objective against fixed critical values (recipe, section 2, step 7). */
  PROFILE,
  /**
   * The same profile against critical values that are simulated at the fit of every tail that joins
   * the interval (statistics, section 4.3).
   */
  CALIBRATED,
  /** Percentiles of refits to samples simulated at the fit (statistics, section 4.4). */
  PERCENTILE;

  /**
   * Returns the name as users write it.
   *
   * @return in lower case
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads what a user wrote.
   *
   * @param code {@code profile}, {@code calibrated} or {@code percentile}
   * @return nothing when it is none of these
   */
  public static Optional<IntervalMethod> parse(String code) {
    return Arrays.stream(values()).filter(method -> method.code().equals(code)).findFirst();
  }
}
