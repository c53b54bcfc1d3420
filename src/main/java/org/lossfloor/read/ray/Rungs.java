package org.lossfloor.read.ray;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Where a scheduler seems to have stopped trials early. Ray calls those trials TERMINATED as well,
 * so it is found from the numbers of their iterations: a trial was stopped if it ran fewer than its
 * own stopping criterion wants, or if the trials that ran fewer than the longest ended at steps of
 * a halving scheduler, each at least nearly twice the one before.
 *
 * @param longest the most iterations of a terminated trial
 * @param halving whether the others end at such steps
 */
record Rungs(double longest, boolean halving) {
  private static final int LEAST = 3;
  private static final double FACTOR = 1.9;

  static Rungs of(List<TrialState> trials) {
    double[] ends =
        trials.stream()
            .filter(TrialState::isTerminated)
            .map(TrialState::iterations)
            .flatMapToDouble(OptionalDouble::stream)
            .sorted()
            .toArray();
    double longest = ends.length == 0 ? 0 : ends[ends.length - 1];
    TreeSet<Double> steps = new TreeSet<>();
    int stopped = 0;
    for (double end : ends) {
      if (end < longest) {
        steps.add(end);
        stopped++;
      }
    }
    return new Rungs(longest, stopped >= LEAST && stopped > steps.size() && doubles(steps));
  }

  private static boolean doubles(TreeSet<Double> steps) {
    double before = 0;
    for (double step : steps) {
      if (step < FACTOR * before) {
        return false;
      }
      before = step;
    }
    return true;
  }

  /** Why a terminated trial seems to have been stopped early; nothing if it does not. */
  Optional<String> stopped(TrialState trial) {
    OptionalDouble ran = trial.iterations();
    OptionalDouble wanted = trial.wanted();
    if (!trial.isTerminated() || ran.isEmpty()) {
      return Optional.empty();
    }
    double most =
        wanted.isPresent() && longest >= wanted.getAsDouble() ? wanted.getAsDouble() : longest;
    boolean early = ran.getAsDouble() < most && (halving || most < longest || wanted.isPresent());
    return early
        ? Optional.of(
            String.format(Locale.ROOT, "%.0f of %.0f iterations", ran.getAsDouble(), most))
        : Optional.empty();
  }
}
