package org.lossfloor.sweep;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.math.Sha256;

/**
 * What separates one experiment from another: the key columns as configured, always with {@code
 * source} and {@code metric}. A class, not a record, so that the hash is computed once and not for
 * every trial.
 */
public final class ExperimentKey {
  /** The column that holds the id of an experiment, in every table. */
  public static final String ID = "experiment_id";

  /** The column that holds the name of the source. */
  public static final String SOURCE = "source";

  /** The column that holds the name of the metric. */
  public static final String METRIC = "metric";

  private final SortedMap<String, String> columns;
  private final String id;

  /**
   * Makes a key of all its columns.
   *
   * @param columns column name to value; values may be empty but not null
   * @throws IllegalArgumentException when {@code source} or {@code metric} is missing
   */
  public ExperimentKey(SortedMap<String, String> columns) {
    if (!columns.containsKey(SOURCE) || !columns.containsKey(METRIC)) {
      throw new IllegalArgumentException("an experiment key needs the columns source and metric");
    }
    this.columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
    StringBuilder text = new StringBuilder();
    this.columns.forEach((name, value) -> append(append(text, name), value));
    id = Sha256.id(text);
  }

  /**
   * Makes a key.
   *
   * @param source the source's name
   * @param metric the metric's name
   * @param columns the configured key columns
   * @return the key
   */
  public static ExperimentKey of(String source, String metric, Map<String, String> columns) {
    SortedMap<String, String> all = new TreeMap<>(columns);
    all.put(SOURCE, source);
    all.put(METRIC, metric);
    return new ExperimentKey(all);
  }

  /**
   * The stable id: the first 16 hexadecimal digits of the SHA-256 of all names and values, each
   * preceded by its length in UTF-8 bytes, in the order of the names.
   *
   * @return 16 lower-case hexadecimal digits
   */
  public String id() {
    return id;
  }

  /**
   * The columns.
   *
   * @return column name to value, sorted by name, not modifiable
   */
  public SortedMap<String, String> columns() {
    return columns;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExperimentKey key && columns.equals(key.columns);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }

  @Override
  public String toString() {
    return columns.toString();
  }

  private static int utf8Length(String part) {
    for (int i = 0; i < part.length(); i++) {
      if (part.charAt(i) >= 0x80) {
        return part.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return part.length();
  }

  static StringBuilder append(StringBuilder text, String part) {
    return text.append(utf8Length(part)).append(':').append(part);
  }
}
