package org.lossfloor.report.family;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lossfloor.decide.family.FamilyMember;
import org.lossfloor.error.Printable;
import org.lossfloor.estimate.Interval;
import org.lossfloor.report.AlignedTable;
import org.lossfloor.report.KeyColumns;

/**
 * Families for a terminal: their weights, and the experiments that differ.
 *
 * @param experiments those of one family side by side
 */
public record FamiliesText(List<FamilyMember> experiments) {
  private static final String GAP = "  ";

  private static final List<String> EXPLANATIONS =
      List.of(
          "weight: how often a dimension occurs among the experiments of the family, with a 95 % interval.",
          "The intervals of the experiments do not use it; families.md says what it is worth.");

  /** Copies the list. */
  public FamiliesText {
    experiments = List.copyOf(experiments);
  }

  /**
   * Writes the families with two experiments or more.
   *
   * @param most how many are shown at most
   * @return lines
   */
  public List<String> lines(int most) {
    Map<String, List<FamilyMember>> families =
        experiments.stream()
            .filter(one -> one.family().isPresent())
            .collect(
                Collectors.groupingBy(
                    one -> one.family().orElseThrow().founder(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<List<FamilyMember>> large = families.values().stream().filter(f -> f.size() > 1).toList();
    int alone = families.size() - large.size();
    long without = experiments.stream().filter(one -> one.family().isEmpty()).count();
    List<String> lines = new ArrayList<>();
    lines.add(
        experiments.size()
            + (experiments.size() == 1 ? " experiment" : " experiments")
            + ": "
            + large.size()
            + (large.size() == 1 ? " family" : " families")
            + " of two or more, "
            + alone
            + " alone, "
            + without
            + " without hyperparameters.");
    large.stream().limit(most).forEach(family -> lines.addAll(family(family)));
    if (large.size() > most) {
      lines.add("... and " + (large.size() - most) + " more: --limit N");
    }
    lines.add("");
    lines.addAll(EXPLANATIONS);
    return lines;
  }

  private static List<String> family(List<FamilyMember> family) {
    FamilyMember.Place place = family.get(0).family().orElseThrow();
    List<String> lines = new ArrayList<>(List.of("", heading(family, place)));
    AlignedTable table = new AlignedTable(GAP, Set.of(0));
    table.add(List.of("dimension", "weight", "from", "to"));
    place.weights().forEach((c, weight) -> table.add(row(c, weight, place.intervals())));
    table.lines().forEach(line -> lines.add(GAP + line));
    needed(place).ifPresent(line -> lines.add(GAP + line));
    family.stream()
        .filter(FamilyMember::differs)
        .forEach(one -> lines.add(GAP + differs(one, telling(family))));
    return lines;
  }

  private static String heading(List<FamilyMember> family, FamilyMember.Place place) {
    return Printable.line("Family of " + place.founder())
        + ": "
        + family.size()
        + " experiments, "
        + place.weighed()
        + " with weights"
        + common(family);
  }

  /** The values of the key that all share. */
  private static String common(List<FamilyMember> family) {
    Set<String> telling = telling(family);
    String shared =
        family.get(0).key().entrySet().stream()
            .filter(e -> !telling.contains(e.getKey()) && !e.getValue().isEmpty())
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "));
    return shared.isEmpty() ? "" : Printable.line("; " + shared);
  }

  private static Set<String> telling(List<FamilyMember> family) {
    return new TreeSet<>(new KeyColumns(family.stream().map(FamilyMember::key).toList()).telling());
  }

  private static List<String> row(
      int dimension, double weight, SortedMap<Integer, Interval> intervals) {
    Interval interval = intervals.get(dimension);
    return List.of(
        Integer.toString(dimension),
        share(weight),
        interval == null ? "-" : share(interval.lower()),
        interval == null ? "-" : share(interval.upper()));
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String differs(FamilyMember one, Set<String> telling) {
    String words =
        telling.stream()
            .map(name -> one.key().getOrDefault(name, ""))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.joining(" "));
    int dimension =
        one.weights().entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return Printable.line(words.isEmpty() ? one.id() : words)
        + " may well differ: its own scores say "
        + dimension
        + "; it has the family's commonest dimension with probability "
        + String.format(
            Locale.ROOT, "%.3f", one.family().orElseThrow().hasCommonest().orElseThrow())
        + ".";
  }

  /** Advice where there is anything to leave out. */
  private static Optional<String> needed(FamilyMember.Place place) {
    int last = place.weights().isEmpty() ? 0 : place.weights().lastKey();
    int needed = place.largestNeeded().orElse(last);
    return needed < last
        ? Optional.of(
            "Larger dimensions than "
                + needed
                + " hardly occur: audit with max_dimension: "
                + needed
                + " for narrower intervals.")
        : Optional.empty();
  }
}
