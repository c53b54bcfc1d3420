package org.lossfloor.report;

import java.util.Locale;
import java.util.Optional;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Judgement;
import org.lossfloor.estimate.Precision;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Standing;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.estimate.prospect.NextWidths;
import org.lossfloor.estimate.prospect.Outlook;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.LawView;

/**
 * What to do next about one experiment, as far as its numbers support it.
 *
 * @param judgement whether the answer may be believed, and why
 * @param precision how narrow it is
 * @param numbers what the law says; nothing if none was fitted
 */
public record NextStep(Judgement judgement, Precision precision, Optional<Numbers> numbers) {
  /**
   * What the law says of an experiment.
   *
   * @param trials the trials that were run
   * @param seen the best score seen
   * @param possible the best possible score
   * @param outlook the best trial and further ones
   */
  public record Numbers(int trials, double seen, double possible, Outlook outlook) {
    /**
     * Returns the best trial of the experiment.
     *
     * @return what it is worth
     */
    public BestTrial bestTrial() {
      return new BestTrial(seen, possible, outlook.distance().estimate(), outlook.bestTrial());
    }

    private String lucky() {
      return bestTrial().sentence(number(outlook, outlook.bestTrial()));
    }
  }

  /**
   * Makes the step of an experiment.
   *
   * @param view the experiment
   * @return what to do next
   */
  public static NextStep of(ExperimentView view) {
    Optional<Numbers> numbers =
        view.law()
            .filter(law -> Double.isFinite(law.bestScore().estimate()))
            .flatMap(law -> view.outlook().map(outlook -> numbers(view, law, outlook)));
    return new NextStep(view.judgement(), view.precision(), numbers);
  }

  private static Numbers numbers(ExperimentView view, LawView law, Outlook outlook) {
    return new Numbers(
        view.counts().trials(),
        view.observedBest().orElseThrow(),
        law.bestScore().estimate(),
        outlook);
  }

  /**
   * Says it.
   *
   * @return one sentence in plain English, with its full stop
   */
  public String sentence() {
    if (judgement.verdict() != Verdict.OK) {
      return mend(judgement.reasons().get(0));
    }
    return switch (Standing.of(judgement.verdict(), precision)) {
      case ACT -> numbers.map(this::goOn).orElseGet(() -> mend(Reason.NOT_IDENTIFIABLE));
      case CHECK, TOO_WIDE -> narrow();
      case NOT_JUDGED ->
          "Estimate again in a way that gives intervals: without one nobody knows how far off the"
              + " numbers are.";
    };
  }

  private String narrow() {
    String why = "the interval is too wide to act on";
    return numbers
        .map(known -> "Run " + steps(known.outlook()) + ": " + why + ".")
        .orElse("Run more random trials of this search space: " + why + ".");
  }

  /** The answer can be acted on. */
  private String goOn(Numbers known) {
    Outlook outlook = known.outlook();
    double most = outlook.regret().interval().map(Interval::upper).orElse(Double.POSITIVE_INFINITY);
    if (most <= outlook.eps()) {
      return "Nothing: picking the best trial costs at most "
          + number(outlook, most)
          + " against tuning without end, less than what counts ("
          + number(outlook, outlook.eps())
          + ").";
    }
    String luck = known.bestTrial().lucky() ? known.lucky() + "; " : "";
    return capitalized(
        luck
            + "picking the best trial costs about "
            + number(outlook, outlook.regret().estimate())
            + (Double.isInfinite(most) ? "" : " (at most " + number(outlook, most) + ")")
            + " against tuning without end"
            + gain(outlook)
            + "; to know better, run "
            + steps(outlook)
            + ".");
  }

  /** What the most further trials that were asked about would bring. */
  private static String gain(Outlook outlook) {
    if (outlook.meanGain().isEmpty()) {
      return "";
    }
    int most = outlook.meanGain().lastKey();
    return ", and %d more trials gain %s on average"
        .formatted(most, number(outlook, outlook.meanGain().get(most).estimate()));
  }

