package org.lossfloor.study.family;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.lossfloor.study.MarkdownTable;
import org.lossfloor.study.Share;

/** The table of the study of families, in Markdown. */
public final class FamilyReport {
  private final Map<FamilyCell, List<FamilyCell.Result>> results;

  /**
   * A report.
   *
   * @param results the results of every cell
   */
  public FamilyReport(Map<FamilyCell, List<FamilyCell.Result>> results) {
    this.results = new LinkedHashMap<>(results);
  }

  /**
   * Writes the table.
   *
   * @return Markdown
   */
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable(
            "trials, dimension (strangers)",
            "largest weight is right",
            "interval holds .85",
            "flagged: members",
            "strangers",
            "best covered: members, strangers",
            "trimmed: members, strangers",
            "width, trimmed / full");
    results.forEach(
        (cell, sets) ->
            table.row(
                cell.trials() + ", " + cell.dimension() + " (" + cell.stranger() + ")",
                share(sets, FamilyCell.Result::modeRight),
                share(sets, FamilyCell.Result::held),
                ofOwn(sets, FamilyCell.Members::flagged),
                ofStrangers(sets, FamilyCell.Members::flagged),
                both(sets, FamilyCell.Members::hits),
                both(sets, FamilyCell.Members::trimmedHits),
                ratio(sets)));
    return "Groups of 20 experiments, of which 17 have one dimension and three strangers another."
        + " Shares with Monte-Carlo standard errors. Trimmed: no dimension larger than the"
        + " family needs is tried.\n\n"
        + table;
  }

  private static String share(
      List<FamilyCell.Result> sets, Function<FamilyCell.Result, Boolean> hit) {
    return MarkdownTable.share(new Share(sets.stream().filter(hit::apply).count(), sets.size()));
  }

  private static String both(List<FamilyCell.Result> sets, ToIntFunction<FamilyCell.Members> hits) {
    return ofOwn(sets, hits) + ", " + ofStrangers(sets, hits);
  }

  private static String ofOwn(
      List<FamilyCell.Result> sets, ToIntFunction<FamilyCell.Members> hits) {
    return share(sets.stream().map(FamilyCell.Result::own).toList(), hits);
  }

  private static String ofStrangers(
      List<FamilyCell.Result> sets, ToIntFunction<FamilyCell.Members> hits) {
    return share(sets.stream().map(FamilyCell.Result::strangers).toList(), hits);
  }

  private static String share(
      List<FamilyCell.Members> members, ToIntFunction<FamilyCell.Members> hits) {
    return MarkdownTable.share(
        new Share(
            members.stream().mapToInt(hits).sum(),
            members.stream().mapToInt(FamilyCell.Members::answered).sum()));
  }

  private static String ratio(List<FamilyCell.Result> sets) {
    double sum = sets.stream().mapToDouble(set -> set.own().logRatio()).sum();
    int count = sets.stream().mapToInt(set -> set.own().answered()).sum();
    return String.format(Locale.ROOT, "%.2f", Math.exp(sum / count));
  }
}
