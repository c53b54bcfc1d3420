package org.lossfloor.report.plot;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.lossfloor.distribution.EmpiricalDistribution;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.distribution.TuningCurve;
import org.lossfloor.distribution.band.BandPoint;
import org.lossfloor.distribution.band.ConfidenceBand;
import org.lossfloor.error.Printable;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.report.AnswerText;
import org.lossfloor.report.view.ExperimentView;

/**
 * An experiment to be drawn.
 *
 * <p>Inside this package its scores are <i>oriented</i>: negated when maximising, so that smaller
 * is better and one formula serves both directions.
 */
public final class PlottedExperiment {
  private static final int NAME_LIMIT = 40;

  /** A line of a law has so many pieces. */
  private static final int PIECES = 48;

  private final String name;
  private final boolean minimize;
  private final double confidence;
  private final Optional<Law> law;
  private final String words;
  private final Optional<TuningTable> curve;
  private final EmpiricalDistribution seen;
  private final ConfidenceBand band;
  private final double[] finite;

  /** What is drawn of a fitted law, on the scale of the metric. */
  private record Law(NoisyQuadratic law, double threshold, Estimate.Quantity best) {}

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
    this(
        name,
        scores,
        answer.settings().minimize(),
        answer.settings().bounds(),
        answer.settings().confidence(),
        answer
            .estimate()
            .fitted()
            .map(fitted -> new Law(fitted.law(), fitted.threshold(), fitted.bestScore())),
        words(answer),
        curve);
  }

  /**
   * Takes an experiment of a published run.
   *
   * @param name what the legend calls it; may come from a log
   * @param scores one score per trial, NaN for a failed one; at least one
   * @param view what the run says of it
   * @param rows the points of its tuning curve, by ascending number of trials
   * @return what is to be drawn
   */
  public static PlottedExperiment of(
      String name, double[] scores, ExperimentView view, List<TuningTable.Row> rows) {
    Optional<Law> law =
        view.law()
            .flatMap(l -> l.distribution().map(d -> new Law(d, l.threshold(), l.bestScore())));
    return new PlottedExperiment(
        name,
        scores,
        view.minimize(),
        new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
        view.origin().confidence(),
        law,
        ", verdict " + view.judgement().verdict(),
        Optional.of(
            new TuningTable(
                TuningTable.bandOf(scores.length),
                law.map(fitted -> smooth(fitted.law(), rows)).orElse(rows))));
  }

  /** The points of a run are few; between them the line of the law has points without interval. */
  private static List<TuningTable.Row> smooth(NoisyQuadratic law, List<TuningTable.Row> rows) {
    TuningCurve curve = TuningCurve.of(law, law.convex());
    double most = rows.stream().mapToDouble(TuningTable.Row::trials).max().orElse(1);
    Stream<TuningTable.Row> between =
        DoubleStream.of(most > 1 ? new AxisRange(1, most, true).divided(PIECES) : new double[0])
            .mapToObj(n -> onLine(n, curve.median(n)));
    return Stream.concat(rows.stream(), between)
        .sorted(Comparator.comparingDouble(TuningTable.Row::trials))
        .toList();
  }

  private static TuningTable.Row onLine(double trials, double median) {
    Estimate.Quantity line = new Estimate.Quantity(median, Optional.empty());
    return new TuningTable.Row(
        trials,
        Optional.of(new TuningTable.LawPoint(line, Double.NaN, Double.NaN, Double.NaN)),
        Double.NaN,
        new BandPoint(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  private PlottedExperiment(
      String name,
      double[] scores,
      boolean minimize,
      Interval bounds,
      double confidence,
      Optional<Law> law,
      String words,
      Optional<TuningTable> curve) {
    this.name = PlotFonts.safe(Printable.cut(Printable.line(name), NAME_LIMIT));
    this.minimize = minimize;
    this.confidence = confidence;
    this.law = law;
    this.words = words;
    this.curve = curve;
    Interval support = orient(bounds);
    this.seen =
        EmpiricalDistribution.of(
                DoubleStream.of(scores)
                    .map(y -> Double.isFinite(y) ? orient(y) : Double.POSITIVE_INFINITY)
                    .toArray())
            .withSupport(support.lower(), support.upper());
    this.band = ConfidenceBand.of(seen, TuningTable.bandOf(scores.length), confidence);
    this.finite =
        Arrays.stream(scores).filter(Double::isFinite).map(this::orient).sorted().toArray();
  }

  String name() {
    return name;
  }

  int trials() {
    return seen.size();
  }

  boolean minimize() {
    return minimize;
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
    return law.map(Law::law).map(fitted -> minimize() ? fitted : fitted.mirrored());
  }

  /** The oriented score where the regime ends: larger ones lie beyond the threshold. */
  OptionalDouble threshold() {
    return law.map(fitted -> OptionalDouble.of(orient(fitted.threshold())))
        .orElse(OptionalDouble.empty());
  }

  /** The oriented best possible score. */
  Optional<Estimate.Quantity> bestPossible() {
    return law.map(Law::best)
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
    return Math.round(100 * confidence) + " %";
  }

  /** What is drawn, in words. */
  String description() {
    return name + ": " + trials() + " trials" + words + ".";
  }

  private static String words(Answer answer) {
    AnswerText text = new AnswerText(answer, "", true);
    return answer
        .estimate()
        .fitted()
        .map(
            fitted ->
                ", best possible score "
                    + text.quantity(fitted.bestScore())
                    + ", effective dimension "
                    + text.dimension(fitted.dimension())
                    + ", verdict "
                    + answer.verdict())
        .orElse("");
  }
}
