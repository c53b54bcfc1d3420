package org.lossfloor.study.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.Threshold;
import org.lossfloor.estimate.diagnosis.Hyperparameters;
import org.lossfloor.math.Seeds;
import org.lossfloor.study.Design;
import org.lossfloor.study.Draw;
import org.lossfloor.study.Frame;
import org.lossfloor.study.Truth;

/**
 * Random search on a landscape of the bench.
 *
 * @param kind the kind of landscape
 * @param number which landscape of this kind, from 0; a function of kind and number
 */
public record BenchSearch(Kind kind, int number) implements Design {
  private static final Map<BenchSearch, Known> KNOWN = new ConcurrentHashMap<>();

  private record Known(Landscape landscape, LandscapeLaw law) {}

  /**
   * A search with its configurations.
   *
   * @param points the configuration of every trial, over the unit cube
   * @param scores the score of every trial; NaN where it failed
   */
  @SuppressWarnings("ArrayRecordComponent") // only read
  public record Sweep(double[][] points, double[] scores) {
    /**
     * Returns the configurations as a log would have them: every coordinate is a number.
     *
     * @return the hyperparameters of every trial
     */
    public Hyperparameters hyperparameters() {
      return new Hyperparameters(
          points.length,
          IntStream.range(0, points[0].length)
              .mapToObj(
                  j ->
                      Arrays.stream(points).mapToLong(x -> Double.doubleToLongBits(x[j])).toArray())
              .map(levels -> new Hyperparameters.Column(levels, /* numeric= */ true))
              .toList());
    }
  }

  @Override
  public String name() {
    return kind.label() + "-" + number;
  }

  @Override
  public Draw draw(int trials, UniformRandomProvider random) {
    Sweep sweep = sweep(trials, random);
    return new Draw(
        sweep.scores,
        truth(trials),
        Frame.loss(EstimateSettings.DEFAULT_MAX_DIMENSION),
        new Threshold.Auto(),
        Optional.of(sweep.hyperparameters()));
  }

  /**
   * Searches.
   *
   * @param trials the number of trials
   * @param random the source of all randomness
   * @return the trials
   */
  public Sweep sweep(int trials, UniformRandomProvider random) {
    Landscape landscape = known().landscape;
    double[][] points = new double[trials][landscape.loss().hyperparameters()];
    double[] scores = new double[trials];
    for (int i = 0; i < trials; i++) {
      Arrays.setAll(points[i], j -> random.nextDouble());
      scores[i] = landscape.score(points[i], random);
    }
    return new Sweep(points, scores);
  }

  /**
   * Runs a configuration again.
   *
   * @param point the configuration
   * @param runs how often
   * @param random the source of all randomness
   * @return the scores
   */
  public double[] rerun(double[] point, int runs, UniformRandomProvider random) {
    double[] scores = new double[runs];
    Arrays.setAll(scores, i -> known().landscape.score(point, random));
    return scores;
  }

  /**
   * Returns what is true of a search.
   *
   * @param trials the number of its trials, at least 12
   * @return the truth
   */
  public Truth truth(int trials) {
    Known known = known();
    return new Truth(
        known.law.best(),
        known.law.scale(),
        known.landscape.dimension(),
        known.law.medianBestOf(2.0 * trials),
        known.law.medianBestOf(10.0 * trials));
  }

  private Known known() {
    return KNOWN.computeIfAbsent(this, BenchSearch::made);
  }

  private static Known made(BenchSearch search) {
    long base = Seeds.base(search.number, search.kind.label(), "landscape");
    Landscape landscape = search.kind.draw(new Dice(RandomSource.XO_SHI_RO_256_PP.create(base)));
    return new Known(
        landscape,
        LandscapeLaw.of(landscape, RandomSource.XO_SHI_RO_256_PP.create(Seeds.replicate(base, 1))));
  }
}
