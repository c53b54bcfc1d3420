package org.lossfloor.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.audit.noise.NoiseJob;
import org.lossfloor.config.LogChoice;
import org.lossfloor.decide.noise.ExperimentNoise;
import org.lossfloor.decide.noise.LoggedRun;
import org.lossfloor.decide.noise.LoggedRuns;
import org.lossfloor.decide.noise.NoiseBatch;
import org.lossfloor.error.UserException;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.Outcome;
import org.lossfloor.sweep.Trial;

/** Finds what reruns and decisions in a log tell, without an audit and without Spark. */
public final class NoiseOfLog {
  private final Map<String, List<LoggedRun>> runs = new TreeMap<>();

  private NoiseOfLog() {}

  /**
   * Reads a log and examines its experiments.
   *
   * @param spark gives the session; not asked where the log is read without it
   * @param path the log
   * @param choice which score is wanted
   * @param told the standard deviation between runs, if the user tells it
   * @return its experiments
   * @throws UserException if it cannot be read
   */
  public static NoiseBatch of(
      Supplier<SparkSession> spark, String path, LogChoice choice, OptionalDouble told) {
    NoiseOfLog log = new NoiseOfLog();
    LoggedExperiments experiments = LoggedExperiments.read(spark, path, choice, log::add);
    NoiseBatch batch = new NoiseBatch(told, NoiseJob.CONFIDENCE);
    experiments
        .answers()
        .forEach(
            (key, answer) ->
                batch.add(
                    asked(key, answer),
                    new LoggedRuns(log.runs.getOrDefault(key.id(), List.of()))));
    return batch;
  }

  private void add(Trial trial) {
    if (trial.outcome() instanceof Outcome.Excluded) {
      return;
    }
    double score =
        trial.outcome() instanceof Outcome.Scored
            ? trial.score().value().orElseThrow()
            : Double.NaN;
    runs.computeIfAbsent(trial.experiment().id(), id -> new ArrayList<>())
        .add(
            new LoggedRun(
                trial.number().orElse(Long.MAX_VALUE),
                trial.trialId(),
                trial.parameters().isEmpty() ? "trial " + trial.trialId() : trial.parametersHash(),
                trial.executions().isEmpty() ? List.of(score) : trial.executions(),
                trial.stateRaw().orElse(null)));
  }

  private static ExperimentNoise.Asked asked(ExperimentKey key, Answer answer) {
    ExperimentNoise.Asked asked =
        new ExperimentNoise.Asked(
            key.id(),
            new TreeMap<>(key.columns()),
            answer.settings().direction(),
            answer.diagnosis().reruns().evidence().isPresent(),
            answer.estimate().observedBest());
    return answer.estimate() instanceof Estimate.Fitted fitted
        ? asked.withLaw(
            Optional.of(fitted.law()),
            fitted.quantities().noise().estimate(),
            answer.outlook().orElseThrow().bestTrial())
        : asked;
  }
}
