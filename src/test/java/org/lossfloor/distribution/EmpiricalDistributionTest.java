package org.lossfloor.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.distribution.band.BandKind;
import org.lossfloor.distribution.band.ConfidenceBand;

class EmpiricalDistributionTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void tuningCurvesAreGolden() {
    Map<String, double[]> samples = EmpiricalGolden.samples();
    for (var row : EmpiricalGolden.rows("empirical_tuning_curves.csv")) {
      EmpiricalDistribution scores = EmpiricalDistribution.of(samples.get(row.text("sample")));
      double n = row.number("n");
      boolean minimize = row.flag("minimize");
      assertThat(scores.quantileTuningCurve(n, 0.05, minimize)).isEqualTo(row.number("q05"));
      assertThat(scores.quantileTuningCurve(n, 0.5, minimize)).isEqualTo(row.number("median"));
      assertThat(scores.quantileTuningCurve(n, 0.95, minimize)).isEqualTo(row.number("q95"));
      near(scores.averageTuningCurve(n, minimize), row.number("average"));
      if (row.has("naive")) {
        near(scores.vStatistic((int) n, minimize), row.number("v_statistic"));
        near(scores.uStatistic((int) n, minimize), row.number("u_statistic"));
        assertThat(scores.naive((int) n, minimize)).isEqualTo(row.number("naive"));
      }
    }
  }

  private static void near(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-15 * Math.max(1, Math.abs(expected))));
  }

  @Test
  void cdfCountsTies() {
    EmpiricalDistribution scores = EmpiricalDistribution.of(3, 1, 3, 2);
    assertThat(scores.cdf(0.5)).isZero();
    assertThat(scores.cdf(1)).isEqualTo(0.25);
    assertThat(scores.cdf(2.9)).isEqualTo(0.5);
    assertThat(scores.cdf(3)).isEqualTo(1);
    assertThat(scores.cdf(INFINITY)).isEqualTo(1);
    assertThat(scores.size()).isEqualTo(4);
  }

  /** Levels k/N on the steps, through every rounding path: plain, n = 1 and n = 2. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 10, 20, 49, 1000})
  void levelsOnAStepBelongToItsScore(int size) {
    double[] ascending = new double[size];
    Arrays.setAll(ascending, i -> i + 1);
    EmpiricalDistribution scores = EmpiricalDistribution.of(ascending);
    for (int k = 1; k <= size; k++) {
      double p = (double) k / size;
      double rest = (double) (size - k) / size;
      assertThat(scores.quantile(p)).isEqualTo(k);
      assertThat(scores.quantileTuningCurve(1, p, true)).isEqualTo(k);
      assertThat(scores.quantileTuningCurve(1, p, false)).isEqualTo(k);
      assertThat(scores.quantileTuningCurve(2, p * p, false)).isEqualTo(k);
      assertThat(scores.quantileTuningCurve(2, p * (1 + rest), true)).isEqualTo(k);
      assertThat(scores.quantile(p + 1e-9 * rest)).isEqualTo(Math.min(k + 1, size));
    }
  }

  /** All pairs and triples of a small sample, counted exactly. */
  @ParameterizedTest
  @CsvSource({"true,2", "false,2", "true,3", "false,3"})
  void agreesWithEnumeration(boolean minimize, int n) {
    double[] sample = {5, 1, 4, 1, 9};
    EmpiricalDistribution scores = EmpiricalDistribution.of(sample);
    double[] bests = bestOfAllTuples(sample, n, minimize, false);
    double[] distinctBests = bestOfAllTuples(sample, n, minimize, true);
    near(scores.averageTuningCurve(n, minimize), Arrays.stream(bests).average().orElseThrow());
    near(scores.uStatistic(n, minimize), Arrays.stream(distinctBests).average().orElseThrow());
    for (int k = 1; k <= bests.length; k++) {
      double q = (double) k / bests.length;
      assertThat(scores.quantileTuningCurve(n, q, minimize)).isEqualTo(bests[k - 1]);
    }
  }

  /** The best of every tuple, ascending; of those without repetition only, if asked for. */
  private static double[] bestOfAllTuples(
      double[] sample, int n, boolean minimize, boolean withoutReplacement) {
    double[] bests = new double[(int) Math.pow(sample.length, n)];
    int kept = 0;
    for (int code = 0; code < bests.length; code++) {
      int[] places = new int[n];
      int rest = code;
      for (int i = 0; i < n; i++) {
        places[i] = rest % sample.length;
        rest /= sample.length;
      }
      if (!withoutReplacement || Arrays.stream(places).distinct().count() == n) {
        var drawn = Arrays.stream(places).mapToDouble(place -> sample[place]);
        bests[kept++] = (minimize ? drawn.min() : drawn.max()).orElseThrow();
      }
    }
    double[] result = Arrays.copyOf(bests, kept);
    Arrays.sort(result);
    return result;
  }

  @Test
  void theOrderOfScoresMattersToTheNaiveCurveOnly() {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(7L);
    double[] sample = random.doubles(40).map(y -> Math.rint(y * 20) / 20).toArray();
    double[] shuffled = ArraySampler.shuffle(random, sample.clone());
    EmpiricalDistribution one = EmpiricalDistribution.of(sample);
    EmpiricalDistribution other = EmpiricalDistribution.of(shuffled);
    for (boolean minimize : new boolean[] {true, false}) {
      for (int n : new int[] {1, 3, 17, 60}) {
        assertThat(other.averageTuningCurve(n, minimize))
            .isEqualTo(one.averageTuningCurve(n, minimize));
        assertThat(other.uStatistic(n, minimize)).isEqualTo(one.uStatistic(n, minimize));
        assertThat(other.quantileTuningCurve(n, 0.3, minimize))
            .isEqualTo(one.quantileTuningCurve(n, 0.3, minimize));
        var best = Arrays.stream(shuffled).limit(n);
        assertThat(other.naive(n, minimize))
            .isEqualTo((minimize ? best.min() : best.max()).orElseThrow());
      }
    }
  }

  @Test
  void maximisingMirrorsMinimising() {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(8L);
    double[] sample = random.doubles(33, -1, 5).toArray();
    EmpiricalDistribution scores = EmpiricalDistribution.of(sample);
    EmpiricalDistribution mirrored =
        EmpiricalDistribution.of(Arrays.stream(sample).map(y -> -y).toArray());
    for (double n : new double[] {1, 1.7, 4, 100}) {
      assertThat(mirrored.averageTuningCurve(n, false))
          .isCloseTo(-scores.averageTuningCurve(n, true), within(1e-14));
      // A level off every step: the smallest y with p <= F(y) is not a mirror image on a step.
      double q = 1 / Math.E;
      assertThat(mirrored.quantileTuningCurve(n, q, false))
          .isEqualTo(-scores.quantileTuningCurve(n, 1 - q, true));
      int whole = (int) n;
      assertThat(mirrored.uStatistic(whole, false)).isEqualTo(-scores.uStatistic(whole, true));
      assertThat(mirrored.naive(whole, false)).isEqualTo(-scores.naive(whole, true));
    }
  }

  @Test
  void curvesImproveWithTrialsAndGrowWithTheLevel() {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(9L);
    EmpiricalDistribution scores = EmpiricalDistribution.of(random.doubles(50).toArray());
    for (double n = 1; n < 200; n *= 1.3) {
      double later = n * 1.3;
      assertThat(scores.averageTuningCurve(later, true))
          .isLessThan(scores.averageTuningCurve(n, true));
      assertThat(scores.averageTuningCurve(later, false))
          .isGreaterThan(scores.averageTuningCurve(n, false));
      assertThat(scores.quantileTuningCurve(later, 0.5, true))
          .isLessThanOrEqualTo(scores.quantileTuningCurve(n, 0.5, true));
      assertThat(scores.quantileTuningCurve(n, 0.2, true))
          .isLessThanOrEqualTo(scores.quantileTuningCurve(n, 0.7, true));
    }
  }

  @Test
  void weightsCountLikeRepeatedScores() {
    EmpiricalDistribution repeated = EmpiricalDistribution.of(2, 7, 7, 7, 3, 2, 11, 3, 3, 3);
    EmpiricalDistribution weighted =
        EmpiricalDistribution.of(
            new double[] {7, 2, 3, 3, 11, 5}, new double[] {0.3, 0.2, 0.1, 0.3, 0.1, 0});
    for (boolean minimize : new boolean[] {true, false}) {
      for (double n : new double[] {1, 2, 2.5, 30}) {
        assertThat(weighted.averageTuningCurve(n, minimize))
            .isCloseTo(repeated.averageTuningCurve(n, minimize), within(1e-13));
        for (double q : new double[] {0.05, 0.2, 0.5, 0.6, 0.9, 1}) {
          assertThat(weighted.quantileTuningCurve(n, q, minimize))
              .isEqualTo(repeated.quantileTuningCurve(n, q, minimize));
        }
      }
    }
    assertThat(weighted.cdf(5)).isEqualTo(0.6, within(1e-15));
  }

  @Test
  void failedTrialsCountAsTheWorst() {
    EmpiricalDistribution losses = EmpiricalDistribution.of(INFINITY, 0.5, 0.25, INFINITY);
    assertThat(losses.quantileTuningCurve(1, 0.5, true)).isEqualTo(0.5);
    assertThat(losses.quantileTuningCurve(1, 0.75, true)).isEqualTo(INFINITY);
    assertThat(losses.averageTuningCurve(1e6, true)).isEqualTo(INFINITY);
    assertThat(losses.uStatistic(2, true)).isEqualTo(INFINITY);
    // Of the four triples two hold 0.5 and 0.25, one only 0.5, one only 0.25.
    assertThat(losses.uStatistic(3, true)).isEqualTo((3 * 0.25 + 0.5) / 4);
    assertThat(losses.naive(1, true)).isEqualTo(INFINITY);
    assertThat(losses.naive(9, true)).isEqualTo(0.25);
    EmpiricalDistribution accuracies = EmpiricalDistribution.of(-INFINITY, 0.5, 0.75);
    assertThat(accuracies.averageTuningCurve(2, false)).isEqualTo(-INFINITY);
    assertThat(accuracies.uStatistic(2, false)).isCloseTo((0.5 + 0.75 + 0.75) / 3, within(1e-15));
    assertThat(accuracies.quantileTuningCurve(1, 0.5, false)).isEqualTo(0.5);
  }

  @Test
  void theSupportMovesTheLowestQuantileOnly() {
    EmpiricalDistribution scores = EmpiricalDistribution.of(0.5, 0.25);
    assertThat(scores.quantile(0)).isEqualTo(-INFINITY);
    EmpiricalDistribution bounded = scores.withSupport(0, 1);
    assertThat(bounded.quantile(0)).isZero();
    assertThat(bounded.quantile(1)).isEqualTo(0.5);
    assertThat(bounded.cdf(0.25)).isEqualTo(0.5);
    assertThat(bounded.cdf(0.1)).isZero();
    EmpiricalDistribution failed = EmpiricalDistribution.of(0.5, -INFINITY).withSupport(0, 1);
    assertThat(failed.quantile(0)).isEqualTo(-INFINITY);
  }

  @Test
  void negativeZeroIsZero() {
    EmpiricalDistribution scores = EmpiricalDistribution.of(0.0, -0.0, 1);
    assertThat(scores.cdf(-0.0)).isEqualTo(scores.cdf(0.0)).isEqualTo(2.0 / 3);
    assertThat(ConfidenceBand.of(scores.withSupport(-0.0, 1), BandKind.KS, 0.9).steps())
        .containsExactly(0, 1);
  }

  @Test
  void laterChangesOfTheArrayDoNotShow() {
    double[] sample = {1, 2, 3};
    EmpiricalDistribution scores = EmpiricalDistribution.of(sample);
    sample[0] = 100;
    assertThat(scores.naive(1, true)).isEqualTo(1);
    assertThat(scores.quantile(1)).isEqualTo(3);
  }

  @Test
  void refusesBadScores() {
    refuses(() -> EmpiricalDistribution.of(), "No scores");
    refuses(() -> EmpiricalDistribution.of(1, Double.NaN), "Score 1 is NaN");
    refuses(() -> EmpiricalDistribution.of(INFINITY, -INFINITY), "Both Infinity and -Infinity");
  }

  @Test
  void refusesBadWeights() {
    double[] pair = {1, 2};
    refuses(() -> EmpiricalDistribution.of(pair, new double[] {1}), "1 weights", "2 scores");
    refuses(() -> EmpiricalDistribution.of(pair, new double[] {0.5, 0.6}), "1.1");
    refuses(() -> EmpiricalDistribution.of(pair, new double[] {1.5, -0.5}), "Weight 1", "-0.5");
    refuses(() -> EmpiricalDistribution.of(pair, new double[] {Double.NaN, 1}), "Weight 0", "NaN");
  }

  @Test
  void refusesASupportThatExcludesAScore() {
    EmpiricalDistribution scores = EmpiricalDistribution.of(0.5, 2);
    refuses(() -> scores.withSupport(0, 1), "Score 2.0", "[0.0, 1.0]");
    refuses(() -> scores.withSupport(1, 3), "Score 0.5", "[1.0, 3.0]");
    refuses(() -> scores.withSupport(3, 0), "[3.0, 0.0]");
    refuses(() -> scores.withSupport(Double.NaN, 3), "[NaN, 3.0]");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.99, 0, -3, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesBadTrials(double trials) {
    EmpiricalDistribution scores = EmpiricalDistribution.of(1, 2);
    refuses(() -> scores.averageTuningCurve(trials, true), "trials", String.valueOf(trials));
    refuses(() -> scores.quantileTuningCurve(trials, 0.5, true), "trials", String.valueOf(trials));
  }

  @Test
  void refusesBadLevelsAndCounts() {
    EmpiricalDistribution scores = EmpiricalDistribution.of(1, 2);
    refuses(() -> scores.quantile(1.5), "p must lie in [0, 1], was 1.5");
    refuses(() -> scores.quantileTuningCurve(1, -0.5, true), "q must lie in [0, 1], was -0.5");
    refuses(() -> scores.quantile(Double.NaN), "NaN");
    refuses(() -> scores.cdf(Double.NaN), "y is NaN");
    refuses(() -> scores.uStatistic(0, true), "was 0");
    refuses(() -> scores.vStatistic(-1, true), "was -1");
    refuses(() -> scores.naive(0, true), "was 0");
  }

  @Test
  void refusesWhatWeightsDoNotAllow() {
    EmpiricalDistribution weighted =
        EmpiricalDistribution.of(new double[] {1, 2}, new double[] {0.25, 0.75});
    for (Runnable call :
        new Runnable[] {
          () -> weighted.uStatistic(1, true),
          () -> weighted.vStatistic(1, true),
          () -> weighted.naive(1, true),
          () -> ConfidenceBand.of(weighted, BandKind.DKW, 0.9)
        }) {
      assertThatThrownBy(call::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("not defined for weighted scores");
    }
  }

  private static void refuses(Runnable call, String... messageParts) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(messageParts);
  }
}
