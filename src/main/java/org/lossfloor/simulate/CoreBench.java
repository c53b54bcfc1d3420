package org.lossfloor.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;

/**
 * Measures one estimate and one replicate in one thread without Spark.
 *
 * @param experiments how many experiments a number is a mean over, at least 1
 * @param repeats how often each size is measured, at least 1
 */
public record CoreBench(int experiments, int repeats) {
  /** So many that they take longer than the estimate, from whose time they are told. */
  private static final int REPLICATES = 400;

  private static final double MILLIS = 1000;

  /**
   * Checks the numbers.
   *
   * @throws UserException if one is below 1
   */
  public CoreBench {
    if (experiments < 1 || repeats < 1) {
      throw new UsageException(
          "cannot measure %d experiments %d times".formatted(experiments, repeats),
          "--experiments, --repeats",
          "give at least 1 of each");
    }
  }

  /**
   * CPU time in milliseconds, once per repeat.
   *
   * @param estimate of one experiment without replicates
   * @param replicate of one replicate
   */
  public record Times(List<Double> estimate, List<Double> replicate) {
    /** Copies the lists. */
    public Times {
      estimate = List.copyOf(estimate);
      replicate = List.copyOf(replicate);
    }
  }

  /**
   * Measures all sizes in turn, so that the machine's moods fall on all.
   *
   * @param sizes numbers of trials
   * @return what each took
   */
  public SortedMap<Integer, Times> run(List<Integer> sizes) {
    SortedMap<Integer, Times> measured = new TreeMap<>();
    SortedMap<Integer, List<Double>> estimates = new TreeMap<>();
    SortedMap<Integer, List<Double>> replicates = new TreeMap<>();
    for (int i = 0; i < repeats; i++) {
      for (int trials : sizes) {
        double alone = millis(trials, 0);
        double drawn = (millis(trials, REPLICATES) - alone) / REPLICATES;
        estimates.computeIfAbsent(trials, size -> new ArrayList<>()).add(alone);
        replicates.computeIfAbsent(trials, size -> new ArrayList<>()).add(drawn);
      }
    }
    estimates.forEach(
        (trials, times) -> measured.put(trials, new Times(times, replicates.get(trials))));
    return measured;
  }

  private double millis(int trials, int replicates) {
    double seconds = new ScaleBench(trials, replicates, 1).core(experiments).cpuSeconds();
    return MILLIS * seconds / experiments;
  }
}
