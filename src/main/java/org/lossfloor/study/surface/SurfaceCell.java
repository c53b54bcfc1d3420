package org.lossfloor.study.surface;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.lossfloor.estimate.Draws;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.Interval;
import org.lossfloor.math.Seeds;
import org.lossfloor.study.Truth;
import org.lossfloor.study.bench.BenchSearch;
import org.lossfloor.study.bench.Kind;
import org.lossfloor.sweep.Direction;

/**
 * One cell of the study of surfaces: a kind of landscape of the bench, searched.
 *
 * @param kind the kind; eight landscapes of it in turn
 * @param trials the trials of a search
 * @param design how configurations are chosen
 */
public record SurfaceCell(Kind kind, int trials, Design design) implements Serializable {
  private static final int LANDSCAPES = 8;

  /** How configurations are chosen. */
  public enum Design {
    /** Independent and uniform. */
    RANDOM,
    /** Sobol's sequence, moved by one random vector. */
    QUASI_RANDOM
  }

  /**
   * What one search gave, in units of S from the truth.
   *
   * @param cell the name of the cell
   * @param number its number in the cell, from 0
   * @param error the smallest mean of the surface less the best possible score; nothing where no
   *     surface was fitted
   * @param sd the standard deviation of the surface there
   * @param lower the lower end of the default interval less the best possible score; nothing where
   *     there is none
   * @param upper the same of its upper end
   */
  public record Result(
      String cell,
      long number,
      OptionalDouble error,
      OptionalDouble sd,
      OptionalDouble lower,
      OptionalDouble upper) {}

  /**
   * The cells of the study.
   *
   * @return all kinds at 64, 100, 200 and 500 trials, random and quasi-random
   */
  public static List<SurfaceCell> all() {
    List<SurfaceCell> cells = new ArrayList<>();
    for (Design design : Design.values()) {
      for (Kind kind : Kind.values()) {
        for (int trials : new int[] {64, 100, 200, 500}) {
          cells.add(new SurfaceCell(kind, trials, design));
        }
      }
    }
    return cells;
  }

  /**
   * Returns the name.
   *
   * @return unique among {@link #all}
   */
  public String name() {
    return (design == Design.RANDOM ? "" : "quasi-") + kind.label() + "," + trials;
  }

  /**
   * Searches and answers.
   *
   * @param seed the seed of the study
   * @param number its number, from 0
   * @return a function of the cell, the seed and the number
   */
  public Result run(long seed, long number) {
    UniformRandomProvider random =
        RandomSource.XO_SHI_RO_256_PP.create(
            Seeds.replicate(Seeds.base(seed, name(), "surface"), number));
    BenchSearch search = new BenchSearch(kind, (int) (number % LANDSCAPES));
    BenchSearch.Sweep sweep = sweep(search, random);
    Truth truth = search.truth(trials);
    Optional<SurfaceAnswer> surface = SurfaceAnswer.of(sweep.points(), sweep.scores(), random);
    Optional<Interval> interval = interval(sweep);
    return new Result(
        name(),
        number,
        of(surface.map(s -> (s.best() - truth.best()) / truth.scale())),
        of(surface.map(s -> s.sd() / truth.scale())),
        of(interval.map(i -> (i.lower() - truth.best()) / truth.scale())),
        of(interval.map(i -> (i.upper() - truth.best()) / truth.scale())));
  }

  private static OptionalDouble of(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private BenchSearch.Sweep sweep(BenchSearch search, UniformRandomProvider random) {
    BenchSearch.Sweep sweep = search.sweep(trials, random);
    if (design == Design.RANDOM) {
      return sweep;
    }
    int coordinates = sweep.points()[0].length;
    double[] shift = sweep.points()[0];
    SobolSequenceGenerator sobol = new SobolSequenceGenerator(coordinates);
    double[][] points = new double[trials][];
    double[] scores = new double[trials];
    for (int i = 0; i < trials; i++) {
      double[] next = sobol.nextVector();
      Arrays.setAll(next, d -> (next[d] + shift[d]) % 1);
      points[i] = next;
      scores[i] = search.rerun(next, 1, random)[0];
    }
    return new BenchSearch.Sweep(points, scores);
  }

  /** The default one, which takes the trials for random search. */
  private static Optional<Interval> interval(BenchSearch.Sweep sweep) {
    Estimate estimate =
        new ExperimentEstimator(EstimateSettings.withDefaults(Direction.MINIMIZE))
            .answer(
                sweep.scores(),
                Draws.ofTrials(
                    sweep.scores(), /* ordered= */ false, Optional.of(sweep.hyperparameters())))
            .estimate();
    return estimate instanceof Estimate.Fitted fitted
        ? fitted.bestScore().interval()
        : Optional.empty();
  }
}
