package org.lossfloor.report.plot;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.lossfloor.distribution.EmpiricalDistribution;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.distribution.band.ConfidenceBand;
import org.lossfloor.error.Printable;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.report.AnswerText;

/**
 * An experiment to be drawn.
 *
 * <p>Inside this package its scores are <i>oriented</i>: negated when maximising, so that smaller
 * is better and one formula serves both directions.
 */
public final class PlottedExperiment {
  private static final int NAME_LIMIT = 40;

  private final String name;
  private final Answer answer;
  private final Optional<TuningTable> curve;
  private final EmpiricalDistribution seen;
  private final ConfidenceBand band;
  private final double[] finite;

  /**
   * Takes what is to be drawn.
   *
   * @param name what the legend calls it; may come from a log
   * @param scores one score per trial, NaN for a failed one; at least one
   * @param answer the answer for these scores
   * @param curve the tuning curve to draw; nothing where none is drawn
   */
  public PlottedExperiment(
      String name, double[] scores, Answer answer, Optional<TuningTable> curve) {
    this.name = PlotFonts.safe(Printable.cut(Printable.line(name), NAME_LIMIT));
    this.answer = answer;
    this.curve = curve;
    Interval bounds = orient(answer.settings().bounds());
    this.seen =
        EmpiricalDistribution.of(
                DoubleStream.of(scores)
                    .map(y -> Double.isFinite(y) ? orient(y) : Double.POSITIVE_INFINITY)
                    .toArray())
            .withSupport(bounds.lower(), bounds.upper());
    this.band =
        ConfidenceBand.of(seen, TuningTable.bandOf(scores.length), answer.settings().confidence());
    this.finite =
        Arrays.stream(scores).filter(Double::isFinite).map(this::orient).sorted().toArray();
  }

  String name() {
    return name;
  }

  Answer answer() {
    return answer;
  }

  int trials() {
    return seen.size();
  }

  boolean minimize() {
    return answer.settings().minimize();
  }

  /** From a score to an oriented one and back. */
  double orient(double score) {
    return minimize() ? score : 0.0 - score;
  }

  Interval orient(Interval interval) {
    return minimize() ? interval : interval.negated();
  }

  /** The distribution of the oriented scores; a failed trial is plus infinity. */
  EmpiricalDistribution seen() {
    return seen;
  }

  /** The simultaneous band around it. */
  ConfidenceBand band() {
    return band;
  }

  /** The oriented scores of the trials that did not fail, ascending. */
  double[] finite() {
    return finite;
  }

  /** The law of the oriented scores. */
  Optional<NoisyQuadratic> law() {
    return fitted().map(Estimate.Fitted::law).map(law -> minimize() ? law : law.mirrored());
  }

  /** The oriented score where the regime ends: larger ones lie beyond the threshold. */
  OptionalDouble threshold() {
    return fitted()
        .map(fitted -> OptionalDouble.of(orient(fitted.threshold())))
        .orElse(OptionalDouble.empty());
  }

  /** The oriented best possible score. */
  Optional<Estimate.Quantity> bestPossible() {
    return fitted()
        .map(Estimate.Fitted::bestScore)
        .map(
            best ->
                new Estimate.Quantity(orient(best.estimate()), best.interval().map(this::orient)));
  }

  /** The points of the tuning curve that are to be drawn. */
  Optional<TuningTable> curve() {
    return curve;
  }

  /** The confidence of band and intervals, such as {@code 95 %}. */
  String percent() {
    return new AnswerText(answer, name, true).percent();
  }

  /** What is drawn, in words. */
  String description() {
    return name + ": " + trials() + " trials" + fitted().map(this::inWords).orElse("") + ".";
  }

  private String inWords(Estimate.Fitted fitted) {
    AnswerText text = new AnswerText(answer, name, true);
    return ", best possible score "
        + text.quantity(fitted.bestScore())
        + ", effective dimension "
        + text.dimension(fitted.dimension())
        + ", verdict "
        + answer.verdict();
  }

  private Optional<Estimate.Fitted> fitted() {
    return answer.estimate().fitted();
  }
}
