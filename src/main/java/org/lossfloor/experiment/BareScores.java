package org.lossfloor.experiment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lossfloor.estimate.Answer;
import org.lossfloor.experiment.state.StatedSampler;
import org.lossfloor.table.ExperimentRecord;
import org.lossfloor.table.TuningCurvesTable.Point;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scores of an experiment of which nothing else is known: no key, no order of the draws, no
 * hyperparameters. Neither the order in which they come nor the parts in which they were taken have
 * an effect. It holds 8 bytes for every score of up to 2^20, and no more for more.
 */
public final class BareScores {
  private static final Logger LOG = LoggerFactory.getLogger(BareScores.class);

  /** The experiment has none, as a list of scores in a file has none. */
  private static final String NO_ID = "";

  private final ExperimentState trials;

  private BareScores(ExperimentState trials) {
    this.trials = trials;
  }

  /**
   * Makes an experiment without scores.
   *
   * @param settings what is asked of it, in words of the caller's
   * @param sampler how its trials were drawn
   */
  public BareScores(String settings, StatedSampler sampler) {
    this(ExperimentState.bare(settings, sampler));
  }

  /**
   * Reads what {@link #toBytes} gave.
   *
   * @param bytes the bytes
   * @return the same scores
   */
  public static BareScores of(byte[] bytes) {
    return new BareScores(ExperimentState.of(bytes));
  }

  /**
   * Writes the scores.
   *
   * @return bytes for {@link #of}
   */
  public byte[] toBytes() {
    return trials.toBytes();
  }

  /**
   * Returns what is asked of the experiment.
   *
   * @return as it was given
   */
  public String settings() {
    return trials.settings();
  }

  /**
   * Adds a trial.
   *
   * @param score its score, NaN if it failed
   */
  public void add(double score) {
    trials.add(score);
  }

  /** Counts a trial that a rule leaves out. */
  public void exclude() {
    trials.exclude();
  }

  /**
   * Adds other scores of the experiment.
   *
   * @param part scores of which the same is asked; not used any more
   */
  public void add(BareScores part) {
    trials.add(part.trials);
  }

  /**
   * Answers the experiment. Replicates are drawn here, where the intervals need any.
   *
   * @param wanted what is estimated
   * @param seed the seed of replicates
   * @return all that is said of it; the id, the key and the fingerprint are empty
   */
  public ExperimentRecord answer(MetricSettings wanted, long seed) {
    trials.ended();
    return new ExperimentRecord(
        NO_ID,
        new TreeMap<>(Map.of()),
        trials.sampler().sampler().code(),
        trials.sampler().source().code(),
        trials.excluded(),
        wanted.reruns().policy(),
        estimated(wanted, seed),
        0,
        "");
  }

  private Answer estimated(MetricSettings wanted, long seed) {
    try {
      return wanted.estimator(seed, NO_ID).answer(trials.known(), trials.draws(wanted));
    } catch (RuntimeException e) {
      // A bug of ours must not stop the other experiments, and must not look like a property of the
      // data.
      LOG.error("Lossfloor failed on {} scores", trials.known().trials(), e);
      return Answer.failed(trials.known(), wanted.settings(), e);
    }
  }

  /**
   * Returns the tuning curves of an answer.
   *
   * @param answered what {@link #answer} gave, for settings with numbers of trials
   * @return the points in the order of the table {@code tuning_curves}; none if every trial failed
   */
  public static List<Point> curve(ExperimentRecord answered) {
    return TuningCurves.points(NO_ID, answered.answer());
  }
}
