package org.lossfloor.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import org.lossfloor.estimate.Interval;

/**
 * Writes numbers for people, rounded to a common number of decimals.
 *
 * @param decimals how many digits follow the point, 0 to 12
 */
public record Decimals(int decimals) {
  private static final int MOST = 12;
  private static final double LARGE = 1e12;

  /** Smaller numbers would lose digits even with the most decimals. */
  private static final double SMALL = 1e-9;

  /**
   * Returns the number of decimals that resolves a hundredth to a thousandth of a length.
   *
   * @param length the length; anything that is no positive number gives the most decimals
   * @return how to write numbers
   */
  public static Decimals resolving(double length) {
    boolean positive = length > 0 && Double.isFinite(length);
    double digits = positive ? 2 - Math.floor(Math.log10(length)) : MOST;
    return new Decimals((int) Math.max(0, Math.min(MOST, digits)));
  }

  /**
   * Returns the number of decimals that the scores of a tail deserve: to a hundredth of its depth,
   * or finer if the interval of the best possible score is.
   *
   * @param depth from the threshold to the best possible score
   * @param interval of the best possible score
   * @return how to write numbers
   */
  public static Decimals ofTail(double depth, Optional<Interval> interval) {
    double width = interval.map(Interval::width).orElse(depth);
    return resolving(width > 0 ? Math.min(depth, 10 * width) : depth);
  }

  /**
   * Writes a number.
   *
   * @param value the number
   * @return its digits, or words for one that the data do not limit
   */
  public String write(double value) {
    if (Double.isInfinite(value)) {
      return "not told";
    }
    boolean lost = value != 0 && decimals == MOST && Math.abs(value) < SMALL;
    if (lost || Math.abs(value) >= LARGE) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /**
   * Writes a length on the scale of the numbers, such as a standard deviation: it is never zero
   * where it is only small.
   *
   * @param length the length
   * @return its digits, {@code < 0.001} for one that has none among them, or words
   */
  public String size(double length) {
    if (length == 0) {
      return "0";
    }
    String written = write(length);
    boolean lost = Double.isFinite(length) && Double.parseDouble(written) == 0;
    return lost ? "< " + BigDecimal.ONE.movePointLeft(decimals).toPlainString() : written;
  }
}
