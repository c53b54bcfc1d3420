package org.lossfloor.study.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.study.Cell;
import org.lossfloor.study.Design;
import org.lossfloor.study.Findings;
import org.lossfloor.study.MarkdownTable;
import org.lossfloor.study.Quantity;
import org.lossfloor.study.Share;
import org.lossfloor.study.Tally;

/** The cells of the bench and its tables, in Markdown, as in coverage.md. */
public final class BenchReport {
  private static final List<Integer> SIZES = List.of(64, 100, 200, 500, 1000, 5000);
  private static final int LANDSCAPES = 8;

  private final Map<Cell, Tally> tallies;

  /**
   * A report.
   *
   * @param tallies the tally of every cell
   */
  public BenchReport(Map<Cell, Tally> tallies) {
    this.tallies = new LinkedHashMap<>(tallies);
  }

  /**
   * The cells: every kind of landscape at every number of trials, eight landscapes in turn.
   *
   * @return the cells, the developed half first
   */
  public static List<Cell> cells() {
    return Stream.of(Kind.values())
        .flatMap(kind -> SIZES.stream().map(n -> cell(kind, n)))
        .toList();
  }

  private static Cell cell(Kind kind, int trials) {
    return new Cell(
        group(kind),
        kind.label() + "," + trials,
        trials,
        IntStream.range(0, LANDSCAPES).<Design>mapToObj(i -> new BenchSearch(kind, i)).toList());
  }

  private static String group(Kind kind) {
    String half = kind.half() == Kind.Half.DEVELOPED ? "developed" : "held out";
    return kind.sight() == Kind.Sight.CLEAR ? half : half + ", hidden";
  }

  /**
   * Writes the tables.
   *
   * @return Markdown
   */
  public String markdown() {
    return "At OK, share of the sets that are OK and, of these, how often the 95 % interval of the"
        + " best possible score holds it.\n\n"
        + kinds()
        + "\nAll kinds of a group together, with Monte-Carlo standard errors.\n\n"
        + groups();
  }

  private MarkdownTable kinds() {
    List<String> header = new ArrayList<>(List.of("kind", "group"));
    SIZES.forEach(n -> header.add("n = " + n));
    MarkdownTable table = new MarkdownTable(header.toArray(String[]::new));
    Map<String, List<String>> rows = new LinkedHashMap<>();
    tallies.forEach(
        (cell, tally) -> {
          String kind = cell.name().substring(0, cell.name().indexOf(','));
          rows.computeIfAbsent(kind, k -> new ArrayList<>(List.of(k, cell.group())))
              .add(atOk(tally));
        });
    rows.values().stream().filter(row -> row.size() == header.size()).forEach(table::row);
    return table;
  }

  private static String atOk(Tally tally) {
    Tally ok = tally.with(Verdict.OK);
    return MarkdownTable.share(tally.share(set -> set.verdict() == Verdict.OK))
        + ", "
        + MarkdownTable.share(ok.coverage(Quantity.BEST, Findings.Level.P95));
  }

  private MarkdownTable groups() {
    MarkdownTable table =
        new MarkdownTable(
            "group, n",
            "sets",
            "OK",
            "best at OK",
            "best, all",
            "median after 2n at OK",
            "after 10n at OK",
            "set of dimensions, all",
            "median width / S at OK, all",
            "median error / S",
            "CPU ms");
    Map<String, List<Tally>> groups = new LinkedHashMap<>();
    tallies.forEach(
        (cell, tally) ->
            groups
                .computeIfAbsent(cell.group() + ", " + cell.trials(), g -> new ArrayList<>())
                .add(tally));
    groups.forEach((group, cells) -> table.row(row(group, Tally.together(cells))));
    return table;
  }

  private static List<String> row(String group, Tally all) {
    Tally ok = all.with(Verdict.OK);
    Function<Share, String> share = MarkdownTable::withError;
    return List.of(
        group,
        Integer.toString(all.sets()),
        MarkdownTable.share(all.share(set -> set.verdict() == Verdict.OK)),
        share.apply(ok.coverage(Quantity.BEST, Findings.Level.P95)),
        share.apply(all.coverage(Quantity.BEST, Findings.Level.P95)),
        share.apply(ok.coverage(Quantity.TWICE, Findings.Level.P95)),
        share.apply(ok.coverage(Quantity.TENFOLD, Findings.Level.P95)),
        share.apply(all.dimensionCoverage()),
        MarkdownTable.number(ok.medianWidth(Quantity.BEST, Findings.Level.P95))
            + ", "
            + MarkdownTable.number(all.medianWidth(Quantity.BEST, Findings.Level.P95)),
        MarkdownTable.number(all.error(.5)),
        MarkdownTable.tenths(all.medianCpuMillis()));
  }
}
