package org.lossfloor.config;

import java.util.List;
import org.lossfloor.config.key.KeyValues;

/**
 * What the command line sets; it goes before the file.
 *
 * @param inputs the paths to read instead of those of the file's only source; empty to keep them
 * @param values values of {@code estimate}
 * @param failOn limits of the run, besides those of the file
 */
public record Overrides(List<String> inputs, KeyValues values, List<FailCondition> failOn) {
  /** Nothing is set. */
  public static final Overrides NONE = new Overrides(List.of(), KeyValues.NONE, List.of());

  /** Copies the lists. */
  public Overrides {
    inputs = List.copyOf(inputs);
    failOn = List.copyOf(failOn);
  }
}
