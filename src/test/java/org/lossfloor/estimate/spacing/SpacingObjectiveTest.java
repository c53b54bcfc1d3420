package org.lossfloor.estimate.spacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.bins.Bins;
import org.lossfloor.estimate.fit.Ties;

/** The spacing objective: its derivatives, its limits, its small spacings. */
class SpacingObjectiveTest {
  @Test
  void gradientAgreesWithDifferences() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(7);
    for (int i = 0; i < 200; i++) {
      int c = 1 + random.nextInt(10);
      double s = Math.exp(Math.log(1e-3) + random.nextDouble() * Math.log(1e4));
      double a = -0.3 * random.nextDouble();
      double h = 1.5 + 2 * random.nextDouble();
      SpacingObjective objective = new SpacingObjective(bins(random), c);
      double[] gradient = new double[3];
      objective.evaluate(a, h, s, gradient, new double[9], new double[9]);
      double e = 1e-3 * Math.min(1, s);
      double[] differences = {
        (objective.value(a + e, h, s) - objective.value(a - e, h, s)) / (2 * e),
        slope(objective.value(a, h * Math.exp(e), s), objective.value(a, h * Math.exp(-e), s), e),
        slope(
            objective.value(a, h, s * Math.exp(1e-4)),
            objective.value(a, h, s * Math.exp(-1e-4)),
            1e-4)
      };
      for (int j = 0; j < 3; j++) {
        assertThat(gradient[j])
            .as("c=%d s=%s a=%s h=%s, derivative %d", c, s, a, h, j)
            .isCloseTo(differences[j], within(1e-4 * (1 + Math.abs(differences[j]))));
      }
    }
  }

  private static double slope(double up, double down, double e) {
    return (up - down) / (2 * e);
  }

  private static Bins bins(UniformRandomProvider random) {
    double[] scores = random.doubles(30).sorted().toArray();
    return Bins.ofTail(scores, 20, 40);
  }

  @Test
  void spacingsThatADifferenceCannotResolveAreStillRight() {
    // c = 2 without noise has the density 1 / h everywhere: p = width / h to the last digit.
    double gap = 1e-13;
    double[] edges = {0.25, 0.5, 0.5 + gap, 0.75};
    double[] weights = {1, 1, 1, 1, 1};
    SpacingObjective objective = new SpacingObjective(Bins.of(edges, weights, 5), 2);
    double width = edges[2] - edges[1];
    double expected =
        -(Math.log(0.25)
                + Math.log(0.25)
                + Math.log(width)
                + Math.log(0.25 - width)
                + Math.log(0.25))
            - 5 * Math.log(5);
    assertThat(objective.value(0, 1, 1e-3)).isCloseTo(expected, within(1e-10));
  }

  @Test
  void farUpperSpacingsKeepTheirDigits() {
    // Beyond the far end by ten to thirteen standard deviations; c = 2 has a closed form by parts.
    double s = 0.01;
    double[] edges = {0.5, 1.10, 1.13};
    double[] weights = {0, 0, 1, 1};
    SpacingObjective objective = new SpacingObjective(Bins.of(edges, weights, 2), 2);
    double middle = survival(10, s) - survival(13, s);
    double expected = -Math.log(middle) - Math.log(survival(13, s)) - 2 * Math.log(2);
    assertThat(objective.value(0, 1, s)).isCloseTo(expected, within(1e-9));
  }

  @Test
  void agreesWithTheDistributionBinByBin() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(8);
    for (int i = 0; i < 100; i++) {
      int c = 1 + random.nextInt(10);
      double s = Math.exp(Math.log(1e-3) + random.nextDouble() * Math.log(1e3));
      double[] edges = random.doubles(12, -6 * s, 1 + 12 * s).sorted().toArray();
      double[] weights = random.doubles(13).toArray();
      NoisyQuadratic law = NoisyQuadratic.convex(0, 1, c, s);
      double expected = 0;
      for (int j = 0; j < 13; j++) {
        double from = j == 0 ? Double.NEGATIVE_INFINITY : edges[j - 1];
        double to = j == 12 ? Double.POSITIVE_INFINITY : edges[j];
        expected += weights[j] * (Math.log(weights[j] / 5) - law.logProbability(from, to));
      }
      double value = new SpacingObjective(Bins.of(edges, weights, 5), c).value(0, 1, s);
      assertThat(value).as("c=%d s=%s", c, s).isCloseTo(expected, within(1e-10 * expected));
    }
  }

  /** P(U + s Z > 1 + z s) for U uniform on [0, 1], by the tail series of the integrated normal. */
  private static double survival(double z, double s) {
    double density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
    double term = 1 / (z * z);
    double sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += term;
      term *= -(2.0 * i + 3) / (z * z);
    }
    return s * density * sum;
  }

  @Test
  void impossibleSpacingsAreInfinite() {
    SpacingObjective objective =
        new SpacingObjective(Bins.of(new double[] {0, 1}, new double[] {1, 1, 1}, 3), 1);
    assertThat(objective.value(2, 1, 0.01)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(objective.value(-9, 1, 1e-5)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void binsOfATailFollowTheRecipe() {
    double[] scores = {1, 2, 4, 7, 11, 16};
    Bins bins = Bins.ofTail(scores, 3, 10);
    assertThat(edges(bins)).containsExactly(1, 2, 4, 5.5);
    assertThat(weights(bins)).containsExactly(0.65, 1, 1, 1, 7);
    assertThat(bins.denominator()).isEqualTo(11);
  }

  @Test
  void theLastScoreIsTheThresholdWhenNoneFollows() {
    Bins bins = Bins.ofTail(new double[] {1, 2, 4}, 3, 10);
    assertThat(edges(bins)).containsExactly(1, 2, 4);
    assertThat(weights(bins)).containsExactly(0.65, 1, 1, 8);
  }

  @Test
  void largeTailsAreGroupedToOrderStatistics() {
    double[] scores = new double[1000];
    Arrays.setAll(scores, i -> i + 1.0);
    Bins bins = Bins.ofTail(scores, 600, 2000);
    assertThat(bins.size()).isEqualTo(151);
    for (int i = 0; i < 37; i++) {
      assertThat(bins.edge(i)).isEqualTo(i + 1);
    }
    assertThat(bins.edge(37)).isEqualTo(Math.floor(37 + 563 / 113.0 + 0.5));
    assertThat(bins.edge(149)).isEqualTo(600);
    assertThat(bins.edge(150)).isEqualTo(600.5);
    assertThat(Arrays.stream(weights(bins)).sum()).isCloseTo(2000.65, within(1e-9));
  }

  @Test
  void scoresThatCoincideShareABin() {
    Bins bins = Bins.ofTail(new double[] {1, 2, 2, 2, 4, 7}, 5, 10);
    assertThat(edges(bins)).containsExactly(1, 2, 4, 5.5);
    assertThat(weights(bins)).containsExactly(0.65, 3, 1, 1, 5);
  }

  @Test
  void tiesAreSpreadOverTheirCell() {
    assertThat(Ties.spread(new double[] {1, 1, 2, 5, 5, 5}))
        .containsExactly(0.75, 1.25, 2, 4, 5, 6);
    assertThat(Ties.spread(new double[] {3, 3, 3})).containsExactly(3, 3, 3);
    assertThat(Ties.spread(new double[] {})).isEmpty();
  }

  private static double[] edges(Bins bins) {
    double[] edges = new double[bins.size()];
    Arrays.setAll(edges, bins::edge);
    return edges;
  }

  private static double[] weights(Bins bins) {
    double[] weights = new double[bins.size() + 1];
    Arrays.setAll(weights, bins::weight);
    return weights;
  }
}
