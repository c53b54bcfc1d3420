package org.lossfloor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.lossfloor.error.Nearest;
import org.lossfloor.error.UsageException;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.sweep.ExperimentKey;

/**
 * The key columns of some experiments.
 *
 * @param keys what each has in them
 */
public record KeyColumns(List<? extends Map<String, String>> keys) {
  /**
   * Takes the key columns of experiments.
   *
   * @param experiments the experiments
   * @return their key columns
   */
  public static KeyColumns of(List<ExperimentView> experiments) {
    return new KeyColumns(experiments.stream().map(ExperimentView::key).toList());
  }

  /**
   * Returns their names.
   *
   * @return the source first and the metric last, the others sorted
   */
  public List<String> names() {
    TreeSet<String> names = new TreeSet<>();
    keys.forEach(key -> names.addAll(key.keySet()));
    List<String> ordered = new ArrayList<>(names);
    ordered.remove(ExperimentKey.SOURCE);
    ordered.remove(ExperimentKey.METRIC);
    ordered.add(0, ExperimentKey.SOURCE);
    ordered.add(ExperimentKey.METRIC);
    return ordered;
  }

  /**
   * Checks that there is a column.
   *
   * @param name the name that was typed
   * @param option the option that it was typed for
   * @throws UsageException if no column is called so
   */
  public void require(String name, String option) {
    List<String> names = names();
    if (!names.contains(name)) {
      throw new UsageException(
          "no key column is called `" + name + "`",
          option,
          Nearest.mend(name, names, "There are " + String.join(", ", names)));
    }
  }

  /**
   * Returns the columns in which the experiments differ.
   *
   * @return in the order of {@link #names}; none if they differ in nothing
   */
  public List<String> telling() {
    return names().stream()
        .filter(name -> keys.stream().map(key -> key.get(name)).distinct().count() > 1)
        .toList();
  }
}
