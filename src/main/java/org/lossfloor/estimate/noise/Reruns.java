package org.lossfloor.estimate.noise;

import java.util.Optional;
import java.util.OptionalDouble;
import org.lossfloor.sweep.Coded;

/**
 * The reruns of an experiment: trials of one configuration that differ in nothing but the training
 * seed, and executions of one trial.
 *
 * @param evidence how they were recognised; nothing where there are none
 * @param configurations how many configurations were run more than once
 * @param runs how many runs these had together; a trial of several executions has that many
 * @param failed how many of those runs gave no score
 * @param merged how many trials do not count by themselves, because their score is part of that of
 *     another trial with the same hyperparameters
 * @param sd the rerun noise: the standard deviation of the score between the runs of one
 *     configuration, pooled over all configurations, {@code sqrt(sum (n_i - 1) s_i^2 / sum (n_i -
 *     1))}; nothing where no configuration has two scores
 */
public record Reruns(
    Optional<Evidence> evidence,
    long configurations,
    long runs,
    long failed,
    long merged,
    OptionalDouble sd) {
  /** Up to one merged trial in this many a wrong guess hardly moves an answer. */
  private static final int MANY = 20;

  /** No reruns. */
  public static final Reruns NONE =
      new Reruns(Optional.empty(), 0, 0, 0, 0, OptionalDouble.empty());

  /**
   * Returns the rerun noise with its degrees of freedom, one less than its runs for every
   * configuration.
   *
   * @return nothing where no configuration has two scores
   */
  public Optional<RerunNoise> noise() {
    double degrees = Math.max(1, runs - failed - configurations);
    return sd.stream()
        .mapToObj(noise -> new RerunNoise(RerunNoise.Source.RERUNS, noise, degrees))
        .findFirst();
  }

  /**
   * Whether merging them moves the answer.
   *
   * @param trials how many trials there are, merged or not
   * @return true if more than one in twenty is part of another
   */
  public boolean mergesMany(long trials) {
    return merged * MANY > trials;
  }

  /** How reruns were recognised. */
  public enum Evidence implements Coded {
    /** Trials with the same hyperparameters have different training seeds. */
    SEEDS,
    /** More trials have the same hyperparameters than independent draws would. */
    HYPERPARAMETERS,
    /** The log holds the scores of several executions of a trial. */
    EXECUTIONS,
    /** Some by seeds, and some are executions. */
    SEEDS_AND_EXECUTIONS,
    /** Some by their hyperparameters, and some are executions. */
    HYPERPARAMETERS_AND_EXECUTIONS;

    /**
     * What to call it where there are executions too.
     *
     * @param trials how trials were recognised as reruns, if any were
     * @return the way that stands for both
     */
    public static Evidence withExecutions(Optional<Evidence> trials) {
      return trials
          .map(way -> way == SEEDS ? SEEDS_AND_EXECUTIONS : HYPERPARAMETERS_AND_EXECUTIONS)
          .orElse(EXECUTIONS);
    }
  }
}
