package org.lossfloor.report;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lossfloor.error.Printable;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Objective;
import org.lossfloor.estimate.Outlook;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Threshold;

/**
 * An answer in words, for a person who reads it alone.
 *
 * @param answer the answer
 * @param source where the scores are from, such as {@code a.csv (CSV, field `loss`)}
 * @param directionGiven whether the user said which end of the score is the good one
 */
public record AnswerText(Answer answer, String source, boolean directionGiven) {
  private static final double SMALLEST_SHOWN = .001;

  /**
   * Writes the whole answer.
   *
   * @return lines, each with {@code \n} at its end
   */
  public String write() {
    StringBuilder text = new StringBuilder();
    line(text, "Scores", read());
    line(text, "Direction", direction());
    line(text, "Best score seen", observedBest());
    estimate().fitted().ifPresent(fitted -> fitted(text, fitted));
    answer.outlook().ifPresent(outlook -> outlook(text, outlook));
    line(text, "Trial order", order());
    line(text, "Verdict", answer.verdict() + ", " + meaning());
    answer.judgement().besidePrecision().forEach(reason -> line(text, "", sentence(reason)));
    estimate().obstacle().ifPresent(why -> line(text, "", "In detail: " + why + "."));
    line(text, "Precision", precision());
    line(text, "What to do next", NextStep.of(answer).sentence());
    answer
        .curves()
        .ifPresent(
            curves -> text.append('\n').append(new CurvesText(answer, curves, decimals()).write()));
    return text.toString();
  }

  private Estimate estimate() {
    return answer.estimate();
  }

  private void fitted(StringBuilder text, Estimate.Fitted fitted) {
    line(text, "Best possible score", quantity(fitted.bestScore()));
    line(text, "Effective dimension", dimension(fitted.dimension()));
    line(text, "Noise", quantity(fitted.noise()) + "; residual standard deviation");
    line(text, "Regime", regime(fitted));
    line(text, "Goodness of fit", goodness(fitted.fit().goodness()));
    if (answer.settings().objective() == Objective.REFERENCE) {
      line(text, "Objective", "that of the reference library, " + fitted.fit().objective());
    }
  }

  private void outlook(StringBuilder text, Outlook outlook) {
    line(text, "Best trial is worth", worth(outlook));
    line(text, "Left to gain", quantity(outlook.distance()) + "; best seen to best possible");
    outlook
        .expectedGain()
        .forEach(
            (trials, gain) ->
                line(
                    text,
                    "Next " + trials + " trials",
                    "expected gain "
                        + decimals().write(gain)
                        + "; "
                        + share(outlook.improvement().get(trials))
                        + " to gain more than "
                        + decimals().write(outlook.eps())));
    line(
        text,
        "To come within eps",
        trials(outlook.trialsToWithin())
            + " for "
            + percent(outlook.probability())
            + " to be within "
            + decimals().write(outlook.eps())
            + " of the best possible");
  }

  private String worth(Outlook outlook) {
    String number = decimals().write(outlook.bestTrial());
    return NextStep.of(answer)
        .numbers()
        .map(NextStep.Numbers::bestTrial)
        .filter(BestTrial::lucky)
        .map(best -> "less than was seen; " + best.sentence(number))
        .orElse(number + " on average, if it is run again");
  }

  private String precision() {
    return switch (answer.precision()) {
      case NARROW -> "narrow, the interval is no wider than the tail of the scores";
      case WIDE -> "wide, the interval is wider than the tail of the scores: too wide to act on";
      case NONE -> "none, there is no interval";
    };
  }

