package org.lossfloor.decide.noise;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.sweep.Direction;

/**
 * What is known of the noise of one experiment.
 *
 * @param id the experiment
 * @param key its key columns
 * @param direction which end of the score is the good one
 * @param reruns what its reruns give; nothing where it has none
 * @param equalOver the p-value of the noise being equal over the experiments of its metric
 * @param lawNoise the residual standard deviation of the law; nothing where none was fitted
 * @param best the best score, among the first runs of the configurations where there are reruns
 * @param worth what that trial is worth if it is run again; nothing without a law
 * @param bestReruns how many further runs that configuration has
 * @param bestRerunMean their mean; nothing where there are none
 * @param decisions its decisions; nothing where it has none
 */
public record ExperimentNoise(
    String id,
    SortedMap<String, String> key,
    Direction direction,
    Optional<NoiseOfReruns> reruns,
    OptionalDouble equalOver,
    OptionalDouble lawNoise,
    OptionalDouble best,
    OptionalDouble worth,
    int bestReruns,
    OptionalDouble bestRerunMean,
    Optional<JudgedDecisions> decisions) {
  /** Copies the key. */
  public ExperimentNoise {
    key = Collections.unmodifiableSortedMap(new TreeMap<>(key));
  }

  /**
   * An experiment whose noise is asked for.
   *
   * @param id the experiment
   * @param key its key columns
   * @param direction which end of the score is the good one
   * @param rerun whether trials of equal configurations are reruns; else they are draws
   * @param observedBest the best score seen
   * @param law the fitted law; nothing where none was fitted, or its tail has no depth
   * @param lawNoise its residual standard deviation
   * @param bestTrial the mean score of the configuration with the best score, as the answer tells
   *     it by the law alone; nothing where none was fitted
   */
  public record Asked(
      String id,
      SortedMap<String, String> key,
      Direction direction,
      boolean rerun,
      OptionalDouble observedBest,
      Optional<NoisyQuadratic> law,
      OptionalDouble lawNoise,
      OptionalDouble bestTrial) {
    /**
     * An experiment without a law.
     *
     * @param id the experiment
     * @param key its key columns
     * @param direction which end of the score is the good one
     * @param rerun whether trials of equal configurations are reruns
     * @param observedBest the best score seen
     */
    public Asked(
        String id,
        SortedMap<String, String> key,
        Direction direction,
        boolean rerun,
        OptionalDouble observedBest) {
      this(
          id,
          key,
          direction,
          rerun,
          observedBest,
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());
    }

    /**
     * Adds a law.
     *
     * @param fitted the law; nothing where its tail has no depth
     * @param noise its residual standard deviation
     * @param mean the mean score of the configuration with the best score, as the answer tells it
     * @return a copy
     */
    public Asked withLaw(Optional<NoisyQuadratic> fitted, double noise, double mean) {
      return new Asked(
          id,
          key,
          direction,
          rerun,
          observedBest,
          fitted,
          OptionalDouble.of(noise),
          OptionalDouble.of(mean));
    }

    /**
     * Returns the scores of configurations with several runs.
     *
     * @param runs its trials
     * @return a group for each configuration; none where equal configurations are draws
     */
    public List<double[]> groups(LoggedRuns runs) {
      return rerun ? runs.several() : List.of();
    }
  }

  /**
   * Finds what the trials of an experiment tell.
   *
   * @param asked the experiment
   * @param runs its trials
   * @param told the standard deviation between runs, if the user tells it; decisions are judged by
   *     it
   * @param confidence of the intervals, in (0, 1)
   * @return its noise, without the test over experiments
   */
  public static ExperimentNoise of(
      Asked asked, LoggedRuns runs, OptionalDouble told, double confidence) {
    Optional<NoiseOfReruns> reruns = NoiseOfReruns.of(asked.groups(runs), confidence);
    Optional<double[]> best = reruns.flatMap(r -> best(runs.groups(), asked.direction()));
    return new ExperimentNoise(
        asked.id(),
        asked.key(),
        asked.direction(),
        reruns,
        OptionalDouble.empty(),
        asked.lawNoise(),
        best.map(b -> OptionalDouble.of(b[0])).orElse(asked.observedBest()),
        best.map(b -> worth(b[0], asked, reruns.orElseThrow())).orElse(asked.bestTrial()),
        best.map(b -> b.length - 1).orElse(0),
        best.map(b -> Arrays.stream(b).skip(1).sorted().average()).orElse(OptionalDouble.empty()),
        runs.decisions(asked.direction()).map(log -> JudgedDecisions.of(log, told, reruns)));
  }

  private static Optional<double[]> best(List<double[]> groups, Direction direction) {
    double sign = direction == Direction.MINIMIZE ? 1 : -1;
    return groups.stream().min((a, b) -> Double.compare(sign * a[0], sign * b[0]));
  }

  private static OptionalDouble worth(double best, Asked asked, NoiseOfReruns reruns) {
    return asked
        .law()
        .map(law -> RunAgain.worth(best, law, reruns.sd()))
        .orElse(OptionalDouble.empty());
  }

  /**
   * The same with the test over experiments.
   *
   * @param pValue its p-value
   * @return a copy
   */
  public ExperimentNoise withEqualOver(OptionalDouble pValue) {
    return new ExperimentNoise(
        id,
        key,
        direction,
        reruns,
        pValue,
        lawNoise,
        best,
        worth,
        bestReruns,
        bestRerunMean,
        decisions);
  }
}
