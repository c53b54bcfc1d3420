package org.lossfloor.experiment.state;

import java.util.OptionalDouble;
import org.lossfloor.estimate.Pruned;
import org.lossfloor.sweep.Direction;

/** Counts the pruned trials of an experiment, and records how far those that count had come. */
public final class PrunedTrials {
  private int censored;
  private long excluded;
  private double smallest = Double.POSITIVE_INFINITY;
  private double largest = Double.NEGATIVE_INFINITY;

  public void write(StateWriter out) {
    out.whole(censored).big(excluded).number(smallest).number(largest);
  }

  public static PrunedTrials read(StateReader in) {
    PrunedTrials pruned = new PrunedTrials();
    pruned.censored = in.whole();
    pruned.excluded = in.big();
    pruned.smallest = in.number();
    pruned.largest = in.number();
    return pruned;
  }

  /**
   * Adds a pruned trial.
   *
   * @param leftOut whether it does not count
   * @param failed whether it counts as failed; if not, its score is one like others
   * @param reached its last score; NaN or infinite if there is none
   */
  public void add(boolean leftOut, boolean failed, double reached) {
    if (leftOut) {
      excluded++;
      return;
    }
    if (failed) {
      censored++;
      if (Double.isFinite(reached)) {
        smallest = Math.min(smallest, reached);
        largest = Math.max(largest, reached);
      }
    }
  }

  public void add(PrunedTrials other) {
    censored += other.censored;
    excluded += other.excluded;
    smallest = Math.min(smallest, other.smallest);
    largest = Math.max(largest, other.largest);
  }

  public Pruned known(Direction direction) {
    OptionalDouble reached =
        smallest <= largest
            ? OptionalDouble.of(direction == Direction.MINIMIZE ? smallest : largest)
            : OptionalDouble.empty();
    return new Pruned(censored, reached, excluded);
  }
}
