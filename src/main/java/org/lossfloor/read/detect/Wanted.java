package org.lossfloor.read.detect;

import java.util.Optional;
import org.lossfloor.sweep.Direction;

/**
 * A score that somebody has named, so that its name need not tell that it is one.
 *
 * @param score the field; nothing where names have to tell
 * @param direction which values of it are good
 */
public record Wanted(Optional<String> score, Direction direction) {
  /** Nobody has named a score. */
  public static final Wanted NOTHING = new Wanted(Optional.empty(), Direction.MINIMIZE);

  private static final String METRICS = "metrics.";

  /** The direction of a field, if it is the score; trackers' metrics go without their prefix. */
  Optional<Direction> direction(String field) {
    return score
        .filter(name -> field.equals(name) || field.equals(METRICS + name))
        .map(name -> direction);
  }
}
