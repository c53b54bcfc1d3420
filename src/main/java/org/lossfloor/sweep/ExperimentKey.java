package org.lossfloor.sweep;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What separates one experiment from another: the key columns as configured, always with {@code
 * source} and {@code metric}.
 *
 * @param columns column name to value, sorted by name; values may be empty but not null
 */
public record ExperimentKey(SortedMap<String, String> columns) {
  /** The column that holds the name of the source. */
  public static final String SOURCE = "source";

  /** The column that holds the name of the metric. */
  public static final String METRIC = "metric";

  /**
   * Copies the columns.
   *
   * @throws IllegalArgumentException when {@code source} or {@code metric} is missing
   */
  public ExperimentKey {
    columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
    if (!columns.containsKey(SOURCE) || !columns.containsKey(METRIC)) {
      throw new IllegalArgumentException("an experiment key needs the columns source and metric");
    }
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
    StringBuilder text = new StringBuilder();
    columns.forEach((name, value) -> append(append(text, name), value));
    return sha256(text.toString()).substring(0, 16);
  }

  static StringBuilder append(StringBuilder text, String part) {
    int bytes = part.getBytes(StandardCharsets.UTF_8).length;
    return text.append(bytes).append(':').append(part);
  }

  static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
