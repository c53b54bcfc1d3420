package org.lossfloor.fit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lossfloor.distribution.band.BandKind;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.TuningTable;

/**
 * Writes tuning curves as an aligned table.
 *
 * @param table the curves
 * @param settings how they were estimated
 * @param threshold where the regime starts, if a law was fitted
 * @param decimals how numbers are rounded
 */
record TuningText(
    TuningTable table, EstimateSettings settings, OptionalDouble threshold, Decimals decimals) {
  private static final String GAP = "   ";

  String write() {
    List<List<String>> lines = new ArrayList<>(List.of(heading()));
    table.rows().forEach(row -> lines.add(cells(row)));
    return "Best score after so many trials; left by the fitted law, right by the scores seen\n"
        + aligned(lines)
        + note();
  }

  private List<String> heading() {
    String percent = FitText.percent(settings.confidence());
    return List.of(
        "trials", "median", percent + " interval", "5 to 95 %", "mean", "seen", percent + " band");
  }

  private List<String> cells(TuningTable.Row row) {
    Optional<TuningTable.LawPoint> law = row.law();
    return List.of(
        new BigDecimal(String.valueOf(row.trials())).stripTrailingZeros().toPlainString(),
        cell(law, p -> decimals.write(p.median().estimate()) + mark(p)),
        cell(law.flatMap(p -> p.median().interval()), this::interval),
        cell(law, p -> range(p.q05(), p.q95())),
        cell(law, p -> decimals.write(p.mean())),
        Double.isFinite(row.median()) ? decimals.write(row.median()) : "failed",
        range(row.limits().lower(), row.limits().upper()));
  }

  /** A star where the law is asked about scores that it was not fitted to. */
  private String mark(TuningTable.LawPoint law) {
    return beyond(law) ? "*" : "";
  }

  private boolean beyond(TuningTable.LawPoint law) {
    double median = law.median().estimate();
    return threshold.isPresent()
        && (settings.minimize()
            ? median > threshold.getAsDouble()
            : median < threshold.getAsDouble());
  }

  private static <T> String cell(Optional<T> value, Function<T, String> text) {
    return value.map(text).orElse("-");
  }

  private String interval(Interval interval) {
    return range(interval.lower(), interval.upper());
  }

  private String range(double lower, double upper) {
    return decimals.write(lower) + " to " + decimals.write(upper);
  }

  private static String aligned(List<List<String>> lines) {
    int[] widths =
        IntStream.range(0, lines.get(0).size())
            .map(i -> lines.stream().mapToInt(line -> line.get(i).length()).max().orElse(0))
            .toArray();
    return lines.stream().map(line -> aligned(line, widths)).collect(Collectors.joining());
  }

  private static String aligned(List<String> line, int[] widths) {
    return IntStream.range(0, line.size())
        .mapToObj(i -> " ".repeat(widths[i] - line.get(i).length()) + line.get(i))
        .collect(Collectors.joining(GAP, "", "\n"));
  }

  private String note() {
    String kind =
        table.band() == BandKind.DKW
            ? "Dvoretzky-Kiefer-Wolfowitz, for speed"
            : "exact, highest density";
    boolean starred = table.rows().stream().flatMap(r -> r.law().stream()).anyMatch(this::beyond);
    String star =
        starred ? "* worse than the regime's threshold, where the law need not hold.\n" : "";
    return star
        + "The interval holds for one number of trials, the band ("
        + kind
        + ") for all at once.\n";
  }
}
