package org.lossfloor.decide.noise;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.sweep.ExperimentKey;

/** The noise of several experiments, tested for being equal over those of a metric. */
public final class NoiseBatch {
  private final OptionalDouble told;
  private final double confidence;
  private final SortedMap<String, ExperimentNoise> found = new TreeMap<>();
  private final SortedMap<String, List<double[]>> groups = new TreeMap<>();

  /**
   * Starts without experiments.
   *
   * @param told the standard deviation between runs, if the user tells it; decisions are judged by
   *     it
   * @param confidence of the intervals, in (0, 1)
   */
  public NoiseBatch(OptionalDouble told, double confidence) {
    this.told = told;
    this.confidence = confidence;
  }

  /**
   * Adds an experiment.
   *
   * @param asked the experiment
   * @param runs its trials
   */
  public void add(ExperimentNoise.Asked asked, LoggedRuns runs) {
    found.put(asked.id(), ExperimentNoise.of(asked, runs, told, confidence));
    groups.put(asked.id(), asked.groups(runs));
  }

  /**
   * Returns what was found.
   *
   * @return by the ids of the experiments
   */
  public List<ExperimentNoise> experiments() {
    SortedMap<String, OptionalDouble> tests = new TreeMap<>();
    return found.values().stream()
        .map(
            one ->
                one.reruns().isPresent()
                    ? one.withEqualOver(tests.computeIfAbsent(metric(one), this::equalOver))
                    : one)
        .toList();
  }

  /**
   * Returns the scores of configurations that have several.
   *
   * @return a group for each configuration, by the id of the experiment
   */
  public SortedMap<String, List<double[]>> groups() {
    return Collections.unmodifiableSortedMap(groups);
  }

  private OptionalDouble equalOver(String metric) {
    return NoiseOfReruns.equalOver(
        found.values().stream()
            .filter(one -> metric(one).equals(metric))
            .map(one -> groups.get(one.id()))
            .filter(some -> !some.isEmpty())
            .toList());
  }

  private static String metric(ExperimentNoise one) {
    return one.key().getOrDefault(ExperimentKey.METRIC, "");
  }
}
