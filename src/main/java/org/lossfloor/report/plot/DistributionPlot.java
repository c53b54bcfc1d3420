package org.lossfloor.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.knowm.xchart.style.Styler;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.error.UserException;

/**
 * The distribution of the scores of one or more experiments: the share of the trials that are at
 * least as good as a score, with its simultaneous band, and the fitted law. When minimising the
 * share is the cumulative distribution; in both directions the regime starts at the bottom.
 */
public final class DistributionPlot {
  /** More points than these cannot be told apart. */
  private static final int POINTS = 800;

  private static final int LAW_POINTS = 300;

  /** The share at which the first best possible score is marked, of the height. */
  private static final double MARK = .06;

  /** Room below a share of 0, so that a line there is seen. */
  private static final double ROOM = .02;

  private final List<PlottedExperiment> experiments;
  private final ScoreWindow window;
  private final AxisRange shares;

  private DistributionPlot(List<PlottedExperiment> experiments, PlotSettings settings) {
    this.experiments = experiments;
    this.window = ScoreWindow.of(experiments, settings.logX());
    double most =
        experiments.stream()
            .mapToDouble(e -> e.band().cdf(window.worst()).upper())
            .max()
            .orElseThrow();
    double least = experiments.stream().mapToDouble(e -> .5 / e.trials()).min().orElseThrow();
    double bottom = settings.logY() ? least : -ROOM * most;
    this.shares = new AxisRange(bottom, Math.min(1, most), settings.logY());
  }

  /**
   * Draws the distribution of the scores.
   *
   * @param experiments what to draw, at least one, all of one direction
   * @param settings how it looks; the score is on the horizontal axis
   * @return the picture
   * @throws UserException if an experiment has no score, or one that its axis cannot show
   */
  public static Picture of(List<PlottedExperiment> experiments, PlotSettings settings) {
    return new DistributionPlot(List.copyOf(experiments), settings).draw(settings);
  }

  private Picture draw(PlotSettings settings) {
    boolean minimize = window.minimize();
    LayeredChart chart =
        new ChartFrame(settings, window.axis(), shares)
            .chart(
                settings.score() + (minimize ? " (smaller is better)" : " (larger is better)"),
                "share of trials this good",
                Legend.of(experiments, "fitted law", List.of(Shade.BEYOND)),
                Legend.position(
                    experiments,
                    minimize ? Styler.LegendPosition.InsideNW : Styler.LegendPosition.InsideNE));
    if (experiments.size() == 1) {
      experiments.get(0).threshold().ifPresent(end -> chart.add(beyond(end)));
    }
    List<Look> looks = Look.of(experiments.size());
    for (int i = 0; i < experiments.size(); i++) {
      addSeen(chart, experiments.get(i), looks.get(i));
    }
    for (int i = 0; i < experiments.size(); i++) {
      addLaw(chart, experiments.get(i), looks.get(i));
      addBest(chart, experiments.get(i), looks.get(i), i);
    }
    return Picture.of("Score distribution", experiments, settings, chart);
  }

  private Layer beyond(double threshold) {
    double bottom = shares.low();
    double top = shares.high();
    return Layer.Area.between(
        List.of(point(threshold, bottom), point(window.worst(), bottom)),
        List.of(point(threshold, top), point(window.worst(), top)),
        PlotColours.BEYOND);
  }

  private void addSeen(LayeredChart chart, PlottedExperiment experiment, Look look) {
    chart.add(
        Layer.Area.between(
            stairs(experiment, y -> experiment.band().cdf(y).lower()),
            stairs(experiment, y -> experiment.band().cdf(y).upper()),
            look.band()));
    chart.add(new Layer.Line(stairs(experiment, experiment.seen()::cdf), look.seen(), Look.SEEN));
  }

  /** A step function whose steps are at scores. */
  private List<Layer.Point> stairs(PlottedExperiment experiment, DoubleUnaryOperator share) {
    List<Layer.Point> points = new ArrayList<>();
    double before = share.applyAsDouble(window.best());
    points.add(point(window.best(), before));
    for (double step : steps(experiment)) {
      double at = share.applyAsDouble(step);
      points.add(point(step, before));
      points.add(point(step, at));
      before = at;
    }
    points.add(point(window.worst(), before));
    return points;
  }

  private double[] steps(PlottedExperiment experiment) {
    double[] steps =
        DoubleStream.of(experiment.finite())
            .filter(y -> y > window.best() && y < window.worst())
            .distinct()
            .toArray();
    return steps.length <= POINTS ? steps : oriented(POINTS);
  }

  /** Oriented scores from the best to the worst one shown, evenly on the axis. */
  private double[] oriented(int pieces) {
    PlottedExperiment any = experiments.get(0);
    return DoubleStream.of(window.axis().divided(pieces)).map(any::orient).sorted().toArray();
  }

  private void addLaw(LayeredChart chart, PlottedExperiment experiment, Look look) {
    if (experiment.law().isEmpty()) {
      return;
    }
    NoisyQuadratic law = experiment.law().get();
    double end = experiment.threshold().getAsDouble();
    double[] scores =
        DoubleStream.concat(DoubleStream.of(end), DoubleStream.of(oriented(LAW_POINTS)))
            .sorted()
            .toArray();
    chart.add(
        new Layer.Line(
            DoubleStream.of(scores)
                .filter(y -> y >= end)
                .mapToObj(y -> point(y, law.cdf(y)))
                .toList(),
            look.law(),
            look.lawBeyond()));
    chart.add(
        new Layer.Line(
            DoubleStream.of(scores)
                .filter(y -> y <= end)
                .mapToObj(y -> point(y, law.cdf(y)))
                .toList(),
            look.law(),
            look.lawLine()));
  }

  private void addBest(LayeredChart chart, PlottedExperiment experiment, Look look, int place) {
    double share = shares.at(MARK * (place + 1));
    experiment
        .bestPossible()
        .ifPresent(best -> chart.add(Layer.Whisker.best(best, y -> point(y, share), look)));
  }

  private Layer.Point point(double oriented, double share) {
    return new Layer.Point(window.minimize() ? oriented : 0.0 - oriented, share);
  }
}
