package org.lossfloor.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lossfloor.distribution.band.BandKind;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.LawView;

/**
 * Tuning curves as an aligned table.
 *
 * @param view the experiment
 * @param curves the curves
 * @param decimals how numbers are rounded
 */
record CurvesText(ExperimentView view, TuningTable curves, Decimals decimals) {
  private static final String GAP = "   ";

  String write() {
    AlignedTable table = new AlignedTable(GAP, Set.of());
    table.add(heading());
    curves.rows().forEach(row -> table.add(cells(row)));
    return "Best score after so many trials; left by the fitted law, right by the scores seen\n"
        + String.join("\n", table.lines())
        + "\n"
        + note();
  }

  private List<String> heading() {
    String percent = ExperimentText.percent(view.origin().confidence());
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
        seen(row.median()),
        Double.isNaN(row.median()) ? "-" : range(row.limits().lower(), row.limits().upper()));
  }

  /** Beyond the trials of a run its table has no curve of the scores themselves. */
  private String seen(double median) {
    if (Double.isNaN(median)) {
      return "-";
    }
    return Double.isFinite(median) ? decimals.write(median) : "failed";
  }

  /** A star where the law is used for scores to which it was not fitted. */
  private String mark(TuningTable.LawPoint law) {
    return beyond(law) ? "*" : "";
  }

  private boolean beyond(TuningTable.LawPoint law) {
    double median = law.median().estimate();
    return view.law()
        .map(LawView::threshold)
        .filter(limit -> view.minimize() ? median > limit : median < limit)
        .isPresent();
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

  private String note() {
    String kind =
        curves.band() == BandKind.DKW
            ? "Dvoretzky-Kiefer-Wolfowitz, for speed"
            : "exact, highest density";
    boolean starred = curves.rows().stream().flatMap(r -> r.law().stream()).anyMatch(this::beyond);
    String star =
        starred ? "* worse than the regime's threshold, where the law need not hold.\n" : "";
    return star
        + "The interval holds for one number of trials, the band ("
        + kind
        + ") for all at once.\n";
  }
}
