package org.lossfloor.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lossfloor.distribution.BandKind;
import org.lossfloor.distribution.BandPoint;
import org.lossfloor.distribution.ConfidenceBand;
import org.lossfloor.distribution.EmpiricalDistribution;
import org.lossfloor.distribution.TuningCurve;
import org.lossfloor.estimate.Estimate.Fitted;
import org.lossfloor.estimate.Estimate.TuningPoint;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.Interval;
import org.lossfloor.table.ExperimentRecord;
import org.lossfloor.table.TuningCurvesTable.Point;

/** The tuning curves of one experiment as rows: of the fitted law, and of the trials themselves. */
final class TuningCurves {
  /** Up to here the narrowest band costs well under a second. */
  private static final int LARGEST_EXACT_BAND = 10_000;

  private static final double LOW = 0.05;
  private static final double HIGH = 0.95;

  private TuningCurves() {}

  /** The law's curve at the requested numbers of trials, with an interval for every median. */
  static List<Point> ofLaw(ExperimentRecord experiment) {
    if (!(experiment.estimate() instanceof Fitted fitted)) {
      return List.of();
    }
    TuningCurve curve = TuningCurve.of(fitted.law(), experiment.settings().minimize());
    List<Point> points = new ArrayList<>();
    for (TuningPoint point : fitted.tuningCurve()) {
      double n = point.trials();
      String id = experiment.experimentId();
      Optional<Interval> interval = point.median().interval();
      points.add(
          new Point(
              id,
              n,
              "law",
              "median",
              point.median().estimate(),
              interval.map(Interval::lower).orElse(null),
              interval.map(Interval::upper).orElse(null)));
      points.add(new Point(id, n, "law", "mean", point.mean(), null, null));
      points.add(new Point(id, n, "law", "q05", curve.quantile(n, LOW), null, null));
      points.add(new Point(id, n, "law", "q95", curve.quantile(n, HIGH), null, null));
    }
    return points;
  }

  /**
   * The median of the best of n of the trials there are, with a simultaneous band, for every
   * requested n up to the number of trials.
   */
  static List<Point> ofTrials(ExperimentRecord experiment, double[] finite) {
    EstimateSettings settings = experiment.settings();
    int failed = experiment.estimate().counts().failed();
    if (finite.length == 0) {
      return List.of();
    }
    int n = finite.length + failed;
    double[] scores = Arrays.copyOf(finite, n);
    double worst = settings.minimize() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    Arrays.fill(scores, finite.length, n, worst);
    EmpiricalDistribution trials =
        EmpiricalDistribution.of(scores).withSupport(settings.lowerBound(), settings.upperBound());
    BandKind kind = n <= LARGEST_EXACT_BAND ? BandKind.HIGHEST_DENSITY : BandKind.DKW;
    ConfidenceBand band = trials.confidenceBand(kind, settings.confidence());
    List<Point> points = new ArrayList<>();
    for (double count : settings.trials()) {
      if (count <= n) {
        double median = trials.quantileTuningCurve(count, 0.5, settings.minimize());
        BandPoint ends = band.quantileTuningCurve(count, 0.5, settings.minimize());
        points.add(
            new Point(
                experiment.experimentId(),
                count,
                "empirical",
                "median",
                median,
                ends.lower(),
                ends.upper()));
      }
    }
    return points;
  }
}
