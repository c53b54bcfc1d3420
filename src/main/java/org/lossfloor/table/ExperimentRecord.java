package org.lossfloor.table;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.estimate.Answer;
import org.lossfloor.sweep.RerunPolicy;

/**
 * Everything a run reports about one experiment: a row of its table.
 *
 * @param experimentId the stable id
 * @param key the key columns as configured, with {@code source} and {@code metric}
 * @param sampler how the trials were drawn, as stated
 * @param samplerSource who says so
 * @param excluded trials kept out by a rule
 * @param rerunPolicy what became of reruns, if there are any
 * @param answer all that is said of it
 * @param elapsedMillis how long the estimate took, in milliseconds of wall time
 * @param fingerprint a hash of everything that the estimate depends on
 */
public record ExperimentRecord(
    String experimentId,
    SortedMap<String, String> key,
    String sampler,
    String samplerSource,
    long excluded,
    RerunPolicy rerunPolicy,
    Answer answer,
    long elapsedMillis,
    String fingerprint) {
  /** Copies the key. */
  public ExperimentRecord {
    key = new TreeMap<>(key);
  }

  /**
   * Returns one column of the key.
   *
   * @param name the column
   * @return its value, or null if this experiment has no such column
   */
  String keyColumn(String name) {
    return ((Map<String, String>) key).get(name);
  }
}
