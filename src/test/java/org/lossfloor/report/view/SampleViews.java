package org.lossfloor.report.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Diagnosis.OrderOutcome;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Judgement;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.noise.Reruns;
import org.lossfloor.estimate.prospect.NextWidths;
import org.lossfloor.estimate.prospect.Outlook;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.RerunPolicy;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.sweep.SamplerSource;

/** Experiments as a run has them, for tests of what is shown of them. */
public final class SampleViews {
  private static final double CONFIDENCE = .95;

  private SampleViews() {}

  /**
   * An experiment of nine trials, of which none succeeded.
   *
   * @param key its key, with source and metric
   * @param reasons the reasons of its verdict
   * @return an experiment without a law
   */
  public static ExperimentView unfitted(Map<String, String> key, List<Reason> reasons) {
    return new ExperimentView(
        new ExperimentKey(new TreeMap<>(key)).id(),
        new TreeMap<>(key),
        Direction.MINIMIZE,
        new Estimate.Counts(9, 9, 0, 0, 0),
        0,
        0,
        Reruns.NONE,
        RerunPolicy.AVERAGE,
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        new DrawsView(
            Sampler.RANDOM,
            SamplerSource.DECLARED,
            Optional.empty(),
            OrderOutcome.NO_ORDER,
            Optional.empty(),
            OptionalDouble.empty()),
        new Judgement(reasons),
        Optional.of("there are 9 trials, none of them with a score"),
        new ExperimentView.Origin("sample", 7, CONFIDENCE, 1, "6"));
  }

  /**
   * An experiment with a fitted law.
   *
   * @param key its key, with source and metric
   * @param law the law, whose best possible score has an interval of half the depth of its tail
   * @param seen the best score seen
   * @param trials how many trials there are
   * @return an experiment that can be acted on
   */
  public static ExperimentView fitted(
      Map<String, String> key, NoisyQuadratic law, double seen, int trials) {
    Direction direction = law.convex() ? Direction.MINIMIZE : Direction.MAXIMIZE;
    double best = law.bestScore();
    double threshold = law.convex() ? law.quantile(.4) : law.survivalQuantile(.4);
    double reach = Math.abs(threshold - best) / 4;
    Estimate.Quantity distance =
        new Estimate.Quantity(Math.abs(seen - best), Optional.of(new Interval(0, 2 * reach)));
    LawView fitted =
        new LawView(
            direction,
            new Estimate.Quantity(best, Optional.of(new Interval(best - reach, best + reach))),
            new Estimate.Dimension(
                (int) law.c(), List.of((int) law.c()), new TreeMap<>(Map.of((int) law.c(), 1.0))),
            new Estimate.Quantity(law.o(), Optional.of(new Interval(0, 2 * law.o()))),
            Optional.empty(),
            law.a(),
            law.b(),
            new LawView.Tail(threshold, "auto", .4, -3, new Estimate.GoodnessOfFit(.2, .8)),
            "profile",
            0);
    Outlook outlook =
        new Outlook(
            best,
            distance,
            new TreeMap<>(),
            NextWidths.NONE,
            distance,
            reach / 2,
            .95,
            new Estimate.Quantity(70, Optional.of(new Interval(0, Double.POSITIVE_INFINITY))),
            new TreeMap<>(Map.of(10, reach / 50, 100, reach / 9)),
            new TreeMap<>(Map.of(10, .03, 100, .2)));
    return new ExperimentView(
        new ExperimentKey(new TreeMap<>(key)).id(),
        new TreeMap<>(key),
        direction,
        new Estimate.Counts(trials, 0, (int) (.4 * trials), trials, 0),
        2,
        0,
        Reruns.NONE,
        RerunPolicy.AVERAGE,
        OptionalDouble.of(seen),
        Optional.of(fitted),
        Optional.of(outlook),
        unfitted(key, List.of()).draws(),
        new Judgement(List.of()),
        Optional.empty(),
        new ExperimentView.Origin("sample", 7, CONFIDENCE, 12, "6"));
  }
}
