package org.lossfloor.audit.ranges;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.lossfloor.decide.ranges.ExaminedExperiment;
import org.lossfloor.decide.ranges.HyperparameterRange;
import org.lossfloor.decide.ranges.Importance;
import org.lossfloor.decide.ranges.Scale;
import org.lossfloor.decide.ranges.SearchSpace;
import org.lossfloor.decide.ranges.SweptTrials;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.table.decide.RangesTable;

/** Examines the search spaces of experiments, one after the other, on executors. */
final class FindRanges implements FlatMapGroupsFunction<String, Row, Row> {
  private static final long serialVersionUID = 1L;

  /** What stands between an experiment and a hyperparameter. */
  private static final String SEPARATOR = "\u0000";

  private final Broadcast<Map<String, String[]>> experiments;
  private final HashMap<String, Scale> scales;
  private final HashMap<String, double[]> importances;
  private final String[] keys;
  private final String runId;

  FindRanges(
      Broadcast<Map<String, String[]>> experiments,
      Map<String, Scale> scales,
      Map<String, double[]> importances,
      String[] keys,
      String runId) {
    this.experiments = experiments;
    this.scales = new HashMap<>(scales);
    this.importances = new HashMap<>(importances);
    this.keys = keys.clone();
    this.runId = runId;
  }

  /** What executors need of an experiment, in words that any serialiser ships. */
  static String[] packed(ExperimentView experiment, String... keys) {
    String[] words = new String[4 + keys.length];
    words[0] = experiment.direction().name();
    words[1] = experiment.draws().stated().name();
    words[2] = experiment.judgement().verdict().name();
    words[3] = experiment.law().map(law -> Double.toString(law.threshold())).orElse("NaN");
    for (int i = 0; i < keys.length; i++) {
      words[4 + i] = experiment.key().get(keys[i]);
    }
    return words;
  }

  /** The name of an importance. */
  static String name(String experiment, String hyperparameter) {
    return experiment + SEPARATOR + hyperparameter;
  }

  @Override
  public Iterator<Row> call(String id, Iterator<Row> rows) {
    String[] words = experiments.value().get(id);
    Direction direction = Direction.valueOf(words[0]);
    boolean minimize = direction == Direction.MINIMIZE;
    SweptTrials trials =
        SampledConfigurations.of(rows).trials(minimize, Double.parseDouble(words[3]), scales);
    SearchSpace space = SearchSpace.of(trials);
    SortedMap<String, String> key = new TreeMap<>();
    for (int i = 0; i < keys.length; i++) {
      if (words[4 + i] != null) {
        key.put(keys[i], words[4 + i]);
      }
    }
    ExaminedExperiment experiment =
        new ExaminedExperiment(
            id,
            key,
            direction,
            Sampler.valueOf(words[1]),
            Verdict.valueOf(words[2]),
            minimize ? trials.limit() : -trials.limit(),
            withImportances(id, space));
    return new RangesTable(Set.of(keys), runId).rows(experiment).iterator();
  }

  private SearchSpace withImportances(String id, SearchSpace space) {
    List<HyperparameterRange> ranges =
        space.ranges().stream()
            .map(
                range ->
                    Optional.ofNullable(importances.get(name(id, range.hyperparameter().name())))
                        .map(m -> range.with(new Importance(m[0], m[1], m[2])))
                        .orElse(range))
            .toList();
    return new SearchSpace(ranges, space.trials(), space.good(), space.outside());
  }
}
