package org.lossfloor.report.html;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Interval;
import org.lossfloor.report.Decimals;
import org.lossfloor.report.ExperimentText;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.LawView;

/**
 * The numbers of one experiment as they are shown, with the digits that they deserve.
 *
 * @param decimals how scores are rounded
 */
record Shown(Decimals decimals) {
  private static final double SMALLEST_P = .001;

  static Shown of(ExperimentView experiment) {
    return new Shown(ExperimentText.decimals(experiment));
  }

  String score(double score) {
    return decimals.write(score);
  }

  String score(OptionalDouble score) {
    return score.isPresent() ? score(score.getAsDouble()) : "";
  }

  String size(double length) {
    return decimals.size(length);
  }

  String interval(Optional<Interval> interval) {
    return interval.map(i -> score(i.lower()) + " to " + score(i.upper())).orElse("");
  }

  String scored(Quantity quantity, double confidence) {
    return quantity(quantity, confidence, this::score);
  }

  String sized(Quantity quantity, double confidence) {
    return quantity(quantity, confidence, this::size);
  }

  private static String quantity(
      Quantity quantity, double confidence, DoubleFunction<String> written) {
    return written.apply(quantity.estimate())
        + quantity
            .interval()
            .map(
                i ->
                    " (%s interval %s to %s)"
                        .formatted(
                            percent(confidence),
                            written.apply(i.lower()),
                            written.apply(i.upper())))
            .orElse("");
  }

  /** One digit more than is shown, so that lines are smooth; null for what is not limited. */
  Double point(double score) {
    if (!Double.isFinite(score)) {
      return null;
    }
    return BigDecimal.valueOf(score)
        .setScale(decimals.decimals() + 1, RoundingMode.HALF_EVEN)
        .doubleValue();
  }

  List<Double> points(double... scores) {
    // A list that holds nulls.
    return Arrays.asList(DoubleStream.of(scores).mapToObj(this::point).toArray(Double[]::new));
  }

  /** Shares to a hundredth of a per cent. */
  static List<Double> shares(double... shares) {
    return DoubleStream.of(shares).mapToObj(p -> Math.rint(1e4 * p) / 1e4).toList();
  }

  static String percent(double share) {
    return BigDecimal.valueOf(100 * share)
            .setScale(1, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }

  /** Three digits. */
  static double rough(double value) {
    return new BigDecimal(value, new MathContext(3)).doubleValue();
  }

  /** Numbers look the same wherever the page is made. */
  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  static String pValue(double p) {
    return p < SMALLEST_P ? "< 0.001" : text("%.3f", p);
  }

  static String count(double trials) {
    if (Double.isInfinite(trials)) {
      return "countless";
    }
    return text(trials < 1e6 ? "%,.0f" : "%.1e", trials);
  }

  /** Where a score lies in the tail, in per cent; nothing where that is not known. */
  static Long place(LawView law, double score) {
    double place = 100 * law.place(score);
    return Double.isNaN(place)
        ? null
        : Long.valueOf(Math.round(Math.max(-999, Math.min(999, place))));
  }
}
