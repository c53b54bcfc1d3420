package org.lossfloor.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.bins.Bins;
import org.lossfloor.estimate.fit.CensoredSample;
import org.lossfloor.estimate.fit.SampleBins;
import org.lossfloor.estimate.spacing.Functional;
import org.lossfloor.estimate.spacing.SpacingFit;
import org.lossfloor.estimate.spacing.SpacingSolver;

/**
 * Large samples are fitted through some of their order statistics: no estimate may move by a tenth
 * of its standard error, and the lowest scores are kept one by one.
 */
class GroupingTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double TENTH = 0.1;
  private static final int[] DIMENSIONS = {1, 2, 3, 6};
  private static final double[] NOISES = {1e-4, 0.01, 0.05, 0.2};

  private static double[] ascending(int c, double noise, int n, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, c, noise);
    double[] scores = new double[n];
    Arrays.setAll(scores, i -> law.sample(random));
    Arrays.sort(scores);
    return scores;
  }

  /** The bins of the k best of n scores without any grouping. */
  private static Bins ungrouped(double[] ascending, int k) {
    boolean beyond = k < ascending.length;
    double[] edges = Arrays.copyOf(ascending, beyond ? k + 1 : k);
    edges[edges.length - 1] = Bins.threshold(ascending, k);
    double[] weights = new double[edges.length + 1];
    Arrays.fill(weights, 1);
    weights[0] = Bins.OPEN_WEIGHT;
    weights[edges.length] = beyond ? ascending.length - k : 1;
    return Bins.of(edges, weights, ascending.length + 1.0);
  }

  /** Best score, noise and two points of the tuning curve, in standard errors of the finer fit. */
  private static double largestEffect(int c, Bins all, Bins grouped, int n) {
    SpacingSolver fine = new SpacingSolver(all);
    SpacingSolver coarse = new SpacingSolver(grouped);
    SpacingFit start = coarse.fit(c);
    SpacingFit one = fine.fit(c, start);
    SpacingFit other = coarse.refit(start, one);
    double largest = 0;
    for (Functional functional :
        List.of(
            Functional.endPoint(),
            Functional.noise(),
            Functional.medianBestOf(2.0 * n),
            Functional.medianBestOf(10.0 * n))) {
      double effect = fine.valueOf(functional, other) - fine.valueOf(functional, one);
      largest = Math.max(largest, Math.abs(effect) / fine.standardError(functional, one));
    }
    return largest;
  }

  @ParameterizedTest
  @CsvSource({"500, 1000", "2000, 4000", "2000, 20000", "400, 400", "3000, 3000", "20000, 20000"})
  void aTailMovesByLessThanATenthOfAStandardError(int k, int n) {
    for (int c : DIMENSIONS) {
      for (double noise : NOISES) {
        double[] scores = ascending(c, noise, n, 31L * c + k);
        Bins all = ungrouped(scores, k);
        Bins grouped = Bins.ofTail(scores, k, n);

        assertThat(grouped.size()).isLessThan(all.size());
        assertThat(largestEffect(c, all, grouped, n))
            .as("dimension %d, noise %s", c, noise)
            .isLessThan(TENTH);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0.0001", "2, 0.01", "3, 0.05", "6, 0.2"})
  void theReferenceObjectiveMovesByLessThanATenthOfAStandardError(int c, double noise) {
    for (double limit : new double[] {INFINITY, 0.6}) {
      double[] scores = ascending(c, noise, 50_000, c);
      CensoredSample sample = CensoredSample.of(scores, -INFINITY, limit);
      Bins all = SampleBins.of(sample, Objective.REFERENCE, true);
      Bins grouped = SampleBins.searchable(all);

      assertThat(grouped.size()).isLessThan(all.size());
      assertThat(largestEffect(c, all, grouped, scores.length))
          .as("limit %s", limit)
          .isLessThan(TENTH);
    }
  }

  @Test
  void aMillionScoresMoveByLessThanATenthOfAStandardError() {
    double[] scores = ascending(2, 0.03, 1_000_000, 75);
    int k = 250_000;

    double effect =
        largestEffect(
            2, ungrouped(scores, k), Bins.ofTail(scores, k, scores.length), scores.length);

    assertThat(effect).isLessThan(TENTH);
  }

  @Test
  void bothEndsOfAWholeSampleAreKeptOneByOne() {
    double[] scores = new double[20_000];
    Arrays.setAll(scores, i -> i + 1.0);

    Bins bins = Bins.ofTail(scores, scores.length, scores.length);

    int last = bins.size() - 1;
    for (int i = 0; i < Bins.UNGROUPED / 3; i++) {
      assertThat(bins.edge(i)).isEqualTo(i + 1);
    }
    for (int i = 0; i < 10; i++) {
      assertThat(bins.edge(last - i)).isEqualTo(scores.length - i);
    }
    double weight = 0;
    for (int i = 0; i <= bins.size(); i++) {
      weight += bins.weight(i);
    }
    assertThat(weight).isEqualTo(20_000 + Bins.OPEN_WEIGHT);
    assertThat(bins.size()).isLessThan(600);
  }
}
