package org.lossfloor.study.family;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lossfloor.decide.family.FamilyWeights;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.Interval;
import org.lossfloor.math.Seeds;
import org.lossfloor.study.Body;
import org.lossfloor.study.BodyShape;
import org.lossfloor.study.Draw;

/**
 * One cell of the study of families: 20 experiments of as many trials, of which 17 have one
 * effective dimension and three strangers another. What lies beyond the regime is the eight bodies
 * in turn.
 *
 * @param trials the trials of each experiment
 * @param dimension the dimension of the family
 * @param stranger the dimension of the strangers
 */
public record FamilyCell(int trials, int dimension, int stranger) implements Serializable {
  /** Experiments of a family. */
  public static final int EXPERIMENTS = 20;

  /** Strangers among them. */
  public static final int STRANGERS = 3;

  private record Answered(Draw draw, Estimate.Fitted fitted, boolean strange) {}

  /**
   * What a group of experiments gave.
   *
   * @param cell the name of the cell
   * @param number its number in the cell, from 0
   * @param modeRight whether the family's dimension has the largest weight
   * @param held whether the interval of its weight holds its share, .85
   * @param own how often experiments of the family's dimension were flagged, and held their truth
   * @param strangers the same for the strangers
   */
  public record Result(
      String cell, long number, boolean modeRight, boolean held, Members own, Members strangers) {}

  /**
   * Some members of a group.
   *
   * @param answered how many were answered
   * @param flagged how many of them are said to differ
   * @param hits how many intervals of the best score hold it
   * @param trimmedHits the same where no dimension larger than the family needs is tried
   * @param logRatio the sum of the logarithms of the widths without them over those with them
   */
  public record Members(int answered, int flagged, int hits, int trimmedHits, double logRatio) {
    /** None. */
    static final Members NONE = new Members(0, 0, 0, 0, 0);

    Members plus(Members other) {
      return new Members(
          answered + other.answered,
          flagged + other.flagged,
          hits + other.hits,
          trimmedHits + other.trimmedHits,
          logRatio + other.logRatio);
    }
  }

  /**
   * The cells of the study.
   *
   * @return 96, 192 and 500 trials times four pairs of dimensions
   */
  public static List<FamilyCell> all() {
    List<FamilyCell> cells = new ArrayList<>();
    for (int trials : new int[] {96, 192, 500}) {
      cells.add(new FamilyCell(trials, 1, 3));
      cells.add(new FamilyCell(trials, 2, 4));
      cells.add(new FamilyCell(trials, 3, 1));
      cells.add(new FamilyCell(trials, 4, 2));
    }
    return cells;
  }

  /**
   * Returns the name.
   *
   * @return unique among {@link #all}
   */
  public String name() {
    return "family-" + dimension + "," + trials;
  }

  /**
   * Draws a group and weighs it.
   *
   * @param seed the seed of the study
   * @param number its number, from 0
   * @return a function of the cell, the seed and the number
   */
  public Result run(long seed, long number) {
    long base = Seeds.base(seed, name() + " " + number, "families");
    List<Answered> answered =
        IntStream.range(0, EXPERIMENTS)
            .mapToObj(i -> answered(i, Seeds.replicate(base, i)))
            .filter(one -> one.fitted() != null)
            .toList();
    FamilyWeights weights =
        new FamilyWeights(
            answered.stream().map(a -> a.fitted().dimension().weights()).toList(), base);
    int needed = weights.largestNeeded();
    Members own = Members.NONE;
    Members strangers = Members.NONE;
    for (int i = 0; i < answered.size(); i++) {
      Members one = judged(answered.get(i), weights.hasCommonest(i), needed);
      own = answered.get(i).strange() ? own : own.plus(one);
      strangers = answered.get(i).strange() ? strangers.plus(one) : strangers;
    }
    Interval truth = weights.intervals(.95).get(dimension);
    double share = 1 - (double) STRANGERS / EXPERIMENTS;
    return new Result(
        name(),
        number,
        weights.commonest() == dimension,
        truth.lower() <= share && share <= truth.upper(),
        own,
        strangers);
  }

  private Answered answered(int experiment, long seed) {
    boolean strange = experiment < STRANGERS;
    Body[] bodies = Body.values();
    BodyShape shape =
        new BodyShape(bodies[experiment % bodies.length], strange ? stranger : dimension);
    Draw draw = shape.draw(trials, seed);
    return new Answered(draw, fitted(draw, draw.settings(.95)), strange);
  }

  /** Null where nothing could be fitted. */
  private static Estimate.Fitted fitted(Draw draw, EstimateSettings settings) {
    Estimate estimate = new ExperimentEstimator(settings).answer(draw.scores()).estimate();
    return estimate instanceof Estimate.Fitted fitted ? fitted : null;
  }

  private static Members judged(Answered one, double hasCommonest, int needed) {
    Interval full = one.fitted().bestScore().interval().orElseThrow();
    Interval trimmed = trimmed(one, needed, full);
    double best = one.draw().truth().best();
    return new Members(
        1,
        hasCommonest < FamilyWeights.STRANGE ? 1 : 0,
        full.lower() <= best && best <= full.upper() ? 1 : 0,
        trimmed.lower() <= best && best <= trimmed.upper() ? 1 : 0,
        Math.log(trimmed.width() / full.width()));
  }

  private static Interval trimmed(Answered one, int needed, Interval full) {
    EstimateSettings all = one.draw().settings(.95);
    EstimateSettings some =
        new EstimateSettings(
            all.direction(),
            all.threshold(),
            all.lowerBound(),
            all.upperBound(),
            all.minDimension(),
            Math.min(needed, all.maxDimension()),
            all.confidence(),
            all.objective(),
            all.trials());
    Estimate.Fitted fitted = fitted(one.draw(), some);
    return fitted == null ? full : fitted.bestScore().interval().orElse(full);
  }
}
