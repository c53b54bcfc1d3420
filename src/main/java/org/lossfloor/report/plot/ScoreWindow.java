package org.lossfloor.report.plot;

import java.util.List;
import java.util.stream.DoubleStream;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Interval;

/**
 * The scores that a picture shows: what can be reached and what was seen in and next to the regime.
 * Far worse scores would press all that matters into a corner.
 *
 * @param axis the axis of the scores, on the scale of the metric
 * @param minimize whether smaller scores are better
 */
record ScoreWindow(AxisRange axis, boolean minimize) {
  /** How far an interval is followed beyond the best score seen, in depths of the regime. */
  private static final double FOLLOWED = 1.5;

  /** How far scores are shown beyond the threshold, in depths of the regime. */
  private static final double BEYOND = 1.2;

  /** What is left free at both ends, as a share of the axis. */
  private static final double MARGIN = .04;

  /** Where no law tells where the regime ends, this share of the trials is shown. */
  private static final double SHOWN = .9;

  /**
   * The window that shows all of some experiments of one direction.
   *
   * @throws UserException if an axis is to be logarithmic and a score has no logarithm
   */
  static ScoreWindow of(List<PlottedExperiment> experiments, boolean log) {
    PlottedExperiment any = experiments.get(0);
    if (experiments.stream().anyMatch(e -> e.minimize() != any.minimize())) {
      throw new IllegalArgumentException("Cannot draw experiments of both directions at once");
    }
    double best = experiments.stream().mapToDouble(ScoreWindow::best).min().orElseThrow();
    double worst = experiments.stream().mapToDouble(ScoreWindow::worst).max().orElseThrow();
    Interval shown = any.orient(new Interval(best, worst));
    Interval positive = log && shown.lower() <= 0 ? positive(experiments, shown) : shown;
    return new ScoreWindow(withMargins(positive, log), any.minimize());
  }

  /** An interval that reaches below 0 leaves a logarithmic axis; a score that was seen must not. */
  private static Interval positive(List<PlottedExperiment> experiments, Interval shown) {
    double smallest =
        experiments.stream()
            .flatMapToDouble(e -> DoubleStream.of(e.finite()).map(e::orient))
            .filter(y -> y >= shown.lower() && y <= shown.upper())
            .min()
            .orElseThrow();
    if (smallest <= 0) {
      throw new UsageException(
          "a logarithmic axis cannot show the score " + smallest,
          "the axis of the scores",
          "draw scores of 0 or less on a linear axis");
    }
    return new Interval(smallest / 2, shown.upper());
  }

  private static AxisRange withMargins(Interval shown, boolean log) {
    if (log) {
      double factor = shown.width() > 0 ? Math.pow(shown.upper() / shown.lower(), MARGIN) : 2;
      return new AxisRange(shown.lower() / factor, shown.upper() * factor, true);
    }
    double margin = MARGIN * shown.width();
    if (margin == 0) {
      margin = shown.lower() == 0 ? 1 : Math.abs(shown.lower()) / 2;
    }
    return new AxisRange(shown.lower() - margin, shown.upper() + margin, false);
  }

  private static double best(PlottedExperiment experiment) {
    double seen = finite(experiment)[0];
    if (experiment.bestPossible().isEmpty()) {
      return seen;
    }
    Estimate.Quantity possible = experiment.bestPossible().get();
    double better = Math.min(seen, possible.estimate());
    double lower = possible.interval().map(Interval::lower).orElse(better);
    double followed = Math.max(lower, better - FOLLOWED * depth(experiment, possible));
    return DoubleStream.of(better, followed).min().getAsDouble();
  }

  private static double worst(PlottedExperiment experiment) {
    double[] finite = finite(experiment);
    double all = finite[finite.length - 1];
    if (experiment.bestPossible().isEmpty()) {
      return finite[(int) (SHOWN * (finite.length - 1))];
    }
    double threshold = experiment.threshold().getAsDouble();
    return Math.min(all, threshold + BEYOND * depth(experiment, experiment.bestPossible().get()));
  }

  private static double depth(PlottedExperiment experiment, Estimate.Quantity possible) {
    return Math.abs(experiment.threshold().getAsDouble() - possible.estimate());
  }

  private static double[] finite(PlottedExperiment experiment) {
    if (experiment.finite().length == 0) {
      throw new UsageException(
          "there is nothing to draw: every trial failed",
          experiment.name(),
          "leave this experiment out of the picture");
    }
    return experiment.finite();
  }

  /** The best score that is shown, oriented. */
  double best() {
    return minimize ? axis.low() : -axis.high();
  }

  /** The worst score that is shown, oriented. */
  double worst() {
    return minimize ? axis.high() : -axis.low();
  }
}
