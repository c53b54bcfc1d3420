package org.lossfloor.report.view;

import java.util.Collections;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Judgement;
import org.lossfloor.estimate.Precision;
import org.lossfloor.estimate.Standing;
import org.lossfloor.estimate.noise.Reruns;
import org.lossfloor.estimate.prospect.Outlook;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.RerunPolicy;

/**
 * What the table {@code experiments} says of one experiment. Scores are on the scale and in the
 * direction of the metric.
 *
 * @param id the stable id
 * @param key the key columns under their configured names, with {@code source} and {@code metric};
 *     empty where the log has no value
 * @param direction which end of the score is the good one
 * @param counts trials, failed ones, those in the tail, distinct scores
 * @param excluded trials kept out by a rule
 * @param duplicates trials that repeat the hyperparameters and the score of another
 * @param reruns which trials were runs of one configuration
 * @param rerunPolicy what became of them
 * @param observedBest the best score seen; nothing if no trial succeeded
 * @param law the fitted law; nothing where none was fitted
 * @param outlook what the law implies for further trials; nothing where none was fitted
 * @param draws how the trials were drawn, and what tests of it gave
 * @param judgement whether to believe it, and why
 * @param detail why no law was fitted, in words; nothing for a fitted law
 * @param origin how the row came about
 */
public record ExperimentView(
    String id,
    SortedMap<String, String> key,
    Direction direction,
    Estimate.Counts counts,
    long excluded,
    long duplicates,
    Reruns reruns,
    RerunPolicy rerunPolicy,
    OptionalDouble observedBest,
    Optional<LawView> law,
    Optional<Outlook> outlook,
    DrawsView draws,
    Judgement judgement,
    Optional<String> detail,
    Origin origin) {
  /**
   * Copies the key.
   *
   * @throws IllegalArgumentException if there is a law without an outlook, or the other way round
   */
  public ExperimentView {
    key = Collections.unmodifiableSortedMap(new TreeMap<>(key));
    Objects.requireNonNull(id, "id");
    if (law.isPresent() != outlook.isPresent()) {
      throw new IllegalArgumentException("Cannot use a law without its outlook: " + id);
    }
  }

  /**
   * How the row of an experiment came about.
   *
   * @param runId the run that estimated it
   * @param seed the seed of everything that was drawn
   * @param confidence the confidence of intervals and sets, in (0, 1)
   * @param elapsedMillis how long the estimate took, in milliseconds of wall time
   * @param statisticsVersion the version of the statistics
   */
  public record Origin(
      String runId, long seed, double confidence, long elapsedMillis, String statisticsVersion) {}

  /**
   * Returns the value of a key column.
   *
   * @param column its name
   * @return nothing where there is no such column, or the log has no value
   */
  public Optional<String> value(String column) {
    return Optional.ofNullable(key.get(column)).filter(value -> !value.isEmpty());
  }

  /**
   * Returns the order in which people see experiments: by standing, those that can be acted on
   * first; of each, those with the most to gain first: where the best score seen lies in the tail.
   *
   * @return an order in which no two experiments are equal
   */
  public static Comparator<ExperimentView> order() {
    return Comparator.comparing(ExperimentView::standing)
        .thenComparing(ExperimentView::gain, Comparator.nullsLast(Comparator.reverseOrder()))
        .thenComparing(ExperimentView::id);
  }

  /** Null where there is no law, or its tail has no depth. */
  private Double gain() {
    return law.filter(fitted -> observedBest.isPresent())
        .map(fitted -> fitted.place(observedBest.getAsDouble()))
        .filter(place -> !place.isNaN())
        .orElse(null);
  }

  /**
   * Returns how narrow the answer is.
   *
   * @return as in the column {@code precision}
   */
  public Precision precision() {
    boolean interval = law.flatMap(fitted -> fitted.bestScore().interval()).isPresent();
    return Precision.of(interval, judgement);
  }

  /**
   * Returns what a reader can do with the answer.
   *
   * @return as in the column {@code standing}
   */
  public Standing standing() {
    return Standing.of(judgement.verdict(), precision());
  }

  /**
   * Returns whether a smaller score is better.
   *
   * @return false when maximising
   */
  public boolean minimize() {
    return direction == Direction.MINIMIZE;
  }
}