  /**
   * The two steps with what they cost in trials and how wide they leave the interval, the one first
   * that narrows it more for its cost.
   */
  private static String steps(Outlook outlook) {
    NextWidths widths = outlook.widths();
    if (widths.trials().isEmpty() || widths.reruns().isEmpty()) {
      return "more random trials of this search space";
    }
    int more = widths.trials().lastKey();
    int runs = widths.reruns().lastKey();
    double now = widths.now();
    double perTrial = (now - widths.trials().get(more)) / more;
    double perRun = (now - widths.reruns().get(runs)) / runs;
    String trials = more + " more random trials";
    String reruns = "the best configuration " + runs + " more times";
    String afterTrials = number(outlook, widths.trials().get(more));
    String afterReruns = number(outlook, widths.reruns().get(runs));
    return perRun > perTrial
        ? steps(reruns, trials, number(outlook, now), afterReruns, afterTrials)
        : steps(trials, reruns, number(outlook, now), afterTrials, afterReruns);
  }

  private static String steps(
      String first, String second, String now, String afterFirst, String afterSecond) {
    return "%s (the interval, %s wide, would be about %s), or %s (about %s)"
        .formatted(first, now, afterFirst, second, afterSecond);
  }

  private static String capitalized(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String number(Outlook outlook, double value) {
    return Decimals.resolving(outlook.eps()).write(value);
  }

  /** What removes a reason. */
  private static String mend(Reason reason) {
    return switch (reason.verdict()) {
      case INVALID -> mendInvalid(reason);
      case CAUTION, OK -> mendDoubt(reason);
    };
  }

  private static String mendInvalid(Reason reason) {
    return switch (reason) {
      case INTERNAL_ERROR -> "Report the bug; the log of the run has its stack.";
      case TOO_FEW ->
          "Run more random trials: at least 24 are needed, 12 of them with a score, 6 of these"
              + " distinct.";
      case MIXED_DIRECTIONS ->
          "Add to `group_by` what tells the scores apart that are minimised and maximised.";
      case ADAPTIVE ->
          "Run a random search of the same space, or audit only the random start of this one.";
      case GRID -> "Run a random search of the same space; a grid does not tell how good it gets.";
      case ORDER ->
          "Find out why the scores change with the order of the trials, and keep only trials that"
              + " were drawn at random under one setting.";
      case CLIPPED -> "Audit a finer metric, such as the loss; this one is at its limit.";
      case NO_REGIME ->
          "Narrow the search space around the best trials, or run more: no tail of the scores"
              + " follows the law yet.";
      default -> "Look at the scores themselves: no law fits them.";
    };
  }

  private static String mendDoubt(Reason reason) {
    return switch (reason) {
      case DIRECTION_GUESSED -> "Check which end of the score is the good one and set `direction`.";
      case METRIC_ABSENT, MOST_LACK_METRIC ->
          "Find out why records lack the metric; if it has another name there, add that to"
              + " `metric`.";
      case STATE_UNMAPPED -> "Map the field that says how trials ended, with `state`.";
      case IDS_CONFLICT -> "Give as `trial_id` all fields that tell trials apart.";
      case MAPPING_GUESSED -> "Check the keys that `guessed` names, then leave `guessed` out.";
      case READING_GUESSED -> "Read the notes on what was guessed, and settle it as they say.";
      case SENTINEL ->
          "Find out whether the best score marks a crashed run; if it does, map `state` or set"
              + " `bounds`.";
      case LIMIT_REACHED ->
          "Compare with a finer metric, such as the loss; this one is at its end.";
      case ORDER_DOUBT, LOOKS_ADAPTIVE, LOOKS_GRID ->
          "Check how the trials were drawn, and keep only those drawn at random under one setting.";
      case DUPLICATES -> "Count runs that were logged twice once, with `dedup`.";
      case RERUNS_GUESSED ->
          "Map the `seed` of the trials, or say with `reruns` what trials of equal hyperparameters"
              + " are.";
      case PRUNED_EXCLUDED -> "Count the pruned trials too, with `on_pruned: worst`.";
      case PRUNED_IN_TAIL -> "Set a stricter threshold, or let pruned trials end.";
      case PRUNED_CENSORED ->
          "Use the best possible score, and let some pruned trials end before you use the curves.";
      case DIMENSION_CAPPED -> "Raise `max_dimension`: the data allow a larger dimension.";
      case DISCRETE -> "Log the scores with more digits.";
      case POOR_FIT -> "Run more random trials: no tail of the scores fits the law well yet.";
      case HEAVY_NOISE ->
          "Run the best configuration again a few times and give the scores as `--best-reruns`; do"
              + " not plan with the tuning curve.";
      case FEW -> "Run more random trials: the tail holds too few scores to trust the interval.";
      default -> "Run more random trials of this search space: the interval is too wide to act on.";
    };
  }
}
