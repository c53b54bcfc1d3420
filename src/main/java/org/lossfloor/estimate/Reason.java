package org.lossfloor.estimate;

import java.util.Optional;

/**
 * The reasons of a verdict, and what a reader should know besides (method.md, section 15). The
 * names are machine-readable and never change; the sentences are for people.
 *
 * <p>They are declared in the order of what they cost the reader, the most costly first: no answer,
 * an answer to another question, trials that were not drawn at random, a law that fits badly, and
 * last what only informs. Everything that lists reasons keeps this order.
 */
public enum Reason {
  /** Lossfloor itself failed. */
  INTERNAL_ERROR(
      Verdict.INVALID,
      "Lossfloor failed on this experiment: a bug, not a property of the scores; the log has the"
          + " stack. Please report it."),
  /** Not enough trials, finite scores or distinct scores to fit anything. */
  TOO_FEW(
      Verdict.INVALID,
      "There are too few trials to estimate anything; run at least 24, of which 12 succeed with 6"
          + " distinct scores."),
  /** The fit did not identify a law. */
  NOT_IDENTIFIABLE(
      Verdict.INVALID, "No law fits these scores; look at the scores themselves before anything."),
  /** The log says minimize for some trials and maximize for others. */
  MIXED_DIRECTIONS(
      Verdict.INVALID,
      "The log says that some of these scores are to be minimised and others maximised: they are not"
          + " of one experiment; add what tells them apart to `group_by`."),
  /** The log or the user says that the sampler adapts. */
  ADAPTIVE(
      Verdict.INVALID,
      "The trials were drawn by an adaptive sampler, which the theory does not cover; use only its"
          + " random start, or run a random search."),
  /** The log or the user says that the sampler is a grid. */
  GRID(
      Verdict.INVALID,
      "The trials are those of a grid, which the theory does not cover: it cannot come closer to"
          + " the optimum than its nearest point; run a random search."),
  /** The scores depend on the order of the draws, almost certainly. */
  ORDER(
      Verdict.INVALID,
      "The scores depend on the order of the trials, so these were not independent random draws:"
          + " an adaptive sampler, a grid, a narrowed search space, or code or data that changed;"
          + " keep only trials that were drawn at random under one setting."),
  /** Scores pile up at their best value. */
  CLIPPED(
      Verdict.INVALID,
      "Many trials share the best score: the metric is at its limit; use a finer metric, such as"
          + " the loss."),
  /** Every eligible tail is rejected at one per cent. */
  NO_REGIME(
      Verdict.INVALID,
      "No tail of the scores follows the law: the asymptotic regime is not reached; run more"
          + " trials or narrow the search space."),
  /** The direction follows from the metric's name alone. */
  DIRECTION_GUESSED(
      Verdict.CAUTION,
      "Whether large or small scores are good was guessed from the name of the metric; if the guess is"
          + " wrong, so is everything here. Check it, then give `direction` without"
          + " `direction_guessed`."),
  /** Records without the metric's field were left out. */
  METRIC_ABSENT(
      Verdict.CAUTION,
      "Records of the source do not have the metric's field and were taken for those of another log;"
          + " if they are failed trials, the answer is too good. Add the name that they have to"
          + " `metric`, or say what they are with `on_absent_field: exclude` or `worst`."),
  /** Most trials have no value of the metric. */
  MOST_LACK_METRIC(
      Verdict.CAUTION,
      "More than half of the trials have no value of the metric and count as failed, though nothing"
          + " says that they failed; if the log has it by another name, add that to `metric`, and"
          + " leave out what is not a trial."),
  /** An unmapped field says that trials failed or did not end. */
  STATE_UNMAPPED(
      Verdict.CAUTION,
      "A field of the log says that trials failed, were stopped or did not end, and they count by"
          + " their score alone because the field is not mapped; map it with `state: {field: ...}`,"
          + " the notes name it."),
  /** Different trials have one id. */
  IDS_CONFLICT(
      Verdict.CAUTION,
      "Records of the source share a trial id and differ; whether they are trials or updates was"
          + " guessed. Give as `trial_id` all fields that tell trials apart; the notes have"
          + " examples."),
  /** What the fields of the log are for was guessed. */
  MAPPING_GUESSED(
      Verdict.CAUTION,
      "What the fields of the log are for was guessed from their names, such as what separates"
          + " experiments or how a curve becomes a score. Check the keys that `guessed` names, then"
          + " leave `guessed` out."),
  /** What records mean was guessed while they were read. */
  READING_GUESSED(
      Verdict.CAUTION,
      "What records of the source mean was guessed while they were read, because the log does not say"
          + " it; the notes name each guess, where it was made, and what settles it."),
  /** The best scores lie so far from the others that they look like marks. */
  SENTINEL(
      Verdict.CAUTION,
      "The best score lies far beyond all others, as the 0 or -1 that is logged for a crashed run"
          + " does; if it is not a score, map the `state` of the trials, set `bounds`, or filter such"
          + " trials."),
  /** The best score seen is the best value that the metric can take. */
  LIMIT_REACHED(
      Verdict.CAUTION,
      "The best score seen is the best value that the metric can take: there is nothing left to"
          + " gain in this metric; compare with a finer one, such as the loss."),
  /** The scores probably depend on the order of the draws. */
  ORDER_DOUBT(
      Verdict.CAUTION,
      "The scores seem to depend on the order of the trials; check that all of them were drawn at"
          + " random under one setting."),
  /** The hyperparameters depend on the order of the draws. */
  LOOKS_ADAPTIVE(
      Verdict.CAUTION,
      "The hyperparameters change with the order of the trials, as an adaptive sampler or a"
          + " narrowed search space makes them; check how they were drawn."),
  /** The hyperparameters are combinations of levels, each as often as the others. */
  LOOKS_GRID(
      Verdict.CAUTION,
      "The configurations are spread over the combinations of their values more evenly than chance,"
          + " as in a grid; the theory needs random draws."),
  /** Many trials repeat another one's hyperparameters and score. */
  DUPLICATES(
      Verdict.CAUTION,
      "More than one trial in twenty repeats the hyperparameters and the score of another: count a"
          + " run that was logged twice once (`dedup`)."),
  /** Trials were taken for reruns by their hyperparameters alone. */
  RERUNS_GUESSED(
      Verdict.CAUTION,
      "More trials have the same hyperparameters than independent draws give by chance, so these were"
          + " taken for reruns and averaged; map their `seed`, or say what they are with `reruns:"
          + " average`, `first` or `separate`."),
  /** Many trials are left out because they were pruned. */
  PRUNED_EXCLUDED(
      Verdict.CAUTION,
      "More than one trial in ten is left out because it was pruned (`on_pruned: exclude`): the"
          + " tuning curve and everything else look better than the search is."),
  /** A pruned trial that counts as worse than the threshold was better when it was stopped. */
  PRUNED_IN_TAIL(
      Verdict.CAUTION,
      "A pruned trial, which counts as worse than the threshold, had reached a score better than it:"
          + " the curves are too pessimistic; set a stricter threshold, or let the trials end."),
  /** Many trials count as worse than the threshold because they were pruned. */
  PRUNED_CENSORED(
      Verdict.CAUTION,
      "More than one trial in ten was pruned and counts as worse than the threshold, as if none of"
          + " them would have ended in the tail; where learning curves cross, the tuning curve is"
          + " too pessimistic. The best possible score suffers little."),
  /** No eligible tail fits at ten per cent. */
  POOR_FIT(
      Verdict.CAUTION,
      "No tail fits the law well; the numbers may be off, more trials would tell."),
  /** The interval at the selected tail is wider than the tail. */
  WIDE(
      Verdict.CAUTION,
      "The interval for the best score is wider than the tail of the data; run more trials, or fix"
          + " the dimension if a larger sweep of the same search space showed it."),
  /** What a quadratic in the hyperparameters leaves over has heavier tails than a normal law. */
  HEAVY_NOISE(
      Verdict.CAUTION,
      "The noise has heavier tails than a normal distribution, or another size near the optimum:"
          + " further trials may do better than the tuning curve says; run the best configuration"
          + " again before you believe its score."),
  /** Fewer than 28 scores in the tail. */
  FEW(
      Verdict.CAUTION,
      "The tail holds fewer than 28 scores; believe the interval only as a first look and run more"
          + " trials."),
  /** The largest allowed dimension is smaller than the data suggest. */
  DIMENSION_CAPPED(
      Verdict.CAUTION,
      "The data allow the largest dimension that was tried, or a larger one fits clearly better:"
          + " the interval of the best score may be too narrow; raise max_dimension."),
  /** Rounded scores. */
  DISCRETE(
      Verdict.CAUTION,
      "The scores are rounded coarsely compared with their spread; log more digits. The tuning"
          + " curve is unreliable."),
  /** The hull is wider than the tail. */
  VAGUE(
      Verdict.OK,
      "The interval can be believed but is too wide to act on; run more trials to narrow it."),
  /** The fit ends where the search for it ended. */
  AT_EDGE(
      Verdict.OK,
      "The fitted dimension, noise or end is the largest that was tried: read that number as a limit,"
          + " not as an estimate."),
  /** The noise is a large part of the tail. */
  NOISE(
      Verdict.OK,
      "The noise is a large part of the tail: repeating the best configurations with other seeds"
          + " tells more than new ones."),
  /** The largest dimension tried is in the confidence set. */
  C_OPEN(
      Verdict.OK,
      "The largest dimension that was tried cannot be excluded; the far end of the interval of the"
          + " best score depends on max_dimension."),
  /** The hyperparameters do not look like those of the stated sampler. */
  SAMPLER_DISAGREES(
      Verdict.OK,
      "The hyperparameters do not look as the stated sampler draws them; check `sampler`."),
  /** Trials ended at very different steps. */
  MIXED_BUDGETS(
      Verdict.OK,
      "Trials ended at very different steps: right if the number of steps was drawn too; if trials"
          + " were stopped early, leave those out."),
  /** A tuning curve reaches beyond ten times the trials. */
  EXTRAPOLATED(
      Verdict.OK,
      "The tuning curve reaches beyond ten times the trials there are; trust it less there."),
  /** An end of the interval is the bound that was given. */
  AT_BOUND(Verdict.OK, "The interval of the best score ends at the bound of the metric."),
  /** The hyperparameters are more even than chance, or are said to be. */
  QUASI_RANDOM(
      Verdict.OK,
      "The trials were drawn more evenly than at random; fits of such sweeps were found as good as"
          + " those of random ones.");

