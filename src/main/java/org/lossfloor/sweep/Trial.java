package org.lossfloor.sweep;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.lossfloor.math.Sha256;

/**
 * One training run with one hyperparameter configuration, seen through one metric: the canonical
 * record that every log format is read into. A log with several metrics gives one such record per
 * trial and metric.
 *
 * @param experiment the experiment it belongs to
 * @param trialId its id, unique within source and experiment
 * @param number its position in the order of the draws, when the log knows
 * @param state how far it came
 * @param stateRaw the log's own word for the state
 * @param score its score
 * @param parameters hyperparameter to value; numbers and lists as their JSON text
 * @param seed the training seed as logged
 * @param executions the scores of its runs where it had several, transformed, NaN for one that
 *     failed; empty where nothing is known of them
 * @param sampler how its configuration was drawn
 * @param samplerSource who says so
 * @param timing when it ran
 * @param tags further fields that the configuration asked for
 * @param origin where it was read
 * @param outcome what it counts as
 */
public record Trial(
    ExperimentKey experiment,
    String trialId,
    OptionalLong number,
    TrialState state,
    Optional<String> stateRaw,
    Score score,
    SortedMap<String, String> parameters,
    Optional<String> seed,
    List<Double> executions,
    Sampler sampler,
    SamplerSource samplerSource,
    Timing timing,
    SortedMap<String, String> tags,
    Origin origin,
    Outcome outcome) {
  /**
   * Copies the collections and checks the outcome.
   *
   * @throws IllegalArgumentException when a trial counts as scored without a score
   */
  public Trial {
    parameters = NamedTexts.of(parameters);
    executions = List.copyOf(executions);
    tags = NamedTexts.of(tags);
    if (outcome instanceof Outcome.Scored && score.value().isEmpty()) {
      throw new IllegalArgumentException("a scored trial needs a score");
    }
  }

  /**
   * Whether it is a draw without a usable score.
   *
   * @return true when it is censored as worse than every threshold
   */
  public boolean failed() {
    return outcome instanceof Outcome.Failed;
  }

  /**
   * Why it is kept out.
   *
   * @return the reason, or nothing when the trial is used
   */
  public Optional<ExclusionReason> excludedReason() {
    return outcome instanceof Outcome.Excluded excluded
        ? Optional.of(excluded.reason())
        : Optional.empty();
  }

  /**
   * A stable hash of the hyperparameters, by which repeated configurations are recognised.
   *
   * @return 16 hexadecimal digits
   */
  public String parametersHash() {
    StringBuilder text = new StringBuilder(160);
    parameters.forEach(
        (name, value) -> ExperimentKey.append(ExperimentKey.append(text, name), value));
    return Sha256.id(text);
  }

  /**
   * The same trial, kept out.
   *
   * @param reason why
   * @return a copy with that outcome
   */
  public Trial excluded(ExclusionReason reason) {
    return with(new Outcome.Excluded(reason));
  }

  /**
   * The same trial, judged otherwise.
   *
   * @param judged what it counts as
   * @return a copy with that outcome
   */
  public Trial with(Outcome judged) {
    return with(trialId, judged);
  }

  /**
   * The same trial under another id.
   *
   * @param id the id
   * @return a copy with that id
   */
  public Trial named(String id) {
    return with(id, outcome);
  }

  private Trial with(String id, Outcome judged) {
    return new Trial(
        experiment,
        id,
        number,
        state,
        stateRaw,
        score,
        parameters,
        seed,
        executions,
        sampler,
        samplerSource,
        timing,
        tags,
        origin,
        judged);
  }
}
