package org.lossfloor.experiment.state;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lossfloor.estimate.diagnosis.ChanceRepeats;
import org.lossfloor.estimate.diagnosis.Hyperparameters;
import org.lossfloor.estimate.noise.Reruns;
import org.lossfloor.sweep.Sampler;

/**
 * Tells reruns from configurations that were drawn again by chance, which are draws like any other.
 *
 * @param repeated the configurations of several trials
 * @param runs all trials
 * @param executions those that ran several times
 * @param traces what is known of their hyperparameters
 * @param sampler how they were drawn, as somebody states
 */
public record RerunSearch(
    List<Reran> repeated, Runs runs, Executions executions, TrialTraces traces, Sampler sampler) {
  public static RerunSearch of(
      Runs runs, Executions executions, TrialTraces traces, Sampler sampler) {
    return new RerunSearch(runs.repeated(), runs, executions, traces, sampler);
  }

  /** How trials are recognised as reruns of each other; nothing where there are none. */
  public Optional<Reruns.Evidence> evidence() {
    if (bySeeds()) {
      return Optional.of(Reruns.Evidence.SEEDS);
    }
    return byHyperparameters() ? Optional.of(Reruns.Evidence.HYPERPARAMETERS) : Optional.empty();
  }

  /**
   * Seeds that many trials share were chosen to compare them. Seeds that nearly all differ tell
   * nothing, so that chance must not explain the equal configurations.
   */
  private boolean bySeeds() {
    return repeated.stream().anyMatch(Reran::differInSeed)
        && (!runs.haveSeedsOfTheirOwn()
            || byChance(position -> true, runs::seed)
                .map(ChanceRepeats::likelyNotChance)
                .orElse(true));
  }

  /**
   * Equal scores are no evidence: a run that was logged twice has them. Samplers that adapt and
   * grids come back to a configuration for reasons of their own.
   */
  private boolean byHyperparameters() {
    return repeated.stream().anyMatch(Reran::differInScore)
        && sampler != Sampler.ADAPTIVE
        && sampler != Sampler.GRID
        && byChance(
                position -> !Double.isNaN(runs.score(position)),
                position -> Double.doubleToLongBits(runs.score(position)))
            .map(ChanceRepeats::certainlyNotChance)
            .orElse(false);
  }

  /**
   * Equal configurations, and how many there would be by chance.
   *
   * @param counts which trials count
   * @param label in what trials of equal configuration have to differ
   * @return nothing where the hyperparameters are not examined
   */
  private Optional<ChanceRepeats> byChance(IntPredicate counts, IntToLongFunction label) {
    return traces.hyperparameters().map(drawn -> byChance(drawn, counts, label));
  }

  private ChanceRepeats byChance(
      Hyperparameters drawn, IntPredicate counts, IntToLongFunction label) {
    Map<Long, Integer> positions = runs.positions();
    int[] at =
        Arrays.stream(traces.identities())
            .mapToInt(identity -> positions.getOrDefault(identity, -1))
            .toArray();
    int[] trials =
        IntStream.range(0, at.length).filter(i -> at[i] >= 0 && counts.test(at[i])).toArray();
    long[] configurations = new long[at.length];
    long[] labels = new long[at.length];
    for (int i : trials) {
      configurations[i] = runs.configuration(at[i]);
      labels[i] = label.applyAsLong(at[i]);
    }
    return ChanceRepeats.of(drawn, configurations, labels, trials);
  }

  /**
   * What there is to say of the reruns, and of trials that ran several times.
   *
   * @param evidence how trials were recognised as reruns; nothing where none were
   * @param merged whether those of one configuration count as one draw
   */
  public Reruns found(Optional<Reruns.Evidence> evidence, boolean merged) {
    List<Reran> rerun = evidence.isPresent() ? repeated : List.of();
    List<Executions.Executed> several = executions.trials();
    if (rerun.isEmpty() && several.isEmpty()) {
      return Reruns.NONE;
    }
    Set<Long> executed =
        several.stream().map(Executions.Executed::identity).collect(Collectors.toSet());
    Set<Long> parts =
        rerun.stream().flatMapToLong(Reran::trials).boxed().collect(Collectors.toSet());
    long trials = rerun.stream().mapToLong(Reran::size).sum();
    return new Reruns(
        Optional.of(several.isEmpty() ? evidence.get() : Reruns.Evidence.withExecutions(evidence)),
        rerun.size() + several.stream().filter(t -> !parts.contains(t.identity())).count(),
        rerun.stream().mapToLong(reran -> reran.runs(executed)).sum()
            + several.stream().mapToLong(Executions.Executed::runs).sum(),
        rerun.stream().mapToLong(reran -> reran.failed(executed)).sum()
            + several.stream().mapToLong(Executions.Executed::failed).sum(),
        merged ? trials - rerun.size() : 0,
        sd(rerun, several));
  }

  /** Pooled; summed in a fixed order, so that the parts in which trials arrived do not matter. */
  private static OptionalDouble sd(List<Reran> rerun, List<Executions.Executed> several) {
    long freedom =
        rerun.stream().mapToLong(Reran::freedom).sum()
            + several.stream().mapToLong(Executions.Executed::freedom).sum();
    double squares =
        rerun.stream().mapToDouble(Reran::squares).sum()
            + several.stream().mapToDouble(Executions.Executed::squares).sorted().sum();
    return freedom == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(squares / freedom));
  }
}
