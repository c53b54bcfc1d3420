package org.lossfloor.cli;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import org.lossfloor.audit.AuditResult;
import org.lossfloor.error.Printable;
import org.lossfloor.report.ExperimentsText;

/** The last thing an audit shows: the experiments that matter most, one line each. */
final class SummaryTable {
  /** The most characters shown of a note. */
  private static final int NOTE = 500;

  private SummaryTable() {}

  static void print(PrintWriter out, AuditResult result) {
    result.counts().forEach(out::println);
    result
        .warnings()
        .forEach(warning -> out.println("note: " + Printable.cut(Printable.line(warning), NOTE)));
    out.println();
    printExperiments(out, result);
    out.println();
    out.println(
        result.experiments()
            + " experiments: "
            + result.verdicts().entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", ")));
    ExperimentsText.explanations(result.lines()).forEach(text -> out.println("  " + text));
    out.println("Tables: " + result.published());
  }

  private static void printExperiments(PrintWriter out, AuditResult result) {
    ExperimentsText.table(result.lines()).forEach(out::println);
    long hidden = result.experiments() - result.lines().size();
    if (hidden > 0) {
      out.println("... and " + hidden + " more in the table `experiments`");
    }
  }
}
