package org.lossfloor.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.lossfloor.math.GaussLegendre;

/** What holds for either shape; the two subclasses run it for the convex and the concave law. */
abstract class NoisyQuadraticContract {
  private static final double[] PROBABILITIES = {
    1e-300, 1e-40, 1e-12, 1e-6, 0.01, 0.2, 0.5, 0.7, 0.99, 1 - 1e-9
  };

  abstract NoisyQuadratic law(double a, double b, double c, double o);

  /**
   * Seeded laws over all scales: o / (b - a) from 1e-8 to 1e3 and 0, c real and integer, a == b.
   */
  final List<NoisyQuadratic> laws() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(20260101L);
    return IntStream.range(0, 60)
        .mapToObj(
            i -> {
              double h = i % 15 == 14 ? 0 : Math.pow(10, random.nextDouble(-3, 3));
              double a = random.nextDouble(-2, 2) * (h + 0.1);
              double c = i % 2 == 0 ? random.nextInt(1, 11) : random.nextDouble(0.5, 20);
              double o =
                  h == 0 ? 0.3 : i % 10 == 9 ? 0 : h * Math.pow(10, random.nextDouble(-8, 3));
              return law(a, a + h, c, o);
            })
        .toList();
  }

  @Test
  void tailsAreComplements() {
    for (NoisyQuadratic law : laws()) {
      for (double y : grid(law)) {
        assertThat(law.cdf(y) + law.survival(y)).as("%s at %s", law, y).isCloseTo(1, offset(4e-15));
        assertThat(law.cdf(y)).isBetween(0.0, 1.0);
        assertThat(law.density(y)).isNotNegative();
      }
    }
  }

  @Test
  void cdfRisesAndSurvivalFalls() {
    for (NoisyQuadratic law : laws()) {
      double[] grid = grid(law);
      for (int i = 1; i < grid.length; i++) {
        double slack = 1e-14;
        assertThat(law.cdf(grid[i])).isGreaterThanOrEqualTo(law.cdf(grid[i - 1]) * (1 - slack));
        assertThat(law.survival(grid[i - 1]))
            .isGreaterThanOrEqualTo(law.survival(grid[i]) * (1 - slack));
      }
    }
  }

  @Test
  void quantilesInvertBothTails() {
    for (NoisyQuadratic law : laws()) {
      for (double p : PROBABILITIES) {
        double y = law.quantile(p);
        double slack = rounding(law, y);
        assertThat(p)
            .as("%s quantile %s", law, p)
            .isBetween(law.cdf(y - slack) * (1 - 1e-12), law.cdf(y + slack) * (1 + 1e-12));
        double x = law.survivalQuantile(p);
        slack = rounding(law, x);
        assertThat(p)
            .as("%s survival quantile %s", law, p)
            .isBetween(
                law.survival(x + slack) * (1 - 1e-12), law.survival(x - slack) * (1 + 1e-12));
      }
      assertThat(law.quantile(0.3)).isLessThan(law.quantile(0.31));
    }
  }

  @Test
  void quantilesOfCertaintyAreTheEndsOfTheSupport() {
    NoisyQuadratic noiseless = law(1, 3, 2.5, 0);
    assertThat(noiseless.quantile(0)).isEqualTo(1);
    assertThat(noiseless.quantile(1)).isEqualTo(3);
    assertThat(noiseless.survivalQuantile(0)).isEqualTo(3);
    assertThat(law(1, 3, 2, 0.1).quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(law(1, 3, 2, 0.1).quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void mirroredLawSwapsTheTails() {
    for (NoisyQuadratic law : laws()) {
      NoisyQuadratic mirrored = law.mirrored();
      assertThat(mirrored.convex()).isNotEqualTo(law.convex());
      assertThat(mirrored.bestScore()).isEqualTo(-law.bestScore());
      for (double y : grid(law)) {
        assertThat(mirrored.survival(-y)).isEqualTo(law.cdf(y));
        assertThat(mirrored.density(-y)).isEqualTo(law.density(y));
        assertThat(mirrored.logCdf(-y)).isEqualTo(law.logSurvival(y));
      }
      assertThat(mirrored.quantile(0.2)).isEqualTo(-law.survivalQuantile(0.2));
      assertThat(mirrored.mean()).isEqualTo(-law.mean());
      assertThat(mirrored.variance()).isEqualTo(law.variance());
      assertThat(mirrored.mirrored()).isEqualTo(law);
    }
  }

  /** Scale and shift are powers of two and small integers, so that the inputs are exact. */
  @Test
  void affineEquivariance() {
    for (double c : new double[] {0.5, 1, 2.25, 3, 10}) {
      for (double o : new double[] {0, 0x1p-10, 0.125, 4}) {
        NoisyQuadratic unit = law(0, 1, c, o);
        NoisyQuadratic moved = law(3, 3 + 0x1p-5, c, o * 0x1p-5);
        for (double x = -0.5; x <= 1.5; x += 0x1p-4) {
          double y = 3 + x * 0x1p-5;
          assertThat(moved.cdf(y)).isEqualTo(unit.cdf(x));
          assertThat(moved.density(y) * 0x1p-5)
              .isCloseTo(unit.density(x), offset(1e-15 * unit.density(x)));
        }
        assertThat(moved.quantile(0.25))
            .isCloseTo(3 + 0x1p-5 * unit.quantile(0.25), offset(1e-15 * (1 + o)));
      }
    }
  }

  @Test
  void densityIntegratesToProbability() {
    GaussLegendre rule = new GaussLegendre(20);
    for (NoisyQuadratic law : laws()) {
      double[] levels = {1e-9, 1e-6, 1e-4, 0.003, 0.03, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 0.9, 0.97};
      for (int i = 1; i < levels.length; i++) {
        double from = law.quantile(levels[i - 1]);
        double to = law.quantile(levels[i]);
        double integral = 0;
        for (int panel = 0; panel < 64; panel++) {
          double step = (to - from) / 64;
          integral += rule.integrate(law::density, from + panel * step, from + (panel + 1) * step);
        }
        double expected = levels[i] - levels[i - 1];
        assertThat(law.probability(from, to))
            .as("%s from %s to %s", law, from, to)
            .isCloseTo(expected, offset(1e-11 * expected + around(law, from) + around(law, to)));
        // A panel holding the end of a noiseless or nearly noiseless law is not smooth.
        if (law.o() > 1e-3 * (law.b() - law.a())) {
          assertThat(integral)
              .as("%s from %s to %s", law, from, to)
              .isCloseTo(expected, offset(1e-10 * expected + 1e-13));
        }
      }
    }
  }

  @Test
  void probabilitiesAdd() {
    for (NoisyQuadratic law : laws()) {
      double[] grid = grid(law);
      double sum = 0;
      for (int i = 1; i < grid.length; i++) {
        sum += law.probability(grid[i - 1], grid[i]);
      }
      double all = law.probability(grid[0], grid[grid.length - 1]);
      assertThat(sum).as("%s", law).isCloseTo(all, offset(1e-13));
      assertThat(law.probability(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)).isEqualTo(1);
      double y = law.quantile(0.4);
      assertThat(law.probability(y, y)).isZero();
      assertThat(law.logProbability(y, y)).isEqualTo(Double.NEGATIVE_INFINITY);
    }
  }

  /** Far out and very narrow: the probability is density times width, which subtraction loses. */
  @Test
  void narrowIntervalsKeepTheirDigits() {
    for (NoisyQuadratic law : laws()) {
      if (law.o() == 0) {
        continue;
      }
      for (double p : new double[] {1e-200, 1e-20, 1e-3, 0.3, 0.9}) {
        double middle = law.quantile(p);
        double from = middle - 1e-7 * law.o();
        double to = middle + 1e-7 * law.o();
        double expected = law.density(from + 0.5 * (to - from)) * (to - from);
        if (to - from > 1e-13 * Math.abs(middle)) {
          assertThat(law.probability(from, to))
              .as("%s at %s", law, middle)
              .isCloseTo(expected, offset(1e-8 * expected));
          assertThat(law.logProbability(from, to))
              .isCloseTo(Math.log(expected), offset(1e-8 + 1e-13 * Math.abs(Math.log(expected))));
        }
      }
    }
  }

  /** Intervals too narrow to bend the density, against one that is integrated as a whole. */
  @Test
  void probabilitiesOfNarrowIntervalsAddUp() {
    for (NoisyQuadratic law : laws()) {
      for (double p : law.o() > 0 ? PROBABILITIES : new double[0]) {
        double from = law.quantile(p);
        double step = 1e-5 * law.o();
        double sum = 0;
        for (int i = 0; i < 8; i++) {
          sum += Math.exp(law.logProbability(from + i * step, from + (i + 1) * step));
        }
        double all = law.probability(from, from + 8 * step);
        // Otherwise the places at which the density is asked for lose the digits first.
        if (law.o() > 4e-3 * Math.abs(from)) {
          assertThat(sum).as("%s at %s", law, from).isCloseTo(all, offset(1e-11 * all + 1e-320));
        }
      }
    }
  }

  @Test
  void logFormsAgreeWithPlainForms() {
    for (NoisyQuadratic law : laws()) {
      for (double y : grid(law)) {
        checkLog(law.logCdf(y), law.cdf(y));
        checkLog(law.logSurvival(y), law.survival(y));
        checkLog(law.logDensity(y), law.density(y));
        checkLog(law.logProbability(y, y + 0.1), law.probability(y, y + 0.1));
      }
    }
  }

  @Test
  void logFormsStayFiniteWhereProbabilitiesUnderflow() {
    NoisyQuadratic law = law(0, 1, 3, 0.001);
    for (double y : new double[] {-0.2, -5, -1e6, -1e12}) {
      double z = y / 0.001;
      assertThat(law.cdf(y)).isZero();
      assertThat(law.logCdf(y)).isBetween(-0.5 * z * z * (1 + 1e-12) - 100, -0.49 * z * z);
      assertThat(law.logCdf(y)).isGreaterThan(law.logCdf(y * 1.01));
      assertThat(law.logSurvival(1 - y)).isBetween(-0.5 * z * z * (1 + 1e-12) - 100, -0.49 * z * z);
      assertThat(law.logProbability(y * 1.01, y)).isCloseTo(law.logCdf(y), offset(1e-3 * z * z));
    }
  }

  @Test
  void vanishingNoiseReachesTheNoiselessLaw() {
    for (double c : new double[] {0.5, 1, 2, 3.7, 8}) {
      NoisyQuadratic limit = law(0, 1, c, 0);
      for (double y : new double[] {0.01, 0.2, 0.5, 0.9, 0.99}) {
        for (double o : new double[] {1e-5, 1e-7, 1e-9, 1e-14, 1e-200, Double.MIN_VALUE}) {
          NoisyQuadratic law = law(0, 1, c, o);
          // The difference is o^2 F'' / 2, and F'' <= |k (k - 1)| max(x^(k - 2), 1).
          double bound = 1e-13 + 200 * o * o / 1e-4;
          assertThat(law.cdf(y)).isCloseTo(limit.cdf(y), offset(bound));
          double back =
              limit.cdf(y) < 0.5
                  ? law.quantile(limit.cdf(y))
                  : law.survivalQuantile(limit.survival(y));
          assertThat(back).isCloseTo(y, offset(1e-13 + 200 * bound));
        }
      }
    }
  }

  @Test
  void vanishingWidthReachesTheNormalLaw() {
    NoisyQuadratic normal = law(2, 2, 3, 0.5);
    NoisyQuadratic narrow = law(2, 2 + 0x1p-40, 3, 0.5);
    for (double y : new double[] {0, 1.5, 2, 2.2, 4}) {
      assertThat(narrow.cdf(y)).isCloseTo(normal.cdf(y), offset(2e-12));
      assertThat(narrow.density(y)).isCloseTo(normal.density(y), offset(4e-12));
    }
  }

  /** F is smooth in c: the value at a real c lies on the curve through its neighbours. */
  @Test
  void realDimensionsInterpolate() {
    for (double o : new double[] {0, 1e-3, 0.1, 2}) {
      for (double c : new double[] {1, 1.5, 2, 3, 6, 9.5}) {
        for (double y : new double[] {0.05, 0.3, 0.8}) {
          double d = 1e-3;
          double below = law(0, 1, c - d, o).cdf(y);
          double here = law(0, 1, c, o).cdf(y);
          double above = law(0, 1, c + d, o).cdf(y);
          assertThat(here)
              .isCloseTo(0.5 * (below + above), offset(1e-5 * Math.min(here, 1 - here)));
          assertThat(above).isNotEqualTo(below);
        }
      }
    }
  }

  /** Kolmogorov distance of 20,000 draws with a fixed seed, at the 0.1 % level: 1.95 / sqrt(n). */
  @Test
  void samplesFollowTheLaw() {
    int n = 20_000;
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(7L);
    for (NoisyQuadratic law :
        List.of(law(0, 1, 1, 0), law(-1, 2, 3, 0.05), law(5, 6, 2.5, 2), law(1, 1, 4, 3))) {
      double[] draws =
          IntStream.range(0, n).mapToDouble(i -> law.sample(random)).sorted().toArray();
      double distance = 0;
      for (int i = 0; i < n; i++) {
        double p = law.cdf(draws[i]);
        distance = Math.max(distance, Math.max(p - (double) i / n, (i + 1.0) / n - p));
      }
      assertThat(distance).as("%s", law).isLessThan(1.95 / Math.sqrt(n));
      double mean = Arrays.stream(draws).average().orElseThrow();
      assertThat(mean).isCloseTo(law.mean(), offset(4 * Math.sqrt(law.variance() / n)));
    }
  }

  @Test
  void equalSeedsGiveEqualDraws() {
    NoisyQuadratic law = law(0, 1, 2, 0.1);
    assertThat(law.sample(RandomSource.SPLIT_MIX_64.create(3L)))
        .isEqualTo(law.sample(RandomSource.SPLIT_MIX_64.create(3L)));
  }

  private static void checkLog(double log, double plain) {
    if (plain == 0) {
      assertThat(log).isLessThan(-740);
    } else if (plain > 1e-300) {
      assertThat(log).isCloseTo(Math.log(plain), offset(2e-14 * Math.abs(Math.log(plain)) + 1e-13));
    }
  }

  /** What y may be off by when it is the sum of an end point and a distance. */
  private static double rounding(NoisyQuadratic law, double y) {
    return 2.3e-16 * (Math.abs(y) + law.o());
  }

  /** The probability that hangs on the last digit of y. */
  private static double around(NoisyQuadratic law, double y) {
    return law.probability(y - rounding(law, y), y + rounding(law, y));
  }

  private static double[] grid(NoisyQuadratic law) {
    double h = law.b() - law.a();
    double reach = h + 12 * law.o();
    return IntStream.rangeClosed(-30, 30)
        .mapToDouble(i -> 0.5 * (law.a() + law.b()) + reach * i / 30)
        .toArray();
  }
}
