package org.lossfloor.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lossfloor.experiment.ExperimentState;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.ScoreStatus;
import org.lossfloor.sweep.Trial;
import org.lossfloor.sweep.TrialState;

/** What a look at a source notes of its trials, which come one by one in any order. */
final class SampledTrials {
  private static final int KEYS = 5;
  private static final int PACKED = 3;

  /** What tells one kind of trial without a score from another. */
  private record Kind(TrialState state, ScoreStatus value, Optional<ExclusionReason> excluded) {}

  private final Set<ExperimentKey> experiments = new HashSet<>();
  private final SortedSet<String> samplers = new TreeSet<>();
  private final SortedSet<String> hyperparameters = new TreeSet<>();
  private final Map<Kind, Trial> unscored = new HashMap<>();
  private final TreeMap<String, ExperimentState> first = new TreeMap<>();
  private final Examples<Trial> examples =
      new Examples<>(trial -> trial.origin().path(), trial -> trial.origin().line());
  private long trials;

  void add(Trial trial) {
    trials++;
    experiments.add(trial.experiment());
    samplers.add(trial.sampler().code());
    hyperparameters.addAll(trial.parameters().keySet());
    if (trial.failed() || trial.excludedReason().isPresent()) {
      Kind kind = new Kind(trial.state(), trial.score().status(), trial.excludedReason());
      unscored.merge(kind, trial, examples::first);
    }
    pack(trial);
  }

  /** An experiment that is among the first in the end was so from its first trial on. */
  private void pack(Trial trial) {
    String id = trial.experiment().id();
    if (first.size() < PACKED || id.compareTo(first.lastKey()) <= 0) {
      first.computeIfAbsent(id, key -> ExperimentState.startedBy(trial)).add(trial);
      if (first.size() > PACKED) {
        first.pollLastEntry();
      }
    }
  }

  int experiments() {
    return experiments.size();
  }

  long trials() {
    return trials;
  }

  /** Some of the experiments. */
  List<String> keys() {
    return experiments.stream().map(SampledTrials::text).sorted().limit(KEYS).toList();
  }

  private static String text(ExperimentKey key) {
    return key.columns().entrySet().stream()
        .map(column -> column.getKey() + " -> " + column.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  List<String> samplers() {
    return List.copyOf(samplers);
  }

  List<String> hyperparameters() {
    return List.copyOf(hyperparameters);
  }

  /** Of each kind of trial without a score the first, if there are not too many kinds. */
  List<String> unscored() {
    unscored.values().forEach(examples::add);
    return examples.found().stream().map(SampledTrials::unscored).toList();
  }

  private static String unscored(Trial trial) {
    return trial.excludedReason().map(reason -> "excluded, " + reason.code()).orElse("failed")
        + ": "
        + Examples.place(trial.origin().path(), trial.origin().line())
        + ": state "
        + trial.state().code()
        + ", value "
        + trial.score().status().code();
  }

  /** The trials of the first experiments by their id. */
  SortedMap<String, ExperimentState> first() {
    return first;
  }
}
