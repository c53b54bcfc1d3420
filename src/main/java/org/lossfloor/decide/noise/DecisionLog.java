package org.lossfloor.decide.noise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The decisions of a search, in their order.
 *
 * @param decisions by their numbers
 */
public record DecisionLog(List<Decision> decisions) {
  /** The quartile of distances that the noise is taken from, and that of a standard normal one. */
  private static final double QUARTILE = .25;

  private static final double NORMAL_QUARTILE = .3186393639643751;

  /** Fewer discarded runs say nothing about the noise. */
  private static final int LEAST_DISCARDS = 8;

  /**
   * Sorts the decisions.
   *
   * @throws IllegalArgumentException if two have one number
   */
  public DecisionLog {
    decisions = decisions.stream().sorted(Comparator.comparingLong(Decision::number)).toList();
    if (decisions.stream().mapToLong(Decision::number).distinct().count() != decisions.size()) {
      throw new IllegalArgumentException("Cannot order decisions of one number");
    }
  }

  /**
   * The noise that the discarded runs show: the distances of their scores from what was kept
   * before, of which those without effect are noise. It is on the high side, because most changes
   * do something.
   *
   * @return a standard deviation of one run; nothing with fewer than eight discarded runs
   */
  public Optional<Double> noiseOfDiscards() {
    List<Double> distances = new ArrayList<>();
    Optional<Decision> kept = Optional.empty();
    for (Decision one : decisions) {
      if (Double.isNaN(one.score())) {
        continue;
      }
      if (one.word() == Decision.Word.DISCARD && kept.isPresent()) {
        distances.add(Math.abs(one.score() - kept.get().score()));
      }
      kept = one.word() == Decision.Word.KEEP ? Optional.of(one) : kept;
    }
    double[] sorted = distances.stream().mapToDouble(d -> d).sorted().toArray();
    if (sorted.length < LEAST_DISCARDS) {
      return Optional.empty();
    }
    double quartile = sorted[(int) (QUARTILE * sorted.length)];
    return quartile > 0 ? Optional.of(quartile / NORMAL_QUARTILE / Math.sqrt(2)) : Optional.empty();
  }

  /**
   * Judges the changes that were kept.
   *
   * <p>A change without effect is kept half of the time, and its gain is then that half of the
   * distribution of the difference of two runs that is positive. So the chance of so large a gain
   * is twice that of the whole distribution.
   *
   * @param sd the standard deviation between runs of one configuration, positive
   * @param degrees its degrees of freedom, positive; infinite where it is known exactly
   * @return in their order; the first kept run is what the others are compared with
   */
  public List<AcceptedStep> accepted(double sd, double degrees) {
    List<AcceptedStep> steps = new ArrayList<>();
    Decision before = null;
    for (Decision one : decisions) {
      if (one.word() != Decision.Word.KEEP || Double.isNaN(one.score())) {
        continue;
      }
      if (before != null) {
        double gain = before.score() - one.score();
        double noise = Math.sqrt(2) * sd;
        double probability = Math.max(0, 1 - 2 * beyond(gain / noise, degrees));
        steps.add(
            new AcceptedStep(one.trial(), one.number(), before.trial(), gain, noise, probability));
      }
      before = one;
    }
    return steps;
  }

  private static double beyond(double t, double degrees) {
    return Double.isInfinite(degrees)
        ? NormalDistribution.of(0, 1).survivalProbability(t)
        : TDistribution.of(degrees).survivalProbability(t);
  }

  /**
   * Whether these are decisions at all.
   *
   * @return true with two kept runs that have a score
   */
  public boolean judgeable() {
    return decisions.stream()
            .filter(d -> d.word() == Decision.Word.KEEP && !Double.isNaN(d.score()))
            .limit(2)
            .count()
        == 2;
  }

  /**
   * Counts decisions.
   *
   * @param word which ones
   * @return how many there are
   */
  public int count(Decision.Word word) {
    return (int) decisions.stream().filter(d -> d.word() == word).count();
  }
}
