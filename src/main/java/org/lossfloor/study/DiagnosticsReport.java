package org.lossfloor.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Verdict;

/** The tables of the study of diagnostics, in Markdown. */
public final class DiagnosticsReport {
  private static final double SUSPICIOUS = .01;
  private static final int MOST_REASONS = 4;

  private final Map<SuspectCell, List<SuspectCell.Result>> results;

  /**
   * A report.
   *
   * @param results the results of every cell
   */
  public DiagnosticsReport(Map<SuspectCell, List<SuspectCell.Result>> results) {
    this.results = new LinkedHashMap<>(results);
  }

  /**
   * Writes the tables.
   *
   * @return Markdown
   */
  public String markdown() {
    return "Order tests: share of experiments rejected at 1 % (5 %).\n\n"
        + table(false, DiagnosticsReport::rejected)
        + "\nFlagged: a verdict that is not OK for another reason than FEW, or an order test"
        + " rejected at 1 %. Then the share of verdicts OK, and the commonest of all reasons and ORDER"
        + " at the largest size.\n\n"
        + table(true, DiagnosticsReport::flagged);
  }

  private String table(boolean estimated, Function<List<SuspectCell.Result>, String> entry) {
    List<Integer> sizes =
        results.keySet().stream()
            .filter(cell -> cell.estimated() == estimated)
            .map(SuspectCell::trials)
            .distinct()
            .sorted()
            .toList();
    List<String> header = new ArrayList<>(List.of("case", "valid"));
    sizes.forEach(size -> header.add("n=" + size));
    if (estimated) {
      header.add("reasons");
    }
    MarkdownTable table = new MarkdownTable(header.toArray(String[]::new));
    for (Suspect kind : Suspect.values()) {
      row(kind, estimated, sizes, entry).ifPresent(table::row);
    }
    return table.toString();
  }

  private Optional<List<String>> row(
      Suspect kind,
      boolean estimated,
      List<Integer> sizes,
      Function<List<SuspectCell.Result>, String> entry) {
    List<String> row = new ArrayList<>(List.of(kind.label(), kind.valid() ? "yes" : "no"));
    String reasons = "";
    boolean any = false;
    for (int size : sizes) {
      List<SuspectCell.Result> cell = results.get(new SuspectCell(kind, size, estimated));
      row.add(cell == null ? "-" : entry.apply(cell));
      reasons = cell == null ? reasons : reasons(cell);
      any |= cell != null;
    }
    if (estimated) {
      row.add(reasons);
    }
    return any ? Optional.of(row) : Optional.empty();
  }

  private static String rejected(List<SuspectCell.Result> cell) {
    return MarkdownTable.share(share(cell, r -> r.orderP() < SUSPICIOUS))
        + " ("
        + MarkdownTable.share(share(cell, r -> r.orderP() < .05))
        + ")";
  }

  private static String flagged(List<SuspectCell.Result> cell) {
    Share flagged = share(cell, DiagnosticsReport::suspicious);
    Share ok = share(cell, r -> r.verdict().equals(Optional.of(Verdict.OK)));
    return MarkdownTable.withError(flagged) + "; OK " + MarkdownTable.share(ok);
  }

  private static boolean suspicious(SuspectCell.Result result) {
    return result.orderP() < SUSPICIOUS
        || result.reasons().stream().map(Reason::valueOf).anyMatch(DiagnosticsReport::alarming);
  }

  /** FEW depends on the number of trials alone, not on what they are like. */
  private static boolean alarming(Reason reason) {
    return reason != Reason.FEW && reason.verdict() != Verdict.OK;
  }

  private static Share share(
      List<SuspectCell.Result> cell, Predicate<SuspectCell.Result> condition) {
    return new Share(cell.stream().filter(condition).count(), cell.size());
  }

  private static String reasons(List<SuspectCell.Result> cell) {
    Map<String, Long> counts =
        cell.stream()
            .flatMap(r -> names(r).stream())
            .collect(Collectors.groupingBy(n -> n, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_REASONS)
        .map(e -> e.getKey() + " " + MarkdownTable.share(new Share(e.getValue(), cell.size())))
        .collect(Collectors.joining(", "));
  }

  private static List<String> names(SuspectCell.Result result) {
    List<String> names = new ArrayList<>(result.reasons());
    if (result.orderP() < SUSPICIOUS) {
      names.add("ORDER");
    }
    return names;
  }
}
