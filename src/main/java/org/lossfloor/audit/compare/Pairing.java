package org.lossfloor.audit.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lossfloor.audit.run.FoundExperiments;
import org.lossfloor.decide.compare.PairedBy;
import org.lossfloor.error.UsageException;
import org.lossfloor.report.KeyColumns;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.sweep.ExperimentKey;

/**
 * Which experiments are compared with which.
 *
 * @param between the key column in which the two of a pair differ while they agree in all others;
 *     nothing for experiments that are named, or that share data set and metric
 * @param named one or two experiments, each by words with commas between: an id, the start of one,
 *     or values of the key
 */
public record Pairing(Optional<String> between, List<String> named) {
  /** What a column with the data set is called. */
  private static final List<String> DATA =
      List.of("dataset", "data_set", "data", "task", "benchmark", "problem");

  /** A pair. */
  record Pair(ExperimentView a, ExperimentView b) {}

  /** The pairs, at least one, and what paired them. */
  record Chosen(PairedBy by, List<Pair> pairs) {}

  /** Copies the list. */
  public Pairing {
    named = List.copyOf(named);
  }

  /** Whether the user named experiments. */
  boolean isNamed() {
    return !named.isEmpty();
  }

  /** The id under which a table of these pairs is published: the run's, and how they differ. */
  String publishedAs(String runId) {
    return between
        .map(column -> runId + "-between-" + column.replaceAll("[^A-Za-z0-9._-]", "_"))
        .orElse(runId);
  }

  /**
   * Finds the pairs.
   *
   * @param experiments all of a run
   * @return at least one pair
   * @throws UsageException if there is none, or nothing says which
   */
  Chosen pairs(List<ExperimentView> experiments) {
    Chosen chosen =
        named.isEmpty() ? groups(experiments) : new Chosen(PairedBy.NAMED, namedPairs(experiments));
    if (chosen.pairs().isEmpty()) {
      throw new UsageException(
          "no two experiments can be compared: none share metric, direction and "
              + between.map(column -> "all key columns but `" + column + "`").orElse("data set"),
          between.isPresent() ? "--between" : "RUN",
          "name two experiments, or the key column in which they differ with --between");
    }
    return chosen;
  }

  private List<Pair> namedPairs(List<ExperimentView> experiments) {
    List<ExperimentView> first = FoundExperiments.find(experiments, named.subList(0, 1));
    if (named.size() == 1) {
      return all(
          first.stream()
              .collect(Collectors.groupingBy(Pairing::metric, TreeMap::new, Collectors.toList())));
    }
    List<Pair> pairs = new ArrayList<>();
    for (ExperimentView a : first) {
      for (ExperimentView b : FoundExperiments.find(experiments, named.subList(1, 2))) {
        if (!a.id().equals(b.id()) && metric(a).equals(metric(b))) {
          pairs.add(new Pair(a, b));
        }
      }
    }
    return pairs;
  }

  /** Scores of different metrics or directions are not compared. */
  private static String metric(ExperimentView experiment) {
    return experiment.key().get(ExperimentKey.METRIC) + " " + experiment.direction().code();
  }

  private Chosen groups(List<ExperimentView> experiments) {
    List<String> columns = KeyColumns.of(experiments).names();
    PairedBy.How how = between.isPresent() ? PairedBy.How.BETWEEN : PairedBy.How.DATA;
    List<String> needed = between.map(column -> List.of(column)).orElse(DATA);
    List<String> taken = columns.stream().filter(needed::contains).toList();
    between.ifPresent(column -> KeyColumns.of(experiments).require(column, "--between"));
    if (taken.isEmpty()) {
      throw noData(columns);
    }
    List<String> shared = new ArrayList<>(between.isPresent() ? columns : taken);
    if (between.isPresent()) {
      shared.removeAll(List.of(between.get(), ExperimentKey.SOURCE));
    }
    SortedMap<String, List<ExperimentView>> groups = new TreeMap<>();
    int without = 0;
    for (ExperimentView experiment : experiments) {
      if (taken.stream().noneMatch(column -> experiment.value(column).isPresent())) {
        without++;
      } else {
        groups.computeIfAbsent(group(experiment, shared), g -> new ArrayList<>()).add(experiment);
      }
    }
    return new Chosen(new PairedBy(how, taken, without), all(groups));
  }

  private static String group(ExperimentView experiment, List<String> shared) {
    return shared.stream()
        .map(column -> experiment.value(column).orElse(""))
        .collect(Collectors.joining("\u0000", "", "\u0000" + metric(experiment)));
  }

  private static UsageException noData(List<String> columns) {
    return new UsageException(
        "nothing says which experiments have one data set: no key column is called "
            + String.join(", ", DATA),
        "RUN",
        "give the key column in which models differ with --between, one of "
            + String.join(", ", columns));
  }

  private List<Pair> all(Map<String, List<ExperimentView>> groups) {
    List<Pair> pairs = new ArrayList<>();
    for (List<ExperimentView> group : groups.values()) {
      for (int i = 0; i < group.size(); i++) {
        for (int j = i + 1; j < group.size(); j++) {
          if (differ(group.get(i), group.get(j))) {
            pairs.add(new Pair(group.get(i), group.get(j)));
          }
        }
      }
    }
    return pairs;
  }

  /** Two sources may have the same model on the same data. */
  private boolean differ(ExperimentView a, ExperimentView b) {
    return between.map(column -> !a.value(column).equals(b.value(column))).orElse(true);
  }
}
