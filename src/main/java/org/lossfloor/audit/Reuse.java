package org.lossfloor.audit;

import java.util.Optional;

/**
 * Which earlier run an audit takes unchanged experiments from.
 *
 * @param wanted whether any is taken
 * @param runId the run; nothing for the one that was published last
 */
public record Reuse(boolean wanted, Optional<String> runId) {
  /** Everything is estimated anew. */
  public static final Reuse NOTHING = new Reuse(false, Optional.empty());

  /** Takes unchanged experiments from the last published run. */
  public static final Reuse LATEST = new Reuse(true, Optional.empty());

  /**
   * What a given run has.
   *
   * @param runId its id
   * @return the choice
   */
  public static Reuse of(String runId) {
    return new Reuse(true, Optional.of(runId));
  }
}
