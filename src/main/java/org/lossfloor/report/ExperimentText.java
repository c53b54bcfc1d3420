package org.lossfloor.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import org.lossfloor.error.Printable;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Threshold;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.estimate.noise.NoiseLimit;
import org.lossfloor.estimate.prospect.Outlook;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.LawView;

/**
 * One experiment in words, for a person who reads it alone.
 *
 * @param view the experiment
 * @param source where the scores are from, such as {@code a.csv (CSV, field `loss`)}
 * @param direction what is said behind the direction, such as {@code (assumed)}; may be empty
 * @param noOrder what is said where the order of the trials is not known
 */
public record ExperimentText(ExperimentView view, String source, String direction, String noOrder) {
  private static final double SMALLEST_SHOWN = .001;

  private static final String NOISE_UNUSED = "not used, the intervals rest on the scores alone";

  private static final String NO_ORDER = "not every trial has a trial_number or a start_time";

  /**
   * The text of an experiment of a run.
   *
   * @param view the experiment
   * @return without its curves
   */
  public static ExperimentText ofRun(ExperimentView view) {
    String key =
        view.key().entrySet().stream()
            .filter(column -> !column.getValue().isEmpty())
            .map(column -> column.getKey() + "=" + column.getValue())
            .collect(Collectors.joining(", "));
    return new ExperimentText(view, key, "", NO_ORDER);
  }

  /**
   * Writes the tuning curve as a picture and as a table.
   *
   * @param rows its points, by ascending number of trials
   * @param width how many characters a line of the picture may have
   * @return lines, each with {@code \n} at its end; empty without points
   */
  public String curves(List<TuningTable.Row> rows, int width) {
    if (rows.isEmpty()) {
      return "";
    }
    String plot =
        new CurvePlot(view, rows, width, decimals())
            .lines().stream().map(line -> line + "\n").collect(Collectors.joining());
    TuningTable table = new TuningTable(TuningTable.bandOf(view.counts().trials()), rows);
    return plot + (plot.isEmpty() ? "" : "\n") + new CurvesText(view, table, decimals()).write();
  }

  /**
   * Writes the whole answer.
   *
   * @return lines, each with {@code \n} at its end
   */
  public String write() {
    StringBuilder text = new StringBuilder();
    line(text, "Scores", read());
    line(text, "Direction", better());
    line(text, "Best score seen", observedBest());
    view.law().ifPresent(law -> law(text, law));
    view.outlook().ifPresent(outlook -> outlook(text, outlook));
    line(text, "Trial order", order());
    line(text, "Verdict", view.judgement().verdict() + ", " + meaning());
    view.judgement().besidePrecision().forEach(reason -> line(text, "", sentence(reason)));
    view.detail().ifPresent(why -> line(text, "", "In detail: " + why + "."));
    line(text, "Precision", precision());
    line(text, "What to do next", NextStep.of(view).sentence());
    return text.toString();
  }

  private void law(StringBuilder text, LawView law) {
    line(text, "Best possible score", quantity(law.bestScore()));
    line(text, "Effective dimension", dimension(law.dimension()));
    line(text, "Noise", size(law.noise()) + "; residual standard deviation");
    line(text, "Noise between runs", law.limit().map(this::noise).orElse(NOISE_UNUSED));
    line(text, "Regime", regime(law));
    line(text, "Goodness of fit", goodness(law.tail().goodness()));
    if (law.bestScore().interval().isEmpty()) {
      line(text, "Objective", "that of the reference library, " + law.tail().objective());
    }
  }

  private String noise(NoiseLimit limit) {
    return decimals().size(limit.sd())
        + ", from "
        + source(limit)
        + ": the best possible score is no worse than "
        + decimals().write(limit.limit());
  }

  /**
   * Says where the noise between runs is known from.
   *
   * @param limit what it limits
   * @return such as {@code neighbours in the hyperparameters (23 degrees of freedom)}
   */
  public static String source(NoiseLimit limit) {
    String source =
        switch (limit.source()) {
          case GIVEN -> "what was given";
          case RERUNS -> "reruns";
          case BEST_RERUNS -> "reruns of the best configuration";
          case NEIGHBOURS -> "neighbours in the hyperparameters";
        };
    double degrees = limit.degrees();
    String format =
        degrees == Math.rint(degrees)
            ? "%s (%.0f degrees of freedom)"
            : "%s (%.1f degrees of freedom)";
    return Double.isInfinite(degrees)
        ? source
        : String.format(Locale.ROOT, format, source, degrees);
  }

