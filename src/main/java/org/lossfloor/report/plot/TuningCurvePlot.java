package org.lossfloor.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.knowm.xchart.style.Styler;
import org.lossfloor.decide.compare.Crossing;
import org.lossfloor.distribution.band.BandPoint;
import org.lossfloor.error.UserException;
import org.lossfloor.estimate.TuningTable;

/**
 * The tuning curves of one or more experiments: the median of the best score after n trials, by the
 * scores seen with their simultaneous band, and by the fitted law with its intervals.
 */
public final class TuningCurvePlot {
  private static final int POINTS = 500;

  private static final double ROOM = 1.06;

  /** Where the last best possible score is marked, as a share of the width. */
  private static final double MARK = .97;

  private static final double NEXT_MARK = .03;

  private final List<PlottedExperiment> experiments;
  private final ScoreWindow window;
  private final AxisRange trials;

  /** The largest number of trials of which the picture says something. */
  private final double most;

  private TuningCurvePlot(List<PlottedExperiment> experiments, PlotSettings settings) {
    this.experiments = experiments;
    this.window = ScoreWindow.of(experiments, settings.logY());
    this.most =
        experiments.stream()
            .flatMap(
                e ->
                    Stream.concat(
                        rows(e).map(TuningTable.Row::trials), Stream.of((double) e.trials())))
            .max(Double::compare)
            .orElseThrow();
    this.trials = axis(Math.max(2, most), settings.logX());
  }

  /** Some room on both sides, so that the first and the last number have their ticks. */
  private static AxisRange axis(double most, boolean log) {
    return new AxisRange(log ? 1 / ROOM : 0, most * ROOM, log);
  }

  /**
   * Draws the tuning curves.
   *
   * @param experiments what to draw, at least one, all of one direction
   * @param settings how it looks; the number of trials is on the horizontal axis
   * @return the picture
   * @throws UserException if an experiment has no score, or one that its axis cannot show
   */
  public static Picture of(List<PlottedExperiment> experiments, PlotSettings settings) {
    return of(experiments, settings, Optional.empty());
  }

  /**
   * Draws the tuning curves of two experiments that were compared.
   *
   * @param experiments what to draw, at least one, all of one direction
   * @param settings how it looks; the number of trials is on the horizontal axis
   * @param crossing the number of trials at which they cross, which is marked with its interval;
   *     nothing where they do not
   * @return the picture
   * @throws UserException if an experiment has no score, or one that its axis cannot show
   */
  public static Picture of(
      List<PlottedExperiment> experiments, PlotSettings settings, Optional<Crossing> crossing) {
    return new TuningCurvePlot(List.copyOf(experiments), settings).draw(settings, crossing);
  }

  private static Stream<TuningTable.Row> rows(PlottedExperiment experiment) {
    return experiment.curve().stream().flatMap(curve -> curve.rows().stream());
  }

  private Picture draw(PlotSettings settings, Optional<Crossing> crossing) {
    LayeredChart chart =
        new ChartFrame(settings, trials, window.axis())
            .chart(
                "trials",
                "median best " + settings.score(),
                Legend.of(experiments, "fitted law%s", shaded(crossing.isPresent())),
                Legend.position(
                    experiments,
                    window.minimize()
                        ? Styler.LegendPosition.InsideNE
                        : Styler.LegendPosition.InsideSE));
    if (experiments.size() == 1) {
      addShades(chart, experiments.get(0));
    }
    List<Look> looks = Look.of(experiments.size());
    for (int i = 0; i < experiments.size(); i++) {
      addSeen(chart, experiments.get(i), looks.get(i));
      addInterval(chart, experiments.get(i), looks.get(i));
    }
    for (int i = 0; i < experiments.size(); i++) {
      addLaw(chart, experiments.get(i), looks.get(i));
      addBest(chart, experiments.get(i), looks.get(i), i);
    }
    crossing.ifPresent(c -> addCrossing(chart, c));
    return Picture.of("Tuning curve", experiments, settings, chart);
  }

  private List<ChartFrame.Entry> shaded(boolean crossed) {
    if (crossed) {
      return List.of(Shade.CROSSING);
    }
    return experiments.get(0).trials() < most
        ? List.of(Shade.BEYOND, Shade.UNSEEN)
        : List.of(Shade.BEYOND);
  }

  private void addShades(LayeredChart chart, PlottedExperiment only) {
    only.threshold()
        .ifPresent(
            end ->
                chart.add(
                    Layer.Area.between(
                        List.of(point(trials.low(), end), point(trials.high(), end)),
                        List.of(
                            point(trials.low(), window.worst()),
                            point(trials.high(), window.worst())),
                        PlotColours.BEYOND)));
    if (only.trials() < most) {
      chart.add(
          Layer.Area.between(
              List.of(point(only.trials(), window.best()), point(trials.high(), window.best())),
              List.of(point(only.trials(), window.worst()), point(trials.high(), window.worst())),
              PlotColours.UNSEEN));
    }
  }

