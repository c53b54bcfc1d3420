package org.lossfloor.sweep;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * When a trial ran.
 *
 * @param start when it started
 * @param end when it ended
 * @param durationSeconds how long it ran, in seconds, finite and not negative
 */
public record Timing(
    Optional<Instant> start, Optional<Instant> end, OptionalDouble durationSeconds) {
  /** The log says nothing about time. */
  public static final Timing UNKNOWN =
      new Timing(Optional.empty(), Optional.empty(), OptionalDouble.empty());
}
