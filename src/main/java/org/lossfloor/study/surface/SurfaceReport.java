package org.lossfloor.study.surface;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.lossfloor.study.MarkdownTable;
import org.lossfloor.study.Share;
import org.lossfloor.study.bench.Kind;

/**
 * The table of the study of surfaces, in Markdown.
 *
 * <p>An interval is the smallest mean of the surface and k of its standard deviations on both
 * sides. k is the 95 per cent quantile of error over standard deviation on the developed half of
 * the bench, one for each design and number of trials, and is tried on the held-out half.
 */
public final class SurfaceReport {
  private static final double LEVEL = .95;

  private final Map<SurfaceCell, List<SurfaceCell.Result>> results;

  /**
   * A report.
   *
   * @param results the results of every cell
   */
  public SurfaceReport(Map<SurfaceCell, List<SurfaceCell.Result>> results) {
    this.results = new LinkedHashMap<>(results);
  }

  private record Group(SurfaceCell.Design design, int trials) {}

  /**
   * Writes the table.
   *
   * @return Markdown
   */
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable(
            "design, n",
            "k",
            "covered, developed",
            "covered, held out",
            "worst kinds, held out",
            "median width / S, held out",
            "default: covered",
            "its width",
            "median error / S",
            "of the default's middle");
    Map<Group, List<SurfaceCell>> groups = new LinkedHashMap<>();
    for (SurfaceCell cell : results.keySet()) {
      if (cell.kind().sight() == Kind.Sight.CLEAR) {
        groups
            .computeIfAbsent(new Group(cell.design(), cell.trials()), g -> new ArrayList<>())
            .add(cell);
      }
    }
    groups.forEach((group, cells) -> row(table, group, cells));
    return "Intervals of the best possible score: the smallest mean of a surface through the trials"
        + " and k of its standard deviations, k from the developed half. Shares with Monte-Carlo"
        + " standard errors; kinds that no method sees are left out.\n\n"
        + table;
  }

  private void row(MarkdownTable table, Group group, List<SurfaceCell> cells) {
    List<SurfaceCell.Result> developed = of(cells, Kind.Half.DEVELOPED);
    List<SurfaceCell.Result> heldOut = of(cells, Kind.Half.HELD_OUT);
    if (developed.isEmpty() || heldOut.isEmpty()) {
      return;
    }
    double k = quantile(LEVEL, developed, r -> Math.abs(error(r)) / r.sd().orElse(0));
    List<SurfaceCell.Result> known = heldOut.stream().filter(r -> r.lower().isPresent()).toList();
    table.row(
        (group.design == SurfaceCell.Design.RANDOM ? "random, " : "quasi-random, ") + group.trials,
        number(k),
        share(developed, r -> covers(r, k)),
        share(heldOut, r -> covers(r, k)),
        worst(cells, k),
        number(quantile(.5, heldOut, r -> 2 * k * r.sd().orElse(Double.POSITIVE_INFINITY))),
        share(known, r -> r.lower().orElseThrow() <= 0 && 0 <= r.upper().orElseThrow()),
        number(quantile(.5, known, r -> r.upper().orElseThrow() - r.lower().orElseThrow())),
        number(quantile(.5, heldOut, r -> Math.abs(error(r)))),
        number(
            quantile(
                .5, known, r -> Math.abs(r.upper().orElseThrow() + r.lower().orElseThrow()) / 2)));
  }

  private List<SurfaceCell.Result> of(List<SurfaceCell> cells, Kind.Half half) {
    return cells.stream()
        .filter(cell -> cell.kind().half() == half)
        .flatMap(cell -> results.get(cell).stream())
        .toList();
  }

  /** Where there is no surface, no interval holds anything. */
  private static double error(SurfaceCell.Result result) {
    return result.error().orElse(Double.POSITIVE_INFINITY);
  }

  private static boolean covers(SurfaceCell.Result result, double k) {
    return Math.abs(error(result)) <= k * result.sd().orElse(0);
  }

  private String worst(List<SurfaceCell> cells, double k) {
    TreeMap<Double, String> byShare = new TreeMap<>();
    for (SurfaceCell cell : cells) {
      if (cell.kind().half() == Kind.Half.HELD_OUT) {
        List<SurfaceCell.Result> sets = results.get(cell);
        double share = (double) sets.stream().filter(r -> covers(r, k)).count() / sets.size();
        byShare.merge(share, cell.kind().label(), (a, b) -> a + " " + b);
      }
    }
    Map.Entry<Double, String> least = byShare.firstEntry();
    return least.getValue() + " " + String.format(Locale.ROOT, "%.2f", least.getKey());
  }

  private static String share(List<SurfaceCell.Result> sets, Predicate<SurfaceCell.Result> hit) {
    return MarkdownTable.share(new Share(sets.stream().filter(hit).count(), sets.size()));
  }

  private static double quantile(
      double level, List<SurfaceCell.Result> sets, ToDoubleFunction<SurfaceCell.Result> value) {
    double[] sorted = sets.stream().mapToDouble(value).sorted().toArray();
    return Arrays.stream(sorted)
        .skip(Math.min(sorted.length - 1, (long) Math.ceil(level * sorted.length) - 1))
        .findFirst()
        .orElse(Double.NaN);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.1f", value);
  }
}
