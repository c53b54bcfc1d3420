package org.lossfloor.cli;

import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lossfloor.audit.AuditResult;
import org.lossfloor.audit.AuditResult.Line;
import org.lossfloor.error.Printable;
import org.lossfloor.report.AlignedTable;

/** The last thing an audit shows: the experiments that matter most, one line each. */
final class SummaryTable {
  private static final String NONE = "-";

  /**
   * The most characters shown of a note, of one value of an experiment's key and of the whole key.
   */
  private static final int NOTE = 500;

  private static final int VALUE = 40;
  private static final int EXPERIMENT = 160;

  private static final String SOURCE = "source";
  private static final String METRIC = "metric";
  private static final List<String> HEADER =
      List.of(
          "experiment",
          "trials",
          "failed",
          "best seen",
          "best possible",
          "interval",
          "dim",
          "dim set",
          "noise",
          "verdict");

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
    explain(out, result.lines());
    out.println("Tables: " + result.published());
  }

  private static void printExperiments(PrintWriter out, AuditResult result) {
    List<String> telling = tellingKeys(result.lines());
    AlignedTable table = new AlignedTable("  ", Set.of(0, HEADER.size() - 1));
    table.add(HEADER);
    result.lines().forEach(line -> table.add(row(line, telling)));
    table.lines().forEach(out::println);
    long hidden = result.experiments() - result.lines().size();
    if (hidden > 0) {
      out.println("... and " + hidden + " more in the table `experiments`");
    }
  }

  /** One sentence for every reason that is shown. */
  private static void explain(PrintWriter out, List<Line> lines) {
    Map<String, String> sentences = new TreeMap<>();
    lines.forEach(line -> sentences.putAll(line.reasons()));
    sentences.forEach((reason, sentence) -> out.println("  " + reason + ": " + sentence));
  }

  /** Key columns in which shown experiments differ, the source first and the metric last. */
  private static List<String> tellingKeys(List<Line> lines) {
    Set<String> keys = new LinkedHashSet<>(List.of(SOURCE));
    lines.forEach(line -> keys.addAll(line.key().keySet()));
    keys.remove(METRIC);
    keys.add(METRIC);
    List<String> telling = keys.stream().filter(key -> values(lines, key) > 1).toList();
    return telling.isEmpty() ? List.of(SOURCE, METRIC) : telling;
  }

  private static long values(List<Line> lines, String key) {
    return lines.stream().map(line -> line.key().get(key)).distinct().count();
  }

  private static List<String> row(Line line, List<String> telling) {
    String experiment =
        telling.stream()
            .map(key -> line.key().getOrDefault(key, ""))
            .filter(value -> !value.isEmpty())
            .map(value -> Printable.cut(Printable.line(value), VALUE))
            .collect(Collectors.joining(" "));
    String verdict =
        line.reasons().isEmpty()
            ? line.verdict()
            : line.verdict() + " " + String.join(",", line.reasons().keySet());
    return List.of(
        Printable.cut(experiment, EXPERIMENT),
        Integer.toString(line.trials()),
        Integer.toString(line.failed()),
        number(line.observedBest()),
        number(line.bestScore()),
        interval(line),
        line.dimension() == null ? NONE : line.dimension().toString(),
        line.dimensionSet() == null ? NONE : set(line.dimensionSet()),
        number(line.noise()),
        verdict);
  }

  private static String interval(Line line) {
    if (line.lower() == null && line.upper() == null) {
      return NONE;
    }
    return "[" + end(line.lower()) + ", " + end(line.upper()) + "]";
  }

  private static String end(Double value) {
    return value == null ? "not told" : number(value);
  }

  /** Neighbouring dimensions as a range: {1..4}. */
  private static String set(List<Integer> set) {
    if (set.isEmpty()) {
      return NONE;
    }
    int first = set.get(0);
    int last = set.get(set.size() - 1);
    boolean range = set.size() > 2 && last - first == set.size() - 1;
    return range
        ? "{" + first + ".." + last + "}"
        : set.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  private static String number(Double value) {
    return value == null ? NONE : String.format(Locale.ROOT, "%.4g", value);
  }
}