  /**
   * A line at the crossing, and its interval behind it; an end that is missing is that of the axis.
   */
  private void addCrossing(LayeredChart chart, Crossing crossing) {
    double from = crossing.lower().orElse(trials.low());
    double to = Math.min(trials.high(), crossing.upper().orElse(trials.high()));
    chart.add(
        Layer.Area.between(
            List.of(point(from, window.best()), point(to, window.best())),
            List.of(point(from, window.worst()), point(to, window.worst())),
            PlotColours.UNSEEN));
    double at = crossing.budget();
    chart.add(
        new Layer.Line(
            List.of(point(at, window.best()), point(at, window.worst())),
            PlotColours.GREY,
            Look.SEEN));
  }

  private void addSeen(LayeredChart chart, PlottedExperiment experiment, Look look) {
    double limited = limited(experiment);
    double last = experiment.trials();
    DoubleUnaryOperator seen = n -> experiment.seen().quantileTuningCurve(n, .5, true);
    DoubleUnaryOperator better = n -> limits(experiment, n).lower();
    DoubleUnaryOperator worse = n -> limits(experiment, n).upper();
    chart.add(
        Layer.Area.between(stairs(1, limited, better), stairs(1, limited, seen), look.band()));
    chart.add(
        Layer.Area.between(
            stairs(limited, last, better),
            stairs(limited, last, seen),
            PlotColours.unlimited(look.seen())));
    chart.add(Layer.Area.between(stairs(1, last, seen), stairs(1, last, worse), look.band()));
    chart.add(new Layer.Line(stairs(1, last, seen), look.seen(), Look.SEEN));
  }

  private static BandPoint limits(PlottedExperiment experiment, double trials) {
    return experiment.band().quantileTuningCurve(trials, .5, true);
  }

  /** The number of trials from which on the data set no limit to the better side. */
  private double limited(PlottedExperiment experiment) {
    return DoubleStream.of(points(1, experiment.trials()))
        .filter(n -> limits(experiment, n).lower() < window.best())
        .findFirst()
        .orElse(experiment.trials());
  }

  private double[] points(double from, double to) {
    return from < to ? new AxisRange(from, to, trials.log()).divided(POINTS) : new double[] {from};
  }

  /** A step function of the number of trials. */
  private List<Layer.Point> stairs(double from, double to, DoubleUnaryOperator score) {
    List<Layer.Point> points = new ArrayList<>();
    double before = score.applyAsDouble(from);
    points.add(point(from, before));
    for (double n : points(from, to)) {
      double at = score.applyAsDouble(n);
      if (at != before) {
        points.add(point(n, before));
        points.add(point(n, at));
        before = at;
      }
    }
    points.add(point(to, before));
    return points;
  }

  private void addInterval(LayeredChart chart, PlottedExperiment experiment, Look look) {
    List<Layer.Point> lower = new ArrayList<>();
    List<Layer.Point> upper = new ArrayList<>();
    double end = experiment.threshold().orElse(Double.NaN);
    rows(experiment)
        .forEach(
            row ->
                row.law()
                    .filter(law -> experiment.orient(law.median().estimate()) <= end)
                    .flatMap(law -> law.median().interval())
                    .map(experiment::orient)
                    .ifPresent(
                        interval -> {
                          lower.add(point(row.trials(), interval.lower()));
                          upper.add(point(row.trials(), interval.upper()));
                        }));
    if (!lower.isEmpty()) {
      chart.add(Layer.Area.between(lower, upper, look.interval()));
    }
  }

  private void addLaw(LayeredChart chart, PlottedExperiment experiment, Look look) {
    if (experiment.law().isEmpty()) {
      return;
    }
    double end = experiment.threshold().getAsDouble();
    List<Layer.Point> beyond = new ArrayList<>();
    List<Layer.Point> within = new ArrayList<>();
    rows(experiment)
        .forEach(
            row ->
                row.law()
                    .map(law -> experiment.orient(law.median().estimate()))
                    .ifPresent(
                        median -> {
                          if (median > end) {
                            beyond.add(point(row.trials(), median));
                          } else {
                            within.add(point(row.trials(), median));
                          }
                        }));
    within.stream().findFirst().ifPresent(beyond::add);
    chart.add(new Layer.Line(beyond, look.law(), look.lawBeyond()));
    chart.add(new Layer.Line(within, look.law(), look.lawLine()));
  }

  private void addBest(LayeredChart chart, PlottedExperiment experiment, Look look, int place) {
    double n = trials.at(MARK - NEXT_MARK * (experiments.size() - 1 - place));
    experiment
        .bestPossible()
        .ifPresent(best -> chart.add(Layer.Whisker.best(best, y -> point(n, y), look)));
  }

  private Layer.Point point(double n, double oriented) {
    return new Layer.Point(n, window.minimize() ? oriented : 0.0 - oriented);
  }
}
