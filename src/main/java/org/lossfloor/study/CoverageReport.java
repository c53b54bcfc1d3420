package org.lossfloor.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables of the study of coverage with a known threshold, in Markdown. */
public final class CoverageReport {
  private static final Band BAND = new Band(.93, .98);
  private static final Band SET = new Band(.93, 1);
  private static final double BY_CHANCE = 2;

  private final Map<Cell, Tally> tallies;

  /**
   * A report.
   *
   * @param tallies the tally of every cell, in the order of the table
   */
  public CoverageReport(Map<Cell, Tally> tallies) {
    this.tallies = new LinkedHashMap<>(tallies);
  }

  /**
   * Writes the tables.
   *
   * @return Markdown
   */
  public String markdown() {
    return "Means over the cells of a size, worst cell in brackets; the standard error of a mean is"
        + " in the second column.\n\n"
        + bySize()
        + "\nEvery cell. Widths are medians, first in units of S, then over the range of the"
        + " observed tail.\n\n"
        + byCell()
        + "\n"
        + misses();
  }

  private MarkdownTable bySize() {
    MarkdownTable table =
        new MarkdownTable(
            "n",
            "error",
            "best 95",
            "t2n 95",
            "t10n 95",
            "set 95",
            "best 80",
            "t2n 80",
            "t10n 80",
            "answered");
    groups().forEach((group, cells) -> table.row(means(group, cells)));
    return table;
  }

  private Map<String, List<Tally>> groups() {
    return tallies.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                entry -> entry.getKey().group(),
                LinkedHashMap::new,
                Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static List<String> means(String group, List<Tally> cells) {
    List<String> row = new ArrayList<>();
    row.add(group);
    row.add(MarkdownTable.share(errorOfMean(cells)));
    for (Quantity quantity : Quantity.values()) {
      row.add(mean(cells, tally -> tally.coverage(quantity, Findings.Level.P95)));
    }
    row.add(mean(cells, Tally::dimensionCoverage));
    for (Quantity quantity : Quantity.values()) {
      row.add(mean(cells, tally -> tally.coverage(quantity, Findings.Level.P80)));
    }
    row.add(mean(cells, CoverageReport::answered));
    return row;
  }

  private static double errorOfMean(List<Tally> cells) {
    double variance =
        cells.stream()
            .mapToDouble(t -> t.coverage(Quantity.BEST, Findings.Level.P95).standardError())
            .map(error -> error * error)
            .sum();
    return Math.sqrt(variance) / cells.size();
  }

  private static String mean(List<Tally> cells, Function<Tally, Share> share) {
    List<Double> values =
        cells.stream().map(share).filter(s -> s.of() > 0).map(Share::value).toList();
    double mean = values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
    double worst = values.stream().mapToDouble(v -> v).min().orElse(Double.NaN);
    return MarkdownTable.share(mean) + " [" + MarkdownTable.share(worst) + "]";
  }

  private static Share answered(Tally tally) {
    return tally.share(set -> set.answer().isPresent());
  }

  private MarkdownTable byCell() {
    MarkdownTable table =
        new MarkdownTable(
            "cell",
            "sets",
            "answered",
            "best 95",
            "t2n 95",
            "t10n 95",
            "set 95",
            "best 80",
            "t2n 80",
            "t10n 80",
            "width best",
            "in tails",
            "width t10n",
            "in tails",
            "set size",
            "CPU ms");
    tallies.forEach((cell, tally) -> table.row(row(cell, tally)));
    return table;
  }

  private static List<String> row(Cell cell, Tally tally) {
    List<String> row = new ArrayList<>();
    row.add(cell.name());
    row.add(Integer.toString(tally.sets()));
    row.add(MarkdownTable.share(answered(tally)));
    for (Quantity quantity : Quantity.values()) {
      row.add(MarkdownTable.withError(tally.coverage(quantity, Findings.Level.P95)));
    }
    row.add(MarkdownTable.withError(tally.dimensionCoverage()));
    for (Quantity quantity : Quantity.values()) {
      row.add(MarkdownTable.share(tally.coverage(quantity, Findings.Level.P80)));
    }
    for (Quantity quantity : List.of(Quantity.BEST, Quantity.TENFOLD)) {
      row.add(MarkdownTable.number(tally.medianWidth(quantity, Findings.Level.P95)));
      row.add(MarkdownTable.number(tally.medianWidthInTails(quantity)));
    }
    row.add(MarkdownTable.tenths(tally.meanDimensionSet()));
    row.add(MarkdownTable.tenths(tally.medianCpuMillis()));
    return row;
  }

  /** Which shares lie outside their band by more than chance explains, and by how much. */
  private String misses() {
    List<String> misses = new ArrayList<>();
    tallies.forEach(
        (cell, tally) -> {
          for (Quantity quantity : Quantity.values()) {
            Share share = tally.coverage(quantity, Findings.Level.P95);
            miss(misses, cell, quantity.label(), share, BAND);
          }
          miss(misses, cell, "set", tally.dimensionCoverage(), SET);
        });
    int shares = tallies.size() * (Quantity.values().length + 1);
    return "More than %.0f standard errors outside of their band (95 %% intervals .93 to .98, sets from .93): %d of %d shares%s\n"
        .formatted(
            BY_CHANCE,
            misses.size(),
            shares,
            misses.isEmpty() ? "." : ":\n" + String.join(";\n", misses) + ".");
  }

  private static void miss(List<String> misses, Cell cell, String what, Share share, Band band) {
    double missedBy = band.missedBy(share);
    if (missedBy > BY_CHANCE) {
      misses.add(
          "%s %s %s (%s)"
              .formatted(
                  cell.name(), what, MarkdownTable.share(share), MarkdownTable.tenths(missedBy)));
    }
  }
}
