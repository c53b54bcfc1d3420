package org.lossfloor.decide.diff;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.sweep.Direction;

/**
 * What is known of a run.
 *
 * @param runId its id
 * @param experiments its experiments, by their ids
 * @param sources its sources, by their names
 */
public record RunState(
    String runId, SortedMap<String, Experiment> experiments, SortedMap<String, Source> sources) {
  /**
   * What is known of an experiment.
   *
   * @param id its id
   * @param key its key columns
   * @param direction which end of the score is the good one
   * @param verdict whether its answer can be believed
   * @param bestScore the best possible score; nothing where no law was fitted
   * @param observedBest the best score seen
   */
  public record Experiment(
      String id,
      SortedMap<String, String> key,
      Direction direction,
      Verdict verdict,
      Optional<Quantity> bestScore,
      OptionalDouble observedBest) {
    /** Copies the key. */
    public Experiment {
      key = Collections.unmodifiableSortedMap(new TreeMap<>(key));
    }
  }

  /**
   * What is known of a source.
   *
   * @param name its name
   * @param broken whether it could not be used
   * @param rejected its records that are no trials
   */
  public record Source(String name, boolean broken, long rejected) {}

  /** Copies the maps. */
  public RunState {
    experiments = Collections.unmodifiableSortedMap(new TreeMap<>(experiments));
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
  }

  /**
   * Takes what is known.
   *
   * @param runId the id of the run
   * @param experiments its experiments
   * @param sources its sources
   * @return the state
   */
  public static RunState of(String runId, List<Experiment> experiments, List<Source> sources) {
    return new RunState(runId, by(experiments, Experiment::id), by(sources, Source::name));
  }

  private static <T> SortedMap<String, T> by(List<T> all, Function<T, String> name) {
    return all.stream().collect(Collectors.toMap(name, t -> t, (a, b) -> a, TreeMap::new));
  }
}
