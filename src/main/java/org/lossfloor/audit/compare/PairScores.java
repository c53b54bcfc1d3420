package org.lossfloor.audit.compare;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.lossfloor.decide.compare.Contestant;
import org.lossfloor.decide.compare.LawCurve;
import org.lossfloor.decide.compare.MeanCost;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.sweep.Direction;

/**
 * What executors need of the experiments, as primitive arrays: any serialiser can ship them.
 *
 * @param scores by the id of the experiment
 * @param numbers by the id: 1 if smaller is better, mean cost, its relative error, trials with one,
 *     then the law: whether it is convex, a, b, c, o, then trials, lower and upper end of each
 *     point; without a law it ends after the cost
 */
record PairScores(HashMap<String, double[]> scores, HashMap<String, double[]> numbers)
    implements Serializable {
  private static final int COST = 4;
  private static final int LAW = 9;
  private static final int POINT = 3;
  private static final Interval UNBOUNDED =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  static PairScores of(
      List<ExperimentView> experiments,
      SortedMap<String, double[]> scores,
      SortedMap<String, List<TuningTable.Row>> curves,
      SortedMap<String, MeanCost> costs) {
    HashMap<String, double[]> numbers = new HashMap<>();
    for (ExperimentView experiment : experiments) {
      List<Double> all = new ArrayList<>();
      all.add(experiment.minimize() ? 1.0 : 0);
      Optional<MeanCost> cost = Optional.ofNullable(costs.get(experiment.id()));
      all.add(cost.map(MeanCost::mean).orElse(0.0));
      all.add(cost.map(MeanCost::relativeError).orElse(0.0));
      all.add(cost.map(c -> (double) c.trials()).orElse(0.0));
      law(experiment, curves.getOrDefault(experiment.id(), List.of()))
          .ifPresent(curve -> add(curve, all));
      numbers.put(experiment.id(), all.stream().mapToDouble(Double::doubleValue).toArray());
    }
    return new PairScores(new HashMap<>(scores), numbers);
  }

  private static Optional<LawCurve> law(ExperimentView experiment, List<TuningTable.Row> curve) {
    if (experiment.judgement().verdict() == Verdict.INVALID) {
      return Optional.empty();
    }
    List<LawCurve.Point> points =
        curve.stream()
            .flatMap(
                row ->
                    row
                        .law()
                        .flatMap(law -> law.median().interval())
                        .map(interval -> new LawCurve.Point(row.trials(), interval))
                        .stream())
            .toList();
    return points.isEmpty()
        ? Optional.empty()
        : experiment.law().flatMap(l -> l.distribution()).map(law -> new LawCurve(law, points));
  }

  private static void add(LawCurve curve, List<Double> all) {
    NoisyQuadratic law = curve.law();
    all.addAll(List.of(law.convex() ? 1.0 : 0, law.a(), law.b(), law.c(), law.o()));
    for (LawCurve.Point point : curve.points()) {
      all.addAll(List.of(point.trials(), point.median().lower(), point.median().upper()));
    }
  }

  Contestant contestant(String id) {
    double[] all = numbers.get(id);
    return new Contestant(
        id,
        all[0] == 1 ? Direction.MINIMIZE : Direction.MAXIMIZE,
        scores.get(id),
        UNBOUNDED,
        all.length > COST ? Optional.of(law(all)) : Optional.empty(),
        all[3] > 0 ? Optional.of(new MeanCost(all[1], all[2], (long) all[3])) : Optional.empty());
  }

  private static LawCurve law(double... all) {
    List<LawCurve.Point> points = new ArrayList<>();
    for (int i = LAW; i < all.length; i += POINT) {
      points.add(new LawCurve.Point(all[i], new Interval(all[i + 1], all[i + 2])));
    }
    return new LawCurve(new NoisyQuadratic(all[5], all[6], all[7], all[8], all[COST] == 1), points);
  }
}