  private static String share(double probability) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * probability);
  }

  private String trials(Estimate.Quantity trials) {
    String more =
        trials.estimate() == 0 ? "no more trials" : count(trials.estimate()) + " more trials";
    return trials
        .interval()
        .map(i -> more + " (" + count(i.lower()) + " to " + count(i.upper()) + ")")
        .orElse(more);
  }

  private static String count(double trials) {
    return Double.isInfinite(trials)
        ? "not told"
        : String.format(Locale.ROOT, trials < 1e6 ? "%.0f" : "%.1e", trials);
  }

  private String order() {
    return switch (answer.diagnosis().orderOutcome()) {
      case NO_ORDER -> "not tested; --in-order says that the file is in the order of the draws";
      case TOO_FEW -> "not tested; too few trials";
      case TESTED ->
          "scores against the order of the draws, "
              + probability(answer.diagnosis().order().orElseThrow().pValue());
    };
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append(String.format(Locale.ROOT, "%-20s  %s\n", label, Printable.line(value)));
  }

  private String read() {
    Estimate.Counts counts = estimate().counts();
    return counts.trials()
        + " trials from "
        + source
        + "; "
        + counts.failed()
        + " failed, "
        + counts.distinct()
        + " distinct scores";
  }

  private String direction() {
    String better = (answer.settings().minimize() ? "smaller" : "larger") + " is better";
    return directionGiven ? better : better + " (assumed; --direction maximize reverses it)";
  }

  private String observedBest() {
    return estimate().observedBest().isPresent()
        ? decimals().write(estimate().observedBest().getAsDouble())
        : "none, every trial failed";
  }

  /** Numbers are shown to a hundredth of the depth of the tail, or finer if the interval is. */
  private Decimals decimals() {
    if (estimate() instanceof Estimate.Fitted fitted) {
      double depth = Math.abs(fitted.threshold() - fitted.bestScore().estimate());
      return Decimals.ofTail(depth, fitted.bestScore().interval());
    }
    double best = estimate().observedBest().orElse(1);
    return Decimals.resolving(Math.abs(best) / 100);
  }

  /**
   * Writes a number of this answer with its interval.
   *
   * @param quantity a number on the scale of the score
   * @return such as {@code 0.5813, 95 % interval 0.5626 to 0.5957}
   */
  public String quantity(Estimate.Quantity quantity) {
    String estimated = decimals().write(quantity.estimate());
    return quantity
        .interval()
        .map(i -> estimated + ", " + percent() + " interval " + interval(i))
        .orElse(estimated);
  }

  private String interval(Interval interval) {
    return decimals().write(interval.lower()) + " to " + decimals().write(interval.upper());
  }

  /**
   * Writes the confidence of bands and intervals.
   *
   * @return such as {@code 95 %}
   */
  public String percent() {
    return percent(answer.settings().confidence());
  }

  /** A confidence in per cent, such as {@code 95 %}. */
  static String percent(double confidence) {
    return new BigDecimal(String.valueOf(confidence))
            .movePointRight(2)
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }

  /**
   * Writes the effective dimension.
   *
   * @param dimension that of this answer
   * @return such as {@code 2; 95 % confidence set 1, 2, 3}
   */
  public String dimension(Estimate.Dimension dimension) {
    if (answer.settings().pinned()) {
      return dimension.estimate() + ", as given";
    }
    if (dimension.set().isEmpty()) {
      return String.valueOf(dimension.estimate());
    }
    return dimension.estimate()
        + "; "
        + percent()
        + " confidence set "
        + dimension.set().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private String regime(Estimate.Fitted fitted) {
    int tail = fitted.counts().tail();
    int trials = fitted.counts().trials();
    String share = tail + " of " + trials + " trials";
    if (fitted.tail().way() instanceof Threshold.None) {
      return "no threshold: all finite scores, " + share;
    }
    return "scores of "
        + decimals().write(fitted.threshold())
        + (answer.settings().minimize() ? " or less: " : " or more: ")
        + share
        + (fitted.tail().way() instanceof Threshold.Auto
            ? " (chosen from the data)"
            : " (as given)");
  }

  private static String goodness(Estimate.GoodnessOfFit fit) {
    return String.format(
        Locale.ROOT, "%s (Anderson-Darling %.3f)", probability(fit.pValue()), fit.statistic());
  }

  private static String probability(double p) {
    return p < SMALLEST_SHOWN ? "p < " + SMALLEST_SHOWN : String.format(Locale.ROOT, "p = %.3f", p);
  }

  private String meaning() {
    return switch (answer.verdict()) {
      case OK -> "the numbers can be believed as far as the data can tell";
      case CAUTION -> "read why before you use the numbers:";
      case INVALID ->
          estimate() instanceof Estimate.Fitted
              ? "the numbers must not be used:"
              : "there is nothing to report:";
    };
  }

  private static String sentence(Reason reason) {
    return reason + ": " + reason.sentence();
  }
}
