package org.lossfloor.decide.family;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which experiments searched the same space.
 *
 * @param founders the founder of the family of every experiment, by id: the experiment whose ranges
 *     the others were compared with
 */
public record Families(SortedMap<String, String> founders) {
  /** Copies the map. */
  public Families {
    founders = Collections.unmodifiableSortedMap(new TreeMap<>(founders));
  }

  /**
   * Recognises families by the names and ranges of hyperparameters. The experiments are taken by
   * falling numbers of trials, of equals by their ids; each joins the first family whose founder's
   * ranges {@linkplain SearchRanges#mayBe may be} its own, or founds one.
   *
   * @param experiments one for each experiment, in any order; those without hyperparameters belong
   *     to no family
   * @return the families
   */
  public static Families recognised(List<SearchRanges> experiments) {
    Map<List<Object>, List<SearchRanges>> founders = new LinkedHashMap<>();
    SortedMap<String, String> found = new TreeMap<>();
    experiments.stream()
        .filter(one -> !one.axes().isEmpty())
        .sorted(
            Comparator.comparingInt(SearchRanges::trials)
                .reversed()
                .thenComparing(SearchRanges::experiment))
        .forEach(
            one -> {
              List<SearchRanges> some =
                  founders.computeIfAbsent(sameInAll(one), key -> new ArrayList<>());
              Optional<SearchRanges> founder = some.stream().filter(one::mayBe).findFirst();
              if (founder.isEmpty()) {
                some.add(one);
              }
              found.put(one.experiment(), founder.orElse(one).experiment());
            });
    return new Families(found);
  }

  /** What is equal in all of one family, so that few founders have to be compared. */
  private static List<Object> sameInAll(SearchRanges one) {
    List<Object> same = new ArrayList<>();
    one.axes()
        .forEach(
            (name, axis) -> {
              same.add(name);
              same.add(axis.only().orElseGet(axis::getClass));
            });
    return same;
  }

  /**
   * Takes families that the user declares.
   *
   * @param declared for each experiment what it shares with its siblings, by id
   * @return families whose founders are the experiments with the first id
   */
  public static Families declared(SortedMap<String, List<String>> declared) {
    Map<List<String>, String> first = new LinkedHashMap<>();
    SortedMap<String, String> found = new TreeMap<>();
    declared.forEach(
        (id, shared) -> {
          first.putIfAbsent(shared, id);
          found.put(id, first.get(shared));
        });
    return new Families(found);
  }

  /**
   * Lists the families.
   *
   * @return the ids of their experiments by that of the founder, sorted
   */
  public SortedMap<String, List<String>> members() {
    SortedMap<String, List<String>> members = new TreeMap<>();
    founders.forEach(
        (id, founder) -> members.computeIfAbsent(founder, key -> new ArrayList<>()).add(id));
    return members;
  }
}
