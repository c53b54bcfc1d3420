package org.lossfloor.report.html;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.distribution.TuningCurve;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.LawView;
import org.lossfloor.report.view.ScorePicture;

/**
 * The numbers of the charts of one experiment.
 *
 * @param experiment the experiment
 * @param shown how its numbers are rounded
 */
record Charts(ExperimentView experiment, Shown shown) {
  private static final int LAW_POINTS = 40;
  private static final double FURTHER = 10;

  void add(Map<String, Object> all, ScorePicture picture, List<TuningTable.Row> curve) {
    all.put("decimals", shown.decimals().decimals());
    all.put("minimize", experiment.minimize());
    all.put("trials", experiment.counts().trials());
    all.put("cost", Shown.rough(picture.cost().mean()));
    all.put("seen", shown.point(experiment.observedBest().orElse(Double.NaN)));
    all.put(
        "possible", experiment.law().map(l -> shown.point(l.bestScore().estimate())).orElse(null));
    all.put("threshold", experiment.law().map(l -> shown.point(l.threshold())).orElse(null));
    all.put("dist", distribution(picture));
    all.put("curve", curve(picture, curve));
  }

  private Map<String, Object> distribution(ScorePicture picture) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("y", shown.points(picture.scores()));
    data.put("f", Shown.shares(picture.share()));
    data.put("lo", Shown.shares(picture.shareBand().lower()));
    data.put("hi", Shown.shares(picture.shareBand().upper()));
    experiment
        .law()
        .ifPresent(law -> law.distribution().ifPresent(fitted -> distribution(data, law, fitted)));
    return data;
  }

  /** From half a depth before the best possible score to half a depth beyond the threshold. */
  private void distribution(Map<String, Object> data, LawView law, NoisyQuadratic fitted) {
    double towards = experiment.minimize() ? 1 : -1;
    double best = law.bestScore().estimate();
    double[] at =
        IntStream.rangeClosed(0, LAW_POINTS)
            .mapToDouble(i -> best + towards * law.depth() * (2.0 * i / LAW_POINTS - .5))
            .toArray();
    data.put("ly", shown.points(at));
    data.put(
        "lf",
        Shown.shares(
            DoubleStream.of(at)
                .map(y -> experiment.minimize() ? fitted.cdf(y) : fitted.survival(y))
                .toArray()));
  }

  private Map<String, Object> curve(ScorePicture picture, List<TuningTable.Row> points) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("n", picture.trials());
    data.put("m", shown.points(picture.median()));
    data.put("lo", shown.points(picture.medianBand().lower()));
    data.put("hi", shown.points(picture.medianBand().upper()));
    experiment.law().flatMap(LawView::tuningCurve).ifPresent(curve -> curve(data, curve, points));
    return data;
  }

  private void curve(Map<String, Object> data, TuningCurve curve, List<TuningTable.Row> points) {
    double[] trials = ScorePicture.trials(FURTHER * Math.max(1, experiment.counts().trials()));
    data.put("ln", trials);
    data.put("lm", along(trials, curve::median));
    data.put("l5", along(trials, n -> curve.quantile(n, .05)));
    data.put("l95", along(trials, n -> curve.quantile(n, .95)));
    List<TuningTable.Row> sure =
        points.stream()
            .filter(p -> p.law().flatMap(l -> l.median().interval()).isPresent())
            .filter(p -> p.trials() <= FURTHER * experiment.counts().trials())
            .toList();
    data.put("pn", sure.stream().map(TuningTable.Row::trials).toList());
    data.put("plo", ends(sure, Interval::lower));
    data.put("phi", ends(sure, Interval::upper));
  }

  private List<Double> along(double[] trials, ToDoubleFunction<Double> score) {
    return shown.points(Arrays.stream(trials).map(score::applyAsDouble).toArray());
  }

  private List<Double> ends(List<TuningTable.Row> points, ToDoubleFunction<Interval> end) {
    return shown.points(
        points.stream()
            .flatMap(p -> p.law().stream())
            .map(TuningTable.LawPoint::median)
            .map(Estimate.Quantity::interval)
            .mapToDouble(i -> end.applyAsDouble(i.orElseThrow()))
            .toArray());
  }
}
