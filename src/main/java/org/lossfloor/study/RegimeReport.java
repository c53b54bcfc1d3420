package org.lossfloor.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lossfloor.estimate.Verdict;

/** The tables of the study from end to end, in Markdown, as in coverage.md. */
public final class RegimeReport {
  private final Map<Cell, Tally> tallies;

  /**
   * A report.
   *
   * @param tallies the tally of every cell, in the order of the table
   */
  public RegimeReport(Map<Cell, Tally> tallies) {
    this.tallies = new LinkedHashMap<>(tallies);
  }

  /**
   * Writes the tables.
   *
   * @return Markdown
   */
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable(
            "sets, n",
            "number",
            "best 95/80",
            "t10n 95/80",
            "c set (size)",
            "median width best 95 / 80 / t10n 95",
            "rmse, median error, c right",
            "OK CAUTION INVALID",
            "at OK: best 95 / t10n 95 (sets)",
            "at OK: error median, p90",
            "VAGUE at OK",
            "CPU ms");
    tallies.forEach((cell, tally) -> table.row(row(cell.name(), tally)));
    return table + "\nAll sizes together, with Monte-Carlo standard errors.\n\n" + groups();
  }

  private static List<String> row(String name, Tally tally) {
    Tally ok = tally.with(Verdict.OK);
    return List.of(
        name,
        Integer.toString(tally.sets()),
        levels(tally, Quantity.BEST),
        levels(tally, Quantity.TENFOLD),
        MarkdownTable.share(tally.dimensionCoverage())
            + " ("
            + MarkdownTable.tenths(tally.meanDimensionSet())
            + ")",
        widths(tally),
        MarkdownTable.number(tally.rootMeanSquareError())
            + " "
            + MarkdownTable.number(tally.error(.5))
            + " "
            + MarkdownTable.share(tally.dimensionRight()),
        verdicts(tally),
        MarkdownTable.share(ok.coverage(Quantity.BEST, Findings.Level.P95))
            + " / "
            + MarkdownTable.share(ok.coverage(Quantity.TENFOLD, Findings.Level.P95))
            + " ("
            + ok.sets()
            + ")",
        MarkdownTable.number(ok.error(.5)) + " " + MarkdownTable.number(ok.error(.9)),
        MarkdownTable.share(ok.share(set -> set.reasons().contains("VAGUE"))),
        MarkdownTable.tenths(tally.medianCpuMillis()));
  }

  private static String levels(Tally tally, Quantity quantity) {
    return MarkdownTable.share(tally.coverage(quantity, Findings.Level.P95))
        + " / "
        + MarkdownTable.share(tally.coverage(quantity, Findings.Level.P80));
  }

  private static String widths(Tally tally) {
    return MarkdownTable.number(tally.medianWidth(Quantity.BEST, Findings.Level.P95))
        + " / "
        + MarkdownTable.number(tally.medianWidth(Quantity.BEST, Findings.Level.P80))
        + " / "
        + MarkdownTable.number(tally.medianWidth(Quantity.TENFOLD, Findings.Level.P95));
  }

  private static String verdicts(Tally tally) {
    return List.of(Verdict.OK, Verdict.CAUTION, Verdict.INVALID).stream()
        .map(verdict -> MarkdownTable.share(tally.share(set -> set.verdict() == verdict)))
        .collect(Collectors.joining(" "));
  }

  private MarkdownTable groups() {
    MarkdownTable table =
        new MarkdownTable(
            "sets", "number", "best 95", "t10n 95", "c set", "best 95 at OK", "t10n 95 at OK");
    Map<String, List<Tally>> groups =
        tallies.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    entry -> entry.getKey().group(),
                    LinkedHashMap::new,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    groups.forEach(
        (group, cells) ->
            table.row(
                group,
                Integer.toString(cells.stream().mapToInt(Tally::sets).sum()),
                sum(cells, t -> t.coverage(Quantity.BEST, Findings.Level.P95)),
                sum(cells, t -> t.coverage(Quantity.TENFOLD, Findings.Level.P95)),
                sum(cells, Tally::dimensionCoverage),
                sum(cells, t -> t.with(Verdict.OK).coverage(Quantity.BEST, Findings.Level.P95)),
                sum(
                    cells,
                    t -> t.with(Verdict.OK).coverage(Quantity.TENFOLD, Findings.Level.P95))));
    return table;
  }

  private static String sum(List<Tally> cells, Function<Tally, Share> share) {
    return MarkdownTable.withError(cells.stream().map(share).reduce(new Share(0, 0), Share::plus));
  }
}
