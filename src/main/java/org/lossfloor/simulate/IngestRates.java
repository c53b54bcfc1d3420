package org.lossfloor.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * The time for the same files in seconds of CPU, once per repeat.
 *
 * @param format the format of the files
 * @param bytes their size
 * @param ours logs to checked, counted trials
 * @param typed Spark finding columns and types itself, which reads the files twice: {@code
 *     spark.read().json(path)}, {@code spark.read().option("header", true).option("inferSchema",
 *     true).csv(path)}
 * @param schema Spark with the schema given
 */
public record IngestRates(
    BenchFormat format, long bytes, List<Double> ours, List<Double> typed, List<Double> schema) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if they are empty or differ in length
   */
  public IngestRates {
    ours = List.copyOf(ours);
    typed = List.copyOf(typed);
    schema = List.copyOf(schema);
    if (ours.isEmpty() || ours.size() != typed.size() || ours.size() != schema.size()) {
      throw new IllegalArgumentException("one measurement of each is needed per repeat");
    }
  }

  /**
   * The speed of one of the lists.
   *
   * @param seconds one of the lists of this record
   * @return millions of bytes per second of CPU
   */
  public Spread rate(List<Double> seconds) {
    return Spread.of(seconds.stream().map(s -> bytes / 1e6 / s).toList());
  }

  /**
   * The ratio of our time to Spark's, repeat by repeat.
   *
   * @param bare {@link #typed} or {@link #schema}
   * @return the ratio
   */
  public Spread ratio(List<Double> bare) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < bare.size(); i++) {
      ratios.add(ours.get(i) / bare.get(i));
    }
    return Spread.of(ratios);
  }
}
