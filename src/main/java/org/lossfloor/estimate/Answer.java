package org.lossfloor.estimate;

import java.util.List;
import java.util.Optional;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.estimate.prospect.Outlook;
import org.lossfloor.estimate.regime.Scores;

/**
 * Everything Lossfloor says about one experiment. The library, {@code fit}, an audit and the
 * pipeline stages get it from one place, {@link ExperimentEstimator}; whatever is printed or stored
 * is a rendering of it.
 *
 * @param settings what was asked for
 * @param estimate what follows from the scores
 * @param diagnosis what the scores, the settings and the draws show about whether to believe it
 * @param judgement whether to believe it, and why
 * @param outlook what the law implies for the best trial and for further ones; nothing if no law
 *     was fitted
 * @param curves the tuning curves at the numbers of trials in the settings; nothing if there are
 *     none
 */
public record Answer(
    EstimateSettings settings,
    Estimate estimate,
    Diagnosis diagnosis,
    Judgement judgement,
    Optional<Outlook> outlook,
    Optional<TuningTable> curves) {
  /**
   * Judges an estimate and derives the outlook and the curves.
   *
   * @param scores the scores of all trials
   * @param settings how it was estimated
   * @param decide what is asked of the law
   * @param estimate what follows from the scores
   * @param draws what is known of the draws
   * @return the answer of an experiment that is judged alone
   */
  static Answer of(
      Scores scores,
      EstimateSettings settings,
      DecideSettings decide,
      Estimate estimate,
      Draws draws) {
    Diagnosis diagnosis = Diagnosis.of(estimate, settings, draws);
    return new Answer(
        settings,
        estimate,
        diagnosis,
        diagnosis.alone(),
        estimate.fitted().map(fitted -> Outlook.of(fitted, decide, settings.confidence())),
        settings.trials().isEmpty() || scores.trials() == 0
            ? Optional.empty()
            : Optional.of(TuningTable.of(scores, settings, estimate)));
  }

  /**
   * Returns the answer of an experiment on which the program failed, which only a bug can cause.
   *
   * @param scores the scores of all trials
   * @param settings what was asked for
   * @param error what was thrown
   * @return an invalid answer with {@link Reason#INTERNAL_ERROR}
   */
  public static Answer failed(Scores scores, EstimateSettings settings, RuntimeException error) {
    Estimate none = Estimate.Failed.of(scores, settings.direction(), error);
    Diagnosis diagnosis = Diagnosis.of(none, settings, Draws.ofScores(Optional.empty()));
    return new Answer(
        settings, none, diagnosis, diagnosis.alone(), Optional.empty(), Optional.empty());
  }

  /**
   * Returns the answer of an experiment that is judged in a batch.
   *
   * @param qValue the q-value of its order test among those of the batch
   * @return the same answer with the judgement that follows from it
   */
  public Answer withOrderQValue(double qValue) {
    return new Answer(settings, estimate, diagnosis, judgement.withOrder(qValue), outlook, curves);
  }

  /**
   * Returns whether to believe the estimate.
   *
   * @return the verdict of the judgement
   */
  public Verdict verdict() {
    return judgement.verdict();
  }

  /**
   * Returns how narrow the answer is.
   *
   * @return whether the interval of the best possible score is narrow enough to act on
   */
  public Precision precision() {
    boolean interval = estimate.fitted().flatMap(f -> f.bestScore().interval()).isPresent();
    return Precision.of(interval, judgement);
  }

  /**
   * Returns what a reader can do with the answer.
   *
   * @return verdict and precision in one word
   */
  public Standing standing() {
    return Standing.of(verdict(), precision());
  }

  /**
   * Returns why.
   *
   * @return the reasons of the judgement
   */
  public List<Reason> reasons() {
    return judgement.reasons();
  }
}
