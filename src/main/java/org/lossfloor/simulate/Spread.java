package org.lossfloor.simulate;

import java.util.List;
import java.util.Locale;

/**
 * Some numbers in short.
 *
 * @param median their median
 * @param least the smallest
 * @param most the largest
 */
public record Spread(double median, double least, double most) {
  static Spread of(List<Double> numbers) {
    List<Double> sorted = numbers.stream().sorted().toList();
    int n = sorted.size();
    double median = (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    return new Spread(median, sorted.get(0), sorted.get(n - 1));
  }

  /**
   * Writes it.
   *
   * @param digits behind the point
   * @return such as {@code 1.5 (1.2 to 1.9)}; the median alone where all are equal
   */
  public String text(int digits) {
    String number = "%." + digits + "f";
    String middle = String.format(Locale.ROOT, number, median);
    return least == most
        ? middle
        : middle + String.format(Locale.ROOT, " (" + number + " to " + number + ")", least, most);
  }
}
