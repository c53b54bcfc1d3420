package org.lossfloor.report.view;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the manifest of a published run says of the run as a whole.
 *
 * @param audit the name of the audit
 * @param runId the run's id
 * @param tables the directory of its tables
 * @param finished when it was published; nothing for runs of versions that did not say
 * @param seed the seed of everything that was drawn
 * @param versions program to version: {@code lossfloor}, {@code statistics}, {@code spark}, {@code
 *     java}
 * @param experiments how many experiments there are
 * @param verdicts verdict to how many experiments have it
 * @param metrics the numbers that conditions can limit, by their names
 * @param broken the conditions of {@code fail_on} that held
 * @param rows table to how many rows it has
 */
public record RunView(
    String audit,
    String runId,
    String tables,
    Optional<Instant> finished,
    long seed,
    SortedMap<String, String> versions,
    long experiments,
    SortedMap<String, Long> verdicts,
    SortedMap<String, Double> metrics,
    List<String> broken,
    SortedMap<String, Long> rows) {
  /** Copies the collections. */
  public RunView {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    broken = List.copyOf(broken);
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
  }
}
