package org.lossfloor.report.ranges;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.lossfloor.error.Printable;
import org.lossfloor.report.AlignedTable;

/**
 * Search spaces for people: a table for each experiment, or one for all.
 *
 * @param spaces the search spaces
 */
public record RangesText(SearchSpaces spaces) {
  /** So many experiments are spoken of one by one. */
  private static final int MOST = 20;

  private static final String GAP = "  ";
  private static final int WIDTH = 160;
  private static final int NAME = 40;
  private static final MathContext DIGITS = new MathContext(3);
  private static final double LARGE = 1e5;
  private static final double SMALL = 1e-3;

  /**
   * Says how many search spaces there are.
   *
   * @return one line
   */
  public String headline() {
    return "Search spaces of run "
        + spaces.runId()
        + ", "
        + spaces.experiments()
        + (spaces.experiments() == 1 ? " experiment." : " experiments.");
  }

  /**
   * Writes the experiments.
   *
   * @return lines
   */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    byExperiment()
        .forEach(
            (name, all) -> {
              lines.add(heading(name, all.get(0)));
              table(all).fitted(WIDTH, List.of()).lines().forEach(line -> lines.add("  " + line));
              lines.add("  " + saving(all.get(0)));
              lines.add("");
            });
    lines.addAll(explanations());
    return lines;
  }

  private Map<String, List<RangeView>> byExperiment() {
    return spaces.ranges().stream()
        .collect(
            Collectors.groupingBy(RangeView::experiment, LinkedHashMap::new, Collectors.toList()));
  }

  /**
   * Says which ranges to change, and what that saves.
   *
   * @return a sentence or two for each experiment with something to change
   */
  public List<String> conclusions() {
    List<String> lines = new ArrayList<>();
    byExperiment()
        .forEach(
            (name, all) -> {
              List<String> changes =
                  all.stream().filter(RangesText::changes).map(RangesText::change).toList();
              if (!changes.isEmpty() && lines.size() < MOST) {
                lines.add(
                    Printable.line(name)
                        + ": next use "
                        + String.join("; ", changes)
                        + ". "
                        + saving(all.get(0)));
              }
            });
    return lines.isEmpty() ? List.of("No range has to be changed.") : lines;
  }

  private static boolean changes(RangeView one) {
    return one.nextOutside() > 0 || !one.codes().isEmpty();
  }

  private static String change(RangeView one) {
    return Printable.cut(Printable.line(one.hyperparameter()), NAME)
        + " "
        + span(one.nextLow(), one.nextHigh(), one.nextValues())
        + (one.codes().isEmpty() ? "" : " (" + codes(one) + ")");
  }

  private static String codes(RangeView one) {
    return one.codes().isEmpty() ? "-" : Printable.line(String.join(", ", one.codes()));
  }

  /**
   * Writes all hyperparameters into one table.
   *
   * @return a row for the heading, and for each experiment and hyperparameter
   */
  public AlignedTable table() {
    AlignedTable one = table(spaces.ranges());
    AlignedTable all = new AlignedTable(GAP, Set.of(0, 1, 2, 3, 4, 5, 7, 8));
    for (int i = 0; i < one.cells().size(); i++) {
      List<String> row = new ArrayList<>(one.cells().get(i));
      row.add(0, i == 0 ? "experiment" : Printable.line(spaces.ranges().get(i - 1).experiment()));
      all.add(row);
    }
    return all;
  }

  private static String heading(String name, RangeView one) {
    return Printable.line(name)
        + ": "
        + one.configurations()
        + " configurations, "
        + one.good()
        + " good";
  }

  private static String saving(RangeView one) {
    return one.outside() == 0
        ? "No configuration lies outside of the next ranges."
        : String.format(
            Locale.ROOT,
            "%d of %d configurations (%d %%) lie outside of the next ranges; none of them is good.",
            one.outside(),
            one.configurations(),
            Math.round(100.0 * one.outside() / one.configurations()));
  }

  private static AlignedTable table(List<RangeView> all) {
    boolean measured = all.stream().anyMatch(r -> r.importance().isPresent());
    AlignedTable table = new AlignedTable(GAP, Set.of(0, 1, 2, 3, 4, 6, 7));
    List<String> head =
        List.of("hyperparameter", "tried", "scale", "best", "next", "outside", "codes");
    table.add(measured ? with(head, "matters") : head);
    for (RangeView one : all) {
      List<String> row =
          List.of(
              Printable.cut(Printable.line(one.hyperparameter()), NAME),
              span(one.low(), one.high(), one.values()),
              one.scale().orElse("-"),
              Printable.cut(Printable.line(one.best().orElse("-")), NAME),
              span(one.nextLow(), one.nextHigh(), one.nextValues()),
              Integer.toString(one.nextOutside()),
              codes(one));
      table.add(measured ? with(row, importance(one)) : row);
    }
    return table;
  }

  private static List<String> with(List<String> row, String more) {
    List<String> longer = new ArrayList<>(row);
    longer.add(6, more);
    return longer;
  }

  private static String importance(RangeView one) {
    return one.importance()
        .map(share -> String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", share[0], share[1], share[2]))
        .orElse("-");
  }

  private static String span(OptionalDouble low, OptionalDouble high, List<String> words) {
    if (low.isEmpty() || high.isEmpty()) {
      return words.isEmpty() ? "-" : Printable.cut(Printable.line(String.join(" ", words)), NAME);
    }
    return low.getAsDouble() == high.getAsDouble()
        ? number(low.getAsDouble())
        : number(low.getAsDouble()) + " .. " + number(high.getAsDouble());
  }

  private static String number(double value) {
    double size = Math.abs(value);
    return size != 0 && (size >= LARGE || size < SMALL)
        ? String.format(Locale.ROOT, "%.2e", value)
        : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  /**
   * Says what the columns mean.
   *
   * @return sentences
   */
  public static List<String> explanations() {
    return List.of(
        "EDGE: the optimum presses against this end of the range, which the next range passes.",
        "DEAD: a third or more of the trials fail at this end, or with this word, more than elsewhere.",
        "next: what the good configurations span, with room to spare; outside: how many lie outside.",
        "At most 1 % of experiments without such a fault have a code of either kind.");
  }
}
