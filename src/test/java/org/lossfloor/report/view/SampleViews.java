package org.lossfloor.report.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.lossfloor.estimate.Diagnosis.OrderOutcome;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Judgement;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Reruns;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.ExperimentKey;
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
        new Estimate.Counts(9, 9, 0, 0),
        0,
        0,
        Reruns.NONE,
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
}
