package org.lossfloor.fit;

import org.lossfloor.decide.replay.Replay;
import org.lossfloor.sweep.Direction;

/**
 * The trials of a file, replayed.
 *
 * @param source the file, what it was taken for, and the field that held the scores
 * @param direction which end of the score was taken for the good one
 * @param replay what was told and what came
 */
public record ReplayedFile(String source, Direction direction, Replay replay) {
  /**
   * Says what was replayed.
   *
   * @return a sentence
   */
  public String words() {
    return source
        + ": "
        + replay.trials()
        + " trials replayed, the score is "
        + (direction == Direction.MINIMIZE ? "minimized." : "maximized.");
  }
}
