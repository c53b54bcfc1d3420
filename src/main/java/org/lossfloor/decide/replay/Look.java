package org.lossfloor.decide.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.estimate.prospect.Outlook;

/**
 * What was told after some trials of one order.
 *
 * @param trials how many trials it was told from
 * @param confidence of what is predicted
 * @param answer what was told of them
 */
record Look(int trials, double confidence, Answer answer) {
  /**
   * The confidence of the medians that a prediction goes between. Law and luck are rarely at their
   * worst together: with more, predictions held far more often than they were told to (replay.md).
   */
  private static final double LAW_CONFIDENCE = .65;

  /**
   * The numbers of trials at which the median curve has the ends of the prediction for the best of
   * m: the q quantile of the best of m is the median of the best of {@code m log(1/2) / log(1 - q)}
   * trials, as both are exceeded by one trial with the same probability.
   */
  static EstimateSettings predicting(EstimateSettings asked, List<Integer> next) {
    List<Double> ends =
        next.stream()
            .flatMap(m -> Stream.of(better(m, asked.confidence()), worse(m, asked.confidence())))
            .toList();
    return new EstimateSettings(
        asked.direction(),
        asked.threshold(),
        asked.lowerBound(),
        asked.upperBound(),
        asked.minDimension(),
        asked.maxDimension(),
        asked.pinned(),
        Math.min(LAW_CONFIDENCE, asked.confidence()),
        asked.objective(),
        ends);
  }

  private static double better(int next, double confidence) {
    return next * Math.log(.5) / Math.log1p(-(1 - confidence) / 2);
  }

  private static double worse(int next, double confidence) {
    return Math.max(1, next * Math.log(.5) / Math.log((1 - confidence) / 2));
  }

  /** The told chance of an improvement within the most further trials that were asked about. */
  OptionalDouble lastChance() {
    return answer
        .outlook()
        .filter(outlook -> !outlook.improvement().isEmpty())
        .map(outlook -> outlook.improvement().get(outlook.improvement().lastKey()))
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  /** Whether the best score was told to be within eps of the best possible one. */
  boolean close() {
    return answer.outlook().filter(o -> o.trialsToWithin().estimate() == 0).isPresent();
  }

  /** The fitted law on a scale that is minimised. */
  Optional<NoisyQuadratic> law() {
    return answer
        .estimate()
        .fitted()
        .map(fitted -> fitted.law().convex() ? fitted.law() : fitted.law().mirrored());
  }

  /**
   * What was told beside what came, for each number of further trials that were run.
   *
   * @return nothing where no law was fitted
   */
  List<Forecast> forecasts(PastOrder order) {
    List<Forecast> all = new ArrayList<>();
    answer
        .outlook()
        .ifPresent(
            outlook -> {
              Map<Double, TuningTable.LawPoint> curve = curve();
              for (int next : outlook.improvement().keySet()) {
                if (trials + next <= order.losses().length) {
                  all.add(forecast(order, next, outlook, curve));
                }
              }
            });
    return all;
  }

  private Map<Double, TuningTable.LawPoint> curve() {
    return answer.curves().orElseThrow().rows().stream()
        .collect(Collectors.toMap(TuningTable.Row::trials, row -> row.law().orElseThrow()));
  }

  private Forecast forecast(
      PastOrder order, int next, Outlook outlook, Map<Double, TuningTable.LawPoint> curve) {
    double seen = order.best(0, trials);
    double best = order.best(trials, trials + next);
    double sign = answer.settings().minimize() ? 1 : -1;
    return new Forecast(
        order.number(),
        trials,
        next,
        answer.verdict(),
        sign * seen,
        outlook.eps(),
        outlook.improvement().get(next),
        outlook.expectedGain().get(next),
        predicted(next, curve),
        Double.isInfinite(best) ? Double.NaN : sign * best,
        Math.max(0, seen - best));
  }

  /** From the better end of one median to the worse end of the other: the law is uncertain, too. */
  private Interval predicted(int next, Map<Double, TuningTable.LawPoint> curve) {
    Interval better = interval(curve.get(better(next, confidence)));
    Interval worse = interval(curve.get(worse(next, confidence)));
    return better.hull(worse);
  }

  private static Interval interval(TuningTable.LawPoint point) {
    double median = point.median().estimate();
    return point.median().interval().orElse(new Interval(median, median));
  }
}
