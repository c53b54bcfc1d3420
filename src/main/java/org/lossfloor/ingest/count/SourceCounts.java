package org.lossfloor.ingest.count;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.sweep.ExclusionReason;

/**
 * What became of the records of a source, seen through one metric.
 *
 * @param source the source's name
 * @param metric the metric's name
 * @param files how many files were read
 * @param broken how many of them broke or were left out whole, so that records may be missing
 * @param lines how many physical lines its text files have, headers and blank ones included; 0 for
 *     formats without lines
 * @param records how many records the readers took from them
 * @param rejected how many of those could not be read as trials
 * @param trialRecords how many of those went into trials, used or excluded
 * @param scored trials with a finite score
 * @param failed trials censored as worse than every threshold
 * @param excluded trials kept out, by reason
 */
public record SourceCounts(
    String source,
    String metric,
    long files,
    long broken,
    long lines,
    long records,
    long rejected,
    long trialRecords,
    long scored,
    long failed,
    SortedMap<ExclusionReason, Long> excluded) {

  /** Copies the map. */
  public SourceCounts {
    excluded = Collections.unmodifiableSortedMap(new TreeMap<>(excluded));
  }

  /**
   * All trials, used or excluded.
   *
   * @return the count
   */
  public long trials() {
    return scored + failed + excluded.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Whether every record that was read is accounted for.
   *
   * @return true when counts in equal counts out
   */
  public boolean balanced() {
    return records == trialRecords + rejected;
  }
}
