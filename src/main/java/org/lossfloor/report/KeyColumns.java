package org.lossfloor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.sweep.ExperimentKey;

/**
 * The key columns of some experiments.
 *
 * @param experiments the experiments
 */
public record KeyColumns(List<ExperimentView> experiments) {
  /**
   * Returns their names.
   *
   * @return the source first and the metric last, the others sorted
   */
  public List<String> names() {
    TreeSet<String> names = new TreeSet<>();
    experiments.forEach(view -> names.addAll(view.key().keySet()));
    List<String> ordered = new ArrayList<>(names);
    ordered.remove(ExperimentKey.SOURCE);
    ordered.remove(ExperimentKey.METRIC);
    ordered.add(0, ExperimentKey.SOURCE);
    ordered.add(ExperimentKey.METRIC);
    return ordered;
  }

  /**
   * Returns the columns in which the experiments differ.
   *
   * @return in the order of {@link #names}; none if they differ in nothing
   */
  public List<String> telling() {
    return names().stream()
        .filter(
            name -> experiments.stream().map(view -> view.key().get(name)).distinct().count() > 1)
        .toList();
  }
}
