package org.lossfloor.audit.run;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lossfloor.error.Nearest;
import org.lossfloor.error.UsageException;
import org.lossfloor.report.view.ExperimentView;

/** Experiments that are named by words: an id, the start of one, or values of the key. */
public final class FoundExperiments {
  private static final int MOST_SHOWN = 8;

  private FoundExperiments() {}

  /**
   * Finds experiments.
   *
   * @param all all experiments of the run
   * @param words each an id, the start of an id, the value of a key column, or {@code
   *     column=value}, or several of these with commas between; an experiment must match them all
   * @return those that match, at least one
   * @throws UsageException if there are none
   */
  public static List<ExperimentView> find(List<ExperimentView> all, List<String> words) {
    List<ExperimentView> left = all;
    for (String word : words.stream().flatMap(text -> split(all, text)).toList()) {
      List<ExperimentView> found = matching(left, word);
      if (found.isEmpty()) {
        throw none(left, all, word);
      }
      left = found;
    }
    return left;
  }

  /** A comma that is part of a value divides nothing. */
  private static Stream<String> split(List<ExperimentView> all, String text) {
    return matching(all, text).isEmpty() ? Arrays.stream(text.split(",")) : Stream.of(text);
  }

  /** A whole id or value goes before the start of an id. */
  private static List<ExperimentView> matching(List<ExperimentView> all, String word) {
    List<ExperimentView> whole = all.stream().filter(view -> names(view).contains(word)).toList();
    return whole.isEmpty()
        ? all.stream().filter(view -> !word.isEmpty() && view.id().startsWith(word)).toList()
        : whole;
  }

  private static Set<String> names(ExperimentView view) {
    return view.key().entrySet().stream()
        .flatMap(e -> Stream.of(e.getValue(), e.getKey() + "=" + e.getValue()))
        .collect(
            Collectors.collectingAndThen(
                Collectors.toCollection(TreeSet::new),
                names -> {
                  names.add(view.id());
                  names.remove("");
                  return names;
                }));
  }

  private static UsageException none(
      List<ExperimentView> left, List<ExperimentView> all, String word) {
    boolean elsewhere = !matching(all, word).isEmpty();
    Set<String> values =
        left.stream()
            .flatMap(view -> view.key().values().stream())
            .filter(value -> !value.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    String what =
        elsewhere
            ? "no experiment is `" + word + "` and what else you gave"
            : "the run has no experiment `" + word + "`";
    return new UsageException(
        what,
        "EXPERIMENT",
        values.isEmpty()
            ? "leave EXPERIMENT out: the run has none"
            : Nearest.mend(
                word,
                values,
                "Give an id, the start of one, or values of the key, such as "
                    + values.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "))));
  }
}
