package org.lossfloor.report.compare;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lossfloor.decide.compare.ComparedPair;
import org.lossfloor.error.Printable;

/**
 * What people call the experiments of some pairs.
 *
 * @param pairs the pairs
 */
public record PairNames(List<ComparedPair> pairs) {
  private static final int VALUE = 40;

  /**
   * Names the first experiment of a pair.
   *
   * @param pair the pair
   * @return the values in which it differs from the second one
   */
  public String first(ComparedPair pair) {
    return name(pair, pair.a().key());
  }

  /**
   * Names the second experiment of a pair.
   *
   * @param pair the pair
   * @return the values in which it differs from the first one
   */
  public String second(ComparedPair pair) {
    return name(pair, pair.b().key());
  }

  private static String name(ComparedPair pair, SortedMap<String, String> key) {
    String differing =
        key.entrySet().stream()
            .filter(e -> !same(pair, e.getKey()))
            .map(e -> shown(e.getValue()))
            .collect(Collectors.joining(" "));
    return differing.isEmpty()
        ? key.values().stream().map(PairNames::shown).collect(Collectors.joining(" "))
        : differing;
  }

  private static boolean same(ComparedPair pair, String column) {
    return Objects.equals(pair.a().key().get(column), pair.b().key().get(column));
  }

  /**
   * Names what both experiments of a pair have in common, as far as other pairs differ in it.
   *
   * @param pair the pair
   * @return the values; empty if all pairs have the same
   */
  public String common(ComparedPair pair) {
    return columns()
        .filter(column -> same(pair, column))
        .filter(
            column ->
                pairs.stream()
                        .flatMap(p -> Stream.of(p.a().key(), p.b().key()))
                        .map(key -> Optional.ofNullable(key.get(column)))
                        .distinct()
                        .count()
                    > 1)
        .map(column -> shown(pair.a().key().get(column)))
        .collect(Collectors.joining(" "));
  }

  private Stream<String> columns() {
    return pairs.stream()
        .flatMap(p -> p.a().key().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream();
  }

  /**
   * Names the experiment of a pair that is better.
   *
   * @param pair the pair
   * @return nothing unless the two differ
   */
  public Optional<String> better(ComparedPair pair) {
    return pair.differs()
        ? Optional.of(pair.comparison().test().probability() > .5 ? first(pair) : second(pair))
        : Optional.empty();
  }

  private static String shown(String value) {
    return value == null || value.isEmpty() ? "-" : Printable.cut(Printable.line(value), VALUE);
  }
}
