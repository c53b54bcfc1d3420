package org.lossfloor.distribution.band;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lossfloor.distribution.EmpiricalDistribution;
import org.lossfloor.distribution.EmpiricalGolden;

class ConfidenceBandTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double[] TRIALS = {1, 1.5, 2, 5, 20, 300};

  @Test
  void liesBetweenOrderStatisticsAsInTheGoldenBands() {
    for (var row : EmpiricalGolden.rows("ld_bands.csv")) {
      int n = row.whole("n");
      double[] ascending = new double[n];
      Arrays.setAll(ascending, i -> i + 1);
      ConfidenceBand band =
          ConfidenceBand.of(
              EmpiricalDistribution.of(ascending), row.kind(), row.number("confidence"));
      int i = row.whole("i");
      assertThat(band.cdf(i).lower()).isCloseTo(row.number("lower"), within(1e-12));
      assertThat(band.cdf(i - 0.5).upper()).isCloseTo(row.number("upper"), within(1e-12));
      assertThat(band.cdf(i + 0.9).lower()).isEqualTo(band.cdf(i).lower());
    }
  }

  @Test
  void tellsWhatItIs() {
    ConfidenceBand band =
        ConfidenceBand.of(EmpiricalDistribution.of(3, 1, 3).withSupport(0, 3), BandKind.DKW, 0.8);
    assertThat(band.kind()).isEqualTo(BandKind.DKW);
    assertThat(band.confidence()).isEqualTo(0.8);
    assertThat(band.criticalValue()).isEqualTo(BandKind.DKW.criticalValue(3, 0.8));
    assertThat(band.steps()).containsExactly(0, 1, 3);
    assertThat(band).hasToString("ConfidenceBand[DKW, confidence 0.8, 3 steps]");
  }

  @ParameterizedTest
  @EnumSource(BandKind.class)
  void holdsTheEmpiricalDistributionAndItsTuningCurves(BandKind kind) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(21L);
    for (int size : new int[] {1, 2, 9, 60}) {
      double[] sample = random.doubles(size).map(y -> Math.rint(y * 30) / 30).toArray();
      EmpiricalDistribution scores = EmpiricalDistribution.of(sample).withSupport(-1, 2);
      ConfidenceBand band = ConfidenceBand.of(scores, kind, 0.9);
      for (double y = -1.5; y < 2.5; y += 1.0 / 60) {
        assertThat(band.cdf(y).contains(scores.cdf(y))).isTrue();
      }
      for (boolean minimize : new boolean[] {true, false}) {
        for (double n : TRIALS) {
          double median = scores.quantileTuningCurve(n, 0.5, minimize);
          double average = scores.averageTuningCurve(n, minimize);
          assertThat(band.quantileTuningCurve(n, 0.5, minimize).contains(median)).isTrue();
          assertThat(band.averageTuningCurve(n, minimize).contains(average)).isTrue();
        }
      }
    }
  }

  @Test
  void aNarrowerConfidenceLiesInsideAWiderOne() {
    EmpiricalDistribution scores =
        EmpiricalDistribution.of(RandomSource.XO_SHI_RO_256_PP.create(22L).doubles(30).toArray())
            .withSupport(0, 1);
    for (BandKind kind : BandKind.values()) {
      ConfidenceBand narrow = ConfidenceBand.of(scores, kind, 0.5);
      ConfidenceBand wide = ConfidenceBand.of(scores, kind, 0.95);
      for (double n : TRIALS) {
        encloses(wide.averageTuningCurve(n, true), narrow.averageTuningCurve(n, true));
        encloses(
            wide.quantileTuningCurve(n, 0.5, false), narrow.quantileTuningCurve(n, 0.5, false));
      }
    }
  }

  private static void encloses(BandPoint wide, BandPoint narrow) {
    assertThat(wide.contains(narrow.lower()) && wide.contains(narrow.upper())).isTrue();
  }

  @ParameterizedTest
  @EnumSource(BandKind.class)
  void mirrorsWithTheScores(BandKind kind) {
    double[] sample = RandomSource.XO_SHI_RO_256_PP.create(23L).doubles(17).toArray();
    ConfidenceBand band =
        ConfidenceBand.of(EmpiricalDistribution.of(sample).withSupport(0, 1), kind, 0.9);
    ConfidenceBand mirrored =
        ConfidenceBand.of(
            EmpiricalDistribution.of(Arrays.stream(sample).map(y -> -y).toArray())
                .withSupport(-1, 0),
            kind,
            0.9);
    for (double n : TRIALS) {
      BandPoint point = band.averageTuningCurve(n, true);
      BandPoint image = mirrored.averageTuningCurve(n, false);
      assertThat(image.lower()).isCloseTo(-point.upper(), within(1e-12));
      assertThat(image.upper()).isCloseTo(-point.lower(), within(1e-12));
      point = band.quantileTuningCurve(n, 0.37, true);
      image = mirrored.quantileTuningCurve(n, 0.63, false);
      assertThat(image.lower()).isEqualTo(-point.upper());
      assertThat(image.upper()).isEqualTo(-point.lower());
    }
  }

  /**
   * Of uniform samples: does the band hold the true cdf everywhere, and do its tuning curves hold
   * the true ones? 4000 rounds, so one standard error at 0.9 is 0.0048; four are allowed. The
   * failure probability of a right band is below 1e-4, and the seed is fixed.
   */
  @ParameterizedTest
  @EnumSource(BandKind.class)
  void coversAsOftenAsItSays(BandKind kind) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(24L);
    int rounds = 4000;
    int cdfHeld = 0;
    int curvesHeld = 0;
    for (int round = 0; round < rounds; round++) {
      double[] sample = random.doubles(15).toArray();
      ConfidenceBand band =
          ConfidenceBand.of(EmpiricalDistribution.of(sample).withSupport(0, 1), kind, 0.9);
      boolean held = holdsUniformCdf(band, sample);
      cdfHeld += held ? 1 : 0;
      curvesHeld += holdsUniformCurves(band) ? 1 : 0;
      assertThat(!held || holdsUniformCurves(band)).isTrue();
    }
    double fourErrors = 4 * Math.sqrt(0.9 * 0.1 / rounds);
    double share = (double) cdfHeld / rounds;
    assertThat(share).isGreaterThan(0.9 - fourErrors);
    if (kind != BandKind.DKW) {
      assertThat(share).isLessThan(0.9 + fourErrors);
    }
    assertThat((double) curvesHeld / rounds).isGreaterThanOrEqualTo(share);
  }

  /** The cdf y at each score and just before it: between scores only the limits' ends matter. */
  private static boolean holdsUniformCdf(ConfidenceBand band, double[] sample) {
    return Arrays.stream(sample)
        .allMatch(y -> band.cdf(y).contains(y) && band.cdf(Math.nextDown(y)).contains(y));
  }

  /** Best of n uniform scores: median 1 - 0.5^(1/n) or 0.5^(1/n), mean 1/(n+1) or n/(n+1). */
  private static boolean holdsUniformCurves(ConfidenceBand band) {
    return Arrays.stream(TRIALS)
        .allMatch(
            n -> {
              double root = Math.pow(0.5, 1 / n);
              return band.quantileTuningCurve(n, 0.5, true).contains(1 - root)
                  && band.quantileTuningCurve(n, 0.5, false).contains(root)
                  && band.averageTuningCurve(n, true).contains(1 / (n + 1))
                  && band.averageTuningCurve(n, false).contains(n / (n + 1));
            });
  }

  /** Scores of five grades: ties make the band hold at least as often as it says. */
  @ParameterizedTest
  @EnumSource(BandKind.class)
  void tiesMakeItConservative(BandKind kind) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(25L);
    int rounds = 2000;
    int held = 0;
    for (int round = 0; round < rounds; round++) {
      double[] sample = random.ints(15, 1, 6).asDoubleStream().toArray();
      ConfidenceBand band =
          ConfidenceBand.of(EmpiricalDistribution.of(sample).withSupport(1, 5), kind, 0.9);
      boolean all = true;
      for (int grade = 1; grade <= 5; grade++) {
        all &= band.cdf(grade).contains(grade / 5.0);
      }
      held += all ? 1 : 0;
    }
    assertThat((double) held / rounds).isGreaterThan(0.9 - 4 * Math.sqrt(0.9 * 0.1 / rounds));
  }

  /** n = 1, confidence 0.8, score 0.5 on [0, 1]: the cdf is in [0, .9] before it, [.1, 1] after. */
  @Test
  void oneScoreByHand() {
    for (BandKind kind :
        new BandKind[] {BandKind.KS, BandKind.EQUAL_TAILED, BandKind.HIGHEST_DENSITY}) {
      ConfidenceBand band =
          ConfidenceBand.of(EmpiricalDistribution.of(0.5).withSupport(0, 1), kind, 0.8);
      assertThat(band.cdf(-0.1)).isEqualTo(new BandPoint(0, 0));
      assertThat(band.cdf(0.2).lower()).isZero();
      assertThat(band.cdf(0.2).upper()).isCloseTo(0.9, within(1e-12));
      assertThat(band.cdf(0.5).lower()).isCloseTo(0.1, within(1e-12));
      assertThat(band.cdf(0.7).upper()).isEqualTo(1);
      assertThat(band.cdf(1)).isEqualTo(new BandPoint(1, 1));
      assertThat(band.quantile(0.05)).isEqualTo(new BandPoint(0, 0.5));
      assertThat(band.quantile(0.95)).isEqualTo(new BandPoint(0.5, 1));
      assertThat(band.quantile(0)).isEqualTo(new BandPoint(0, 0));
      // The edges: .9 on 0 and .1 on the score; .1 on the score and .9 on 1. Best of two:
      BandPoint smallest = band.averageTuningCurve(2, true);
      assertThat(smallest.lower()).isCloseTo(0.01 * 0.5, within(1e-12));
      assertThat(smallest.upper()).isCloseTo(0.19 * 0.5 + 0.81, within(1e-12));
      BandPoint largest = band.averageTuningCurve(2, false);
      assertThat(largest.lower()).isCloseTo(0.19 * 0.5, within(1e-12));
      assertThat(largest.upper()).isCloseTo(0.01 * 0.5 + 0.99, within(1e-12));
    }
  }

  @Test
  void withoutBoundsTheMeanHasNoLimits() {
    ConfidenceBand band = ConfidenceBand.of(EmpiricalDistribution.of(1, 2, 3), BandKind.KS, 0.9);
    assertThat(band.averageTuningCurve(1e6, true)).isEqualTo(new BandPoint(-INFINITY, INFINITY));
    assertThat(band.quantileTuningCurve(1, 0.5, true).lower()).isEqualTo(-INFINITY);
    ConfidenceBand below =
        ConfidenceBand.of(
            EmpiricalDistribution.of(1, 2, 3).withSupport(0, INFINITY), BandKind.KS, 0.9);
    assertThat(below.averageTuningCurve(2, true).lower()).isBetween(0.0, 1.0);
    assertThat(below.averageTuningCurve(2, true).upper()).isEqualTo(INFINITY);
  }

  @Test
  void failedTrialsOpenTheirSideOfTheSupport() {
    double[] accuracies = new double[20];
    Arrays.setAll(accuracies, i -> i < 5 ? -INFINITY : i / 20.0);
    ConfidenceBand band =
        ConfidenceBand.of(EmpiricalDistribution.of(accuracies).withSupport(0, 1), BandKind.KS, 0.8);
    assertThat(band.cdf(0.1).contains(0.25)).isTrue();
    assertThat(band.cdf(-1).lower()).isPositive();
    assertThat(band.quantileTuningCurve(10, 0.5, false).upper()).isEqualTo(1);
    assertThat(band.quantileTuningCurve(10, 0.5, false).lower()).isBetween(0.5, 0.95);
    assertThat(band.averageTuningCurve(10, false).lower()).isEqualTo(-INFINITY);
    // Without an upper bound the lower edge reaches both infinities: no limit on either side.
    assertThat(
            ConfidenceBand.of(EmpiricalDistribution.of(accuracies), BandKind.KS, 0.8)
                .averageTuningCurve(10, false))
        .isEqualTo(new BandPoint(-INFINITY, INFINITY));
  }

  @Test
  void refusesBadArguments() {
    EmpiricalDistribution scores = EmpiricalDistribution.of(1, 2);
    assertThatThrownBy(() -> ConfidenceBand.of(scores, BandKind.DKW, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.5");
    ConfidenceBand band = ConfidenceBand.of(scores, BandKind.DKW, 0.5);
    assertThatThrownBy(() -> band.averageTuningCurve(0.5, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.5");
    assertThatThrownBy(() -> band.cdf(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BandPoint(2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2.0, 1.0]");
  }
}
