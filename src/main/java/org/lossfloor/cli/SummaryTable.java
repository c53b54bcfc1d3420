package org.lossfloor.cli;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import org.lossfloor.audit.AuditResult;
import org.lossfloor.audit.run.ExperimentOrder;
import org.lossfloor.error.Printable;
import org.lossfloor.estimate.Standing;
import org.lossfloor.report.ExperimentsText;

/** The last thing an audit shows: the experiments that matter most, one line each. */
final class SummaryTable {
  /** The most characters shown of a note. */
  private static final int NOTE = 500;

  private SummaryTable() {}

  static void print(PrintWriter out, AuditResult result) {
    out.println(headline(result));
    result.counts().forEach(out::println);
    result
        .warnings()
        .forEach(warning -> out.println("note: " + Printable.cut(Printable.line(warning), NOTE)));
    out.println();
    ExperimentsText table = new ExperimentsText(result.lines());
    table.lines().forEach(out::println);
    long hidden = result.experiments() - result.lines().size();
    if (hidden > 0) {
      out.println("... and " + hidden + " more: lossfloor show " + result.published());
    }
    out.println();
    out.println("Order: " + ExperimentOrder.WORDS + ".");
    table.explanations().forEach(text -> out.println("  " + text));
    out.println("Tables: " + result.published());
    out.println("One experiment in full: lossfloor show " + result.published() + " EXPERIMENT");
  }

  /** How many experiments have which standing, and which verdict. */
  private static String headline(AuditResult result) {
    String verdicts =
        result.verdicts().entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey())
            .collect(Collectors.joining(", ", " (", ")"));
    return Standing.counted(result.experiments(), result.standings())
        + (result.verdicts().isEmpty() ? "" : verdicts);
  }
}