  private void outlook(StringBuilder text, Outlook outlook) {
    line(text, "Best trial is worth", worth(outlook));
    line(text, "Left to gain", size(outlook.regret()) + "; from that to the best possible score");
    outlook.meanGain().forEach((trials, gain) -> next(text, outlook, trials, gain));
  }

  private void next(StringBuilder text, Outlook outlook, int trials, Estimate.Quantity gain) {
    line(
        text,
        "Next " + trials + " trials",
        "expected gain "
            + size(gain)
            + "; "
            + share(outlook.improvement().get(trials))
            + " to score better by more than "
            + decimals().write(outlook.eps()));
  }

  private String worth(Outlook outlook) {
    String number = decimals().write(outlook.bestTrial());
    return NextStep.of(view)
        .numbers()
        .map(NextStep.Numbers::bestTrial)
        .filter(BestTrial::lucky)
        .map(best -> "less than was seen; " + best.sentence(number))
        .orElse(number + " on average, if it is run again");
  }

  private String precision() {
    return switch (view.precision()) {
      case NARROW -> "narrow, the interval is no wider than the tail of the scores";
      case WIDE -> "wide, the interval is wider than the tail of the scores: too wide to act on";
      case NONE -> "none, there is no interval";
    };
  }

  private static String share(double probability) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * probability);
  }

  private String order() {
    return switch (view.draws().orderOutcome()) {
      case NO_ORDER -> "not tested; " + noOrder;
      case TOO_FEW -> "not tested; too few trials";
      case TESTED ->
          "scores against the order of the draws, "
              + probability(view.draws().order().orElseThrow().pValue());
    };
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append(String.format(Locale.ROOT, "%-20s  %s\n", label, Printable.line(value)));
  }

  private String read() {
    Estimate.Counts counts = view.counts();
    return counts.trials()
        + " trials from "
        + source
        + "; "
        + counts.failed()
        + " failed, "
        + counts.distinct()
        + " distinct scores";
  }

  private String better() {
    return ((view.minimize() ? "smaller" : "larger") + " is better " + direction).strip();
  }

  private String observedBest() {
    return view.observedBest().isPresent()
        ? decimals().write(view.observedBest().getAsDouble())
        : "none, every trial failed";
  }

  Decimals decimals() {
    return decimals(view);
  }

  /**
   * Returns the digits that the scores of an experiment deserve.
   *
   * @param view the experiment
   * @return to a hundredth of the depth of the tail, or finer if the interval is; without a law to
   *     a hundredth of the best score seen
   */
  public static Decimals decimals(ExperimentView view) {
    return view.law()
        .map(law -> Decimals.ofTail(law.depth(), law.bestScore().interval()))
        .orElseGet(() -> Decimals.resolving(Math.abs(view.observedBest().orElse(1)) / 100));
  }

  String quantity(Estimate.Quantity quantity) {
    return quantity(quantity, decimals()::write);
  }

  private String size(Estimate.Quantity length) {
    return quantity(length, decimals()::size);
  }

  private String quantity(Estimate.Quantity quantity, DoubleFunction<String> digits) {
    String estimated = digits.apply(quantity.estimate());
    return quantity
        .interval()
        .map(
            i ->
                "%s, %s interval %s to %s"
                    .formatted(
                        estimated, percent(), digits.apply(i.lower()), digits.apply(i.upper())))
        .orElse(estimated);
  }

  String percent() {
    return percent(view.origin().confidence());
  }

  /** A confidence in per cent, such as {@code 95 %}. */
  static String percent(double confidence) {
    return new BigDecimal(String.valueOf(confidence))
            .movePointRight(2)
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }

  String dimension(Estimate.Dimension dimension) {
    if (dimension.weights().size() == 1) {
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

  private String regime(LawView law) {
    String share = view.counts().tail() + " of " + view.counts().trials() + " trials";
    if (law.tail().method().equals(new Threshold.None().code())) {
      return "no threshold: all finite scores, " + share;
    }
    return "scores of "
        + decimals().write(law.threshold())
        + (view.minimize() ? " or less: " : " or more: ")
        + share
        + (law.tail().method().equals(new Threshold.Auto().code())
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
    return switch (view.judgement().verdict()) {
      case OK -> "the numbers can be believed as far as the data can tell";
      case CAUTION -> "read why before you use the numbers:";
      case INVALID ->
          view.law().isPresent() ? "the numbers must not be used:" : "there is nothing to report:";
    };
  }

  private static String sentence(Reason reason) {
    return reason + ": " + reason.sentence();
  }
}
