package org.lossfloor.experiment.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Of every trial that counts and that the log gives the scores of several runs of: how many there
 * were and how far apart they lie. Of more than 2^18 such trials nothing is kept, as by {@link
 * Runs}.
 */
public final class Executions {
  private long seen;
  private final List<Executed> trials = new ArrayList<>();

  /**
   * A trial of several runs.
   *
   * @param identity a hash of what tells it from the others
   * @param runs how many runs it had, at least 2
   * @param failed how many of them gave no score
   * @param squares the sum of the squares of the distances of the others from their mean
   */
  record Executed(long identity, long runs, long failed, double squares) {
    /** The number of scores beyond the first, 0 where there is none. */
    long freedom() {
      return Math.max(0, runs - failed - 1);
    }
  }

  /**
   * Takes a trial. One that ran once has no reruns.
   *
   * @param identity a hash of what tells it from the others
   * @param scores the score of each of its runs, NaN for a failed one
   */
  public void add(long identity, double... scores) {
    if (scores.length > 1) {
      double[] finite = Arrays.stream(scores).filter(Double::isFinite).sorted().toArray();
      long failed = Arrays.stream(scores).filter(score -> !Double.isFinite(score)).count();
      seen++;
      trials.add(new Executed(identity, scores.length, failed, Reran.squares(finite)));
      bound();
    }
  }

  /** Takes the trials that another has taken. */
  public void add(Executions other) {
    seen += other.seen;
    trials.addAll(other.trials);
    bound();
  }

  private void bound() {
    if (seen > Runs.MOST) {
      trials.clear();
    }
  }

  List<Executed> trials() {
    return trials;
  }

  public void write(StateWriter out) {
    out.big(seen).whole(trials.size());
    trials.forEach(
        trial ->
            out.big(trial.identity())
                .big(trial.runs())
                .big(trial.failed())
                .number(trial.squares()));
  }

  public static Executions read(StateReader in) {
    Executions executions = new Executions();
    executions.seen = in.big();
    for (int left = in.whole(); left > 0; left--) {
      executions.trials.add(new Executed(in.big(), in.big(), in.big(), in.number()));
    }
    return executions;
  }
}
