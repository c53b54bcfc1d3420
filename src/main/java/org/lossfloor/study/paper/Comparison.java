package org.lossfloor.study.paper;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * A printed number beside the one that was computed.
 *
 * @param name what it is
 * @param printed its digits in print
 * @param computed the number computed, in the unit of the printed one
 */
public record Comparison(String name, String printed, double computed) {
  /**
   * Returns the computed number, rounded as the printed one is.
   *
   * @return as many decimals as are printed, or as many digits before a power of ten
   */
  public String rounded() {
    BigDecimal print = new BigDecimal(printed);
    BigDecimal exact = new BigDecimal(computed);
    if (printed.contains("e")) {
      return String.format(
          Locale.ROOT,
          "%." + (print.precision() - 1) + "e",
          exact.round(new MathContext(print.precision(), RoundingMode.HALF_EVEN)));
    }
    return exact.setScale(print.scale(), RoundingMode.HALF_EVEN).toPlainString();
  }

  /**
   * Returns whether every printed digit is the same.
   *
   * @return whether rounding gives what is printed
   */
  public boolean same() {
    return rounded().equals(printed);
  }

  /**
   * Returns how far apart they are.
   *
   * @return computed minus printed
   */
  public double deviation() {
    return computed - new BigDecimal(printed).doubleValue();
  }
}
