package org.lossfloor.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.lossfloor.estimate.IntervalMethod;

/**
 * What the command line sets; it goes before the file.
 *
 * @param inputs the paths to read instead of those of the file's only source; empty to keep them
 * @param seed the seed of all random streams
 * @param confidence the level of all intervals, 0.5 to 0.999; checked when it is applied
 * @param replicates the number of bootstrap replicates, at least 0; checked when it is applied
 * @param intervals how intervals are made
 * @param failOn limits of the run, besides those of the file
 */
public record Overrides(
    List<String> inputs,
    OptionalLong seed,
    OptionalDouble confidence,
    OptionalInt replicates,
    Optional<IntervalMethod> intervals,
    List<FailCondition> failOn) {
  /** Nothing is set. */
  public static final Overrides NONE =
      new Overrides(
          List.of(),
          OptionalLong.empty(),
          OptionalDouble.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          List.of());

  /** Copies the lists. */
  public Overrides {
    inputs = List.copyOf(inputs);
    failOn = List.copyOf(failOn);
  }
}
