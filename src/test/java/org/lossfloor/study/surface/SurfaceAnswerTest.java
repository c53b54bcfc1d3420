package org.lossfloor.study.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class SurfaceAnswerTest {
  private static double[][] points(int trials, Random random) {
    double[][] points = new double[trials][2];
    for (double[] point : points) {
      Arrays.setAll(point, d -> random.nextDouble());
    }
    return points;
  }

  private static UniformRandomProvider source() {
    return RandomSource.XO_SHI_RO_256_PP.create(7);
  }

  private static double quadratic(double... x) {
    return 3 + (x[0] - .3) * (x[0] - .3) + 2 * (x[1] - .6) * (x[1] - .6);
  }

  /** With hardly any noise the process goes through its points, and knows where it does not. */
  @Test
  void theProcessInterpolates() {
    Random random = new Random(1);
    double[][] points = points(60, random);
    double[] values = Arrays.stream(points).mapToDouble(SurfaceAnswerTest::quadratic).toArray();
    GaussianProcess process = GaussianProcess.fit(points, values);
    for (double[] point : points(200, random)) {
      Arrays.setAll(point, d -> .15 + .7 * point[d]);
      double inside = Math.abs(process.mean(point) - quadratic(point));
      assertThat(inside).isLessThan(.02);
      assertThat(process.sd(point)).isLessThan(.05);
    }
    assertThat(process.sd(-3, 4)).isGreaterThan(10 * process.sd(.5, .5));
  }

  /** Mirror and shift of the scores go through; the minimum is found within its error. */
  @Test
  void theMinimumOfAQuadraticIsFound() {
    Random random = new Random(2);
    double[][] points = points(100, random);
    double[] scores =
        Arrays.stream(points)
            .mapToDouble(p -> quadratic(p) + .02 * random.nextGaussian())
            .toArray();
    SurfaceAnswer answer = SurfaceAnswer.of(points, scores, source()).orElseThrow();
    assertThat(answer.best()).isCloseTo(3, within(.02));
    double[] moved = Arrays.stream(scores).map(y -> 10 * y - 4).toArray();
    SurfaceAnswer other = SurfaceAnswer.of(points, moved, source()).orElseThrow();
    assertThat(other.best()).isCloseTo(10 * answer.best() - 4, within(1e-4));
    assertThat(other.sd()).isCloseTo(10 * answer.sd(), within(1e-3 * other.sd()));
  }

  @Test
  void failedTrialsDoNotCountAndFewAreNotAnswered() {
    Random random = new Random(3);
    double[][] points = points(40, random);
    double[] scores = Arrays.stream(points).mapToDouble(SurfaceAnswerTest::quadratic).toArray();
    Arrays.fill(scores, 0, 20, Double.NaN);
    double[][] left = Arrays.copyOfRange(points, 20, 40);
    double[] leftScores = Arrays.copyOfRange(scores, 20, 40);
    assertThat(SurfaceAnswer.of(points, scores, source()))
        .isEqualTo(SurfaceAnswer.of(left, leftScores, source()))
        .isPresent();
    Arrays.fill(scores, 0, 29, Double.NaN);
    assertThat(SurfaceAnswer.of(points, scores, source())).isEmpty();
    Arrays.fill(scores, 1);
    assertThat(SurfaceAnswer.of(points, scores, source())).isEmpty();
  }
}
