package org.lossfloor.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Writes numbers for people, rounded to a common number of decimals.
 *
 * @param decimals how many digits follow the point, 0 to 12
 */
record Decimals(int decimals) {
  private static final int MOST = 12;
  private static final double LARGE = 1e12;

  /** Smaller numbers would lose digits even with the most decimals. */
  private static final double SMALL = 1e-9;

  /** The number of decimals that resolves a hundredth to a thousandth of a length. */
  static Decimals resolving(double length) {
    boolean positive = length > 0 && Double.isFinite(length);
    double digits = positive ? 2 - Math.floor(Math.log10(length)) : MOST;
    return new Decimals((int) Math.max(0, Math.min(MOST, digits)));
  }

  /** The number, or words for one that the data do not limit. */
  String write(double value) {
    if (Double.isInfinite(value)) {
      return "not told";
    }
    boolean lost = value != 0 && decimals == MOST && Math.abs(value) < SMALL;
    if (lost || Math.abs(value) >= LARGE) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
