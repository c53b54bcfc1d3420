package org.lossfloor.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lossfloor.error.Printable;
import org.lossfloor.estimate.Interval;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.LawView;

/** Experiments as a table for a terminal, one line each, and what their reasons mean. */
public final class ExperimentsText {
  private static final String NONE = "-";

  /** The most characters shown of one value of an experiment's key, and of the whole key. */
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

  private ExperimentsText() {}

  /**
   * Writes the table.
   *
   * @param lines the experiments, in the order in which they are shown
   * @return the heading and a line for each
   */
  public static List<String> table(List<ExperimentView> lines) {
    List<String> telling = tellingKeys(lines);
    AlignedTable table = new AlignedTable("  ", Set.of(0, HEADER.size() - 1));
    table.add(HEADER);
    lines.forEach(line -> table.add(row(line, telling)));
    return table.lines();
  }

  /**
   * Explains the reasons that the table shows.
   *
   * @param lines the experiments
   * @return a sentence for each reason, behind its name
   */
  public static List<String> explanations(List<ExperimentView> lines) {
    SortedMap<String, String> all = new TreeMap<>();
    lines.forEach(line -> all.putAll(sentences(line)));
    return all.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
  }

  /** The sentence of every reason, sorted by the reason's name. */
  private static SortedMap<String, String> sentences(ExperimentView line) {
    SortedMap<String, String> sentences = new TreeMap<>();
    line.judgement().reasons().forEach(reason -> sentences.put(reason.name(), reason.sentence()));
    return sentences;
  }

  /** Key columns in which shown experiments differ, the source first and the metric last. */
  private static List<String> tellingKeys(List<ExperimentView> lines) {
    Set<String> keys = new LinkedHashSet<>(List.of(SOURCE));
    lines.forEach(line -> keys.addAll(line.key().keySet()));
    keys.remove(METRIC);
    keys.add(METRIC);
    List<String> telling = keys.stream().filter(key -> values(lines, key) > 1).toList();
    return telling.isEmpty() ? List.of(SOURCE, METRIC) : telling;
  }

  private static long values(List<ExperimentView> lines, String key) {
    return lines.stream().map(line -> line.key().get(key)).distinct().count();
  }

  private static List<String> row(ExperimentView line, List<String> telling) {
    String experiment =
        telling.stream()
            .map(key -> line.key().getOrDefault(key, ""))
            .filter(value -> !value.isEmpty())
            .map(value -> Printable.cut(Printable.line(value), VALUE))
            .collect(Collectors.joining(" "));
    Set<String> reasons = sentences(line).keySet();
    String verdict =
        line.judgement().verdict() + (reasons.isEmpty() ? "" : " " + String.join(",", reasons));
    return List.of(
        Printable.cut(experiment, EXPERIMENT),
        Integer.toString(line.counts().trials()),
        Integer.toString(line.counts().failed()),
        line.observedBest().isPresent() ? number(line.observedBest().getAsDouble()) : NONE,
        ofLaw(line, law -> number(law.bestScore().estimate())),
        ofLaw(line, law -> law.bestScore().interval().map(ExperimentsText::interval).orElse(NONE)),
        ofLaw(line, law -> Integer.toString(law.dimension().estimate())),
        ofLaw(line, law -> set(law.dimension().set())),
        ofLaw(line, law -> number(law.noise().estimate())),
        verdict);
  }

  private static String ofLaw(ExperimentView line, Function<LawView, String> cell) {
    return line.law().map(cell).orElse(NONE);
  }

  private static String interval(Interval interval) {
    return "[" + number(interval.lower()) + ", " + number(interval.upper()) + "]";
  }

  /**
   * Writes a set of dimensions.
   *
   * @param set ascending
   * @return neighbours as a range, such as {1..4}; a dash for an empty set
   */
  public static String set(List<Integer> set) {
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

  private static String number(double value) {
    return Double.isInfinite(value) ? "not told" : String.format(Locale.ROOT, "%.4g", value);
  }
}
