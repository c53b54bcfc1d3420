package org.lossfloor.decide.family;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.estimate.Interval;
import org.lossfloor.math.Seeds;

/**
 * One experiment and its family.
 *
 * @param id the experiment
 * @param key its key columns
 * @param weights the relative support of each effective dimension by its own scores, summing to 1;
 *     empty where no law was fitted, or its dimension was given
 * @param family its family; nothing where it logs no hyperparameters
 */
public record FamilyMember(
    String id,
    SortedMap<String, String> key,
    SortedMap<Integer, Double> weights,
    Optional<Place> family) {
  /** Copies the maps. */
  public FamilyMember {
    key = Collections.unmodifiableSortedMap(new TreeMap<>(key));
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }

  /**
   * The family as one of its members sees it.
   *
   * @param founder the id of the experiment that it is named after
   * @param experiments how many experiments belong to it
   * @param weighed how many of them have weights
   * @param weights those of the family by dimension, summing to 1; empty where none has any
   * @param intervals of these weights; empty where none has any
   * @param largestNeeded {@link FamilyWeights#largestNeeded}; nothing where none has weights
   * @param hasCommonest how probably the member has the family's commonest dimension, {@link
   *     FamilyWeights#hasCommonest}; nothing without weights of its own
   */
  public record Place(
      String founder,
      int experiments,
      int weighed,
      SortedMap<Integer, Double> weights,
      SortedMap<Integer, Interval> intervals,
      OptionalInt largestNeeded,
      OptionalDouble hasCommonest) {
    /** Copies the maps. */
    public Place {
      weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
      intervals = Collections.unmodifiableSortedMap(new TreeMap<>(intervals));
    }

    private Place with(OptionalDouble own) {
      return new Place(founder, experiments, weighed, weights, intervals, largestNeeded, own);
    }
  }

  /**
   * Tells whether the experiment may well differ from its siblings.
   *
   * @return whether {@link Place#hasCommonest} is below {@link FamilyWeights#STRANGE}
   */
  public boolean differs() {
    OptionalDouble has = family.map(Place::hasCommonest).orElse(OptionalDouble.empty());
    return has.isPresent() && has.getAsDouble() < FamilyWeights.STRANGE;
  }

  /** The same as a member of a family. */
  private FamilyMember in(Place place) {
    return new FamilyMember(id, key, weights, Optional.of(place));
  }

  /**
   * Weighs the families.
   *
   * @param experiments without their families, in any order
   * @param families who belongs together
   * @param confidence of the intervals, in (0, 1)
   * @param seed of the draws of {@link FamilyWeights}
   * @return the experiments with their families, those of one side by side: larger families first,
   *     of equals by founder; those without a family last
   */
  public static List<FamilyMember> weighed(
      List<FamilyMember> experiments, Families families, double confidence, long seed) {
    Map<String, FamilyMember> byId = new TreeMap<>();
    experiments.forEach(one -> byId.put(one.id(), one));
    List<List<FamilyMember>> found = new ArrayList<>();
    families
        .members()
        .forEach(
            (founder, ids) -> {
              List<FamilyMember> members = ids.stream().map(byId::get).toList();
              found.add(weighed(founder, members, confidence, seed));
              ids.forEach(byId::remove);
            });
    found.sort(Comparator.comparing((List<FamilyMember> family) -> -family.size()));
    found.add(List.copyOf(byId.values()));
    return found.stream().flatMap(List::stream).toList();
  }

  private static List<FamilyMember> weighed(
      String founder, List<FamilyMember> members, double confidence, long seed) {
    List<FamilyMember> telling = members.stream().filter(m -> !m.weights.isEmpty()).toList();
    if (telling.isEmpty()) {
      Place none =
          new Place(
              founder,
              members.size(),
              0,
              new TreeMap<>(),
              new TreeMap<>(),
              OptionalInt.empty(),
              OptionalDouble.empty());
      return members.stream().map(member -> member.in(none)).toList();
    }
    FamilyWeights weights =
        new FamilyWeights(
            telling.stream().map(m -> m.weights).toList(), Seeds.base(seed, founder, "family"));
    Place place =
        new Place(
            founder,
            members.size(),
            telling.size(),
            weights.weights(),
            weights.intervals(confidence),
            OptionalInt.of(weights.largestNeeded()),
            OptionalDouble.empty());
    List<FamilyMember> placed = new ArrayList<>();
    int at = 0;
    for (FamilyMember member : members) {
      boolean tells = !member.weights.isEmpty();
      placed.add(
          member.in(tells ? place.with(OptionalDouble.of(weights.hasCommonest(at))) : place));
      at += tells ? 1 : 0;
    }
    return placed;
  }
}
