package org.lossfloor.report;

import java.util.OptionalDouble;
import java.util.TreeMap;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Diagnosis;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.noise.NoiseLimit;
import org.lossfloor.report.view.DrawsView;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.LawView;
import org.lossfloor.sweep.RerunPolicy;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.sweep.SamplerSource;

/** An answer as the record that a run has of an experiment, so that both are shown by one class. */
final class AnswerView {
  private AnswerView() {}

  /** The experiment has no key, and nothing is known of how its table came about. */
  static ExperimentView of(Answer answer) {
    Estimate estimate = answer.estimate();
    return new ExperimentView(
        "",
        new TreeMap<>(),
        answer.settings().direction(),
        estimate.counts(),
        0,
        answer.diagnosis().repeated(),
        answer.diagnosis().reruns(),
        RerunPolicy.SEPARATE,
        estimate.observedBest(),
        estimate.fitted().map(fitted -> law(answer, fitted)),
        answer.outlook(),
        draws(answer.diagnosis()),
        answer.judgement(),
        estimate.obstacle(),
        new ExperimentView.Origin("", 0, answer.settings().confidence(), 0, ""));
  }

  private static LawView law(Answer answer, Estimate.Fitted fitted) {
    return new LawView(
        answer.settings().direction(),
        fitted.bestScore(),
        fitted.dimension(),
        fitted.noise(),
        NoiseLimit.of(fitted, answer.settings()),
        fitted.fit().lowerEnd(),
        fitted.fit().upperEnd(),
        new LawView.Tail(
            fitted.threshold(),
            fitted.tail().way().code(),
            fitted.tail().probability(),
            fitted.fit().objective(),
            fitted.fit().goodness()),
        fitted.quantities().methodCode(),
        fitted.quantities().replicates());
  }

  private static DrawsView draws(Diagnosis diagnosis) {
    return new DrawsView(
        Sampler.UNKNOWN,
        SamplerSource.UNDECLARED,
        diagnosis.sampler(),
        diagnosis.orderOutcome(),
        diagnosis.order(),
        diagnosis
            .order()
            .map(test -> OptionalDouble.of(test.pValue()))
            .orElse(OptionalDouble.empty()));
  }
}
