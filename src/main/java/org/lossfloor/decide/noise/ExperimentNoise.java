package org.lossfloor.decide.noise;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.Direction;

/**
 * What is known of the noise of one experiment.
 *
 * @param id the experiment
 * @param key its key columns
 * @param direction which end of the score is the good one
 * @param reruns what its reruns give; nothing where it has none
 * @param equalOver the p-value of the noise being equal over the experiments of its metric
 * @param lawNoise the residual standard deviation of the law; nothing where none was fitted
 * @param best the best score among the first runs of the configurations
 * @param worth what that trial is worth if it is run again; nothing without a law
 * @param bestReruns the scores of the further runs of that configuration, as far as there are any
 * @param decisions its decisions and the noise they are judged by; nothing where it has none
 */
public record ExperimentNoise(
    String id,
    SortedMap<String, String> key,
    Direction direction,
    Optional<NoiseOfReruns> reruns,
    OptionalDouble equalOver,
    OptionalDouble lawNoise,
    OptionalDouble best,
    OptionalDouble worth,
    List<Double> bestReruns,
    Optional<Judged> decisions) {
  /**
   * Decisions, judged.
   *
   * @param log the decisions
   * @param source where the noise is from
   * @param sd the standard deviation between runs that they are judged by
   * @param degrees its degrees of freedom; infinite where it was told
   * @param steps the changes that were kept
   */
  public record Judged(
      DecisionLog log, Source source, double sd, double degrees, List<AcceptedStep> steps) {
    /** Copies the steps. */
    public Judged {
      steps = List.copyOf(steps);
    }

    /**
     * Counts the steps that may well be noise.
     *
     * @return how many are flagged
     */
    public int flagged() {
      return (int) steps.stream().filter(AcceptedStep::flagged).count();
    }
  }

  /** Where the noise between runs is from. */
  public enum Source implements Coded {
    /** The user told it. */
    TOLD,
    /** From reruns in the log. */
    RERUNS,
    /** From the runs that were discarded; on the high side. */
    DISCARDS
  }

  /** Copies the key and the scores. */
  public ExperimentNoise {
    key = Collections.unmodifiableSortedMap(new TreeMap<>(key));
    bestReruns = List.copyOf(bestReruns);
  }

  /**
   * The mean of the further runs of the best configuration.
   *
   * @return nothing where there are none
   */
  public OptionalDouble bestRerunMean() {
    return bestReruns.stream().mapToDouble(v -> v).sorted().average();
  }

  /**
   * The same with the test over experiments.
   *
   * @param pValue its p-value
   * @return a copy
   */
  public ExperimentNoise withEqualOver(OptionalDouble pValue) {
    return new ExperimentNoise(
        id, key, direction, reruns, pValue, lawNoise, best, worth, bestReruns, decisions);
  }
}
