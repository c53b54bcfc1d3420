package org.lossfloor.table;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.Outlook;

/**
 * Everything a run reports about one experiment: a row of its table.
 *
 * @param experimentId the stable id
 * @param key the key columns as configured, with {@code source} and {@code metric}
 * @param sampler how the trials were drawn, as stated
 * @param samplerSource who says so
 * @param excluded trials kept out by a rule
 * @param answer what the scores tell, and whether to believe it
 * @param outlook what the law implies for the best trial and for further ones, where there is a law
 * @param settings what was estimated and how
 * @param elapsedMillis how long the estimate took, in milliseconds of wall time
 * @param fingerprint a hash of everything that the estimate depends on
 */
public record ExperimentRecord(
    String experimentId,
    SortedMap<String, String> key,
    String sampler,
    String samplerSource,
    long excluded,
    Answer answer,
    Optional<Outlook> outlook,
    EstimateSettings settings,
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

  /** What went wrong in words, or null. */
  String detail() {
    Estimate estimate = answer.estimate();
    if (estimate instanceof Estimate.TooFewTrials few) {
      return few.detail();
    }
    if (estimate instanceof Estimate.Failed failed) {
      return failed.detail();
    }
    return estimate instanceof Estimate.NotIdentifiable not ? not.detail() : null;
  }

  Optional<Estimate.Fitted> fitted() {
    return answer.estimate() instanceof Estimate.Fitted fitted
        ? Optional.of(fitted)
        : Optional.empty();
  }
}