  /**
   * On average one in a thousand of the experiments called invalid for their order is a false
   * alarm.
   */
  private static final double SURE = .001;

  /** On average one in a hundred of those called doubtful or invalid is a false alarm. */
  private static final double DOUBTFUL = .01;

  private final Verdict verdict;
  private final String sentence;

  Reason(Verdict verdict, String sentence) {
    this.verdict = verdict;
    this.sentence = sentence;
  }

  /**
   * Returns what an order test means among the tests of its batch.
   *
   * @param qValue the q-value of its joint p-value; the p-value itself for one experiment alone
   * @return {@link #ORDER} below .001, {@link #ORDER_DOUBT} below .01, nothing above
   */
  public static Optional<Reason> ofOrder(double qValue) {
    if (qValue < SURE) {
      return Optional.of(ORDER);
    }
    return qValue < DOUBTFUL ? Optional.of(ORDER_DOUBT) : Optional.empty();
  }

  /**
   * Returns the verdict that this reason leads to by itself.
   *
   * @return {@link Verdict#OK} for a reason that only informs
   */
  public Verdict verdict() {
    return verdict;
  }

  /**
   * Returns what the reason means and what to do.
   *
   * @return one or two sentences in plain English
   */
  public String sentence() {
    return sentence;
  }
}
