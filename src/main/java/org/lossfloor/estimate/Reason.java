package org.lossfloor.estimate;

/**
 * Why a verdict is what it is, and what a reader should know besides (recipe, section 2, step 8).
 * The names are machine-readable and stay as they are; the sentences are for people.
 */
public enum Reason {
  /** Not enough trials, finite scores or distinct scores to fit anything. */
  TOO_FEW(
      Verdict.INVALID,
      "There are too few trials to estimate anything; run at least 24, of which 12 succeed with 6"
          + " distinct scores."),
  /** The fit did not identify a law. */
  NOT_IDENTIFIABLE(
      Verdict.INVALID, "No law fits these scores; look at the scores themselves before anything."),
  /** Every eligible tail is rejected at one per cent. */
  NO_REGIME(
      Verdict.INVALID,
      "No tail of the scores follows the law: the asymptotic regime is not reached; run more"
          + " trials or narrow the search space."),
  /** Scores pile up at their best value. */
  CLIPPED(
      Verdict.INVALID,
      "Many trials share the best score: the metric is at its limit; use a finer metric, such as"
          + " the loss."),
  /** Fewer than 28 scores in the tail. */
  FEW(
      Verdict.CAUTION,
      "The tail holds fewer than 28 scores; believe the interval only as a first look and run more"
          + " trials."),
  /** No eligible tail fits at ten per cent. */
  POOR_FIT(
      Verdict.CAUTION,
      "No tail fits the law well; the numbers may be off, more trials would tell."),
  /** The interval at the selected tail is wider than the tail. */
  WIDE(
      Verdict.CAUTION,
      "The interval for the best score is wider than the tail of the data; run more trials, or fix"
          + " the dimension if a larger sweep of the same search space showed it."),
  /** Rounded scores. */
  DISCRETE(
      Verdict.CAUTION,
      "The scores are rounded coarsely compared with their spread; log more digits. The tuning"
          + " curve is unreliable."),
  /** The hull is wider than the tail. */
  VAGUE(
      Verdict.OK,
      "The interval can be believed but is too wide to act on; run more trials to narrow it."),
  /** The largest dimension tried is in the confidence set. */
  C_OPEN(
      Verdict.OK,
      "The largest dimension that was tried cannot be excluded; the far end of the interval of the"
          + " best score depends on max_dimension."),
  /** The noise is a large part of the tail. */
  NOISE(
      Verdict.OK,
      "The noise is a large part of the tail: repeating the best configurations with other seeds"
          + " tells more than new ones."),
  /** An end of the interval is the bound that was given. */
  AT_BOUND(Verdict.OK, "The interval of the best score ends at the bound of the metric."),
  /** A tuning curve reaches beyond ten times the trials. */
  EXTRAPOLATED(
      Verdict.OK,
      "The tuning curve reaches beyond ten times the trials there are; trust it less there.");

  private final Verdict verdict;
  private final String sentence;

  Reason(Verdict verdict, String sentence) {
    this.verdict = verdict;
    this.sentence = sentence;
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
