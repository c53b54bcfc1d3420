package org.lossfloor.sweep;

import java.io.Serializable;

/**
 * What becomes of reruns: trials of one configuration that differ in nothing but the training seed.
 *
 * @param policy what the score of a configuration is
 * @param stated whether the user says so; then reruns that had to be guessed are no longer a doubt
 */
public record RerunRule(RerunPolicy policy, boolean stated) implements Serializable {
  /** Averaged, because nobody says otherwise. */
  public static final RerunRule DEFAULT = new RerunRule(RerunPolicy.AVERAGE, false);
}
