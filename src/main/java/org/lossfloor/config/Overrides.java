package org.lossfloor.config;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the command line sets above the file.
 *
 * @param inputs the paths to read instead of those of the file's only source; empty to keep them
 * @param seed the seed of all random streams
 * @param confidence the level of all intervals, 0.5 to 0.999; checked when it is put above a file
 * @param replicates the number of bootstrap replicates, at least 0; likewise
 */
public record Overrides(
    List<String> inputs, OptionalLong seed, OptionalDouble confidence, OptionalInt replicates) {
  /** Nothing is set. */
  public static final Overrides NONE =
      new Overrides(List.of(), OptionalLong.empty(), OptionalDouble.empty(), OptionalInt.empty());

  /** Copies the inputs. */
  public Overrides {
    inputs = List.copyOf(inputs);
  }
}
