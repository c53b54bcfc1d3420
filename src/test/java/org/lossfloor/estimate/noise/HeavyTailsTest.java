package org.lossfloor.estimate.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kurtosis test against {@code scipy.stats.kurtosistest} of SciPy 1.17.1. */
class HeavyTailsTest {
  /** The whole numbers from -n to n to an odd power. */
  private static double[] powers(int n, int power) {
    return IntStream.rangeClosed(-n, n).mapToDouble(i -> Math.pow(i, power)).toArray();
  }

  /** Kurtosis and statistic are SciPy's; the first row is the example of its documentation. */
  @ParameterizedTest
  @CsvSource({
    "20, 1.793984962406015, -1.7058104152122062",
    "40, 2.154279915409612, -1.3964489839379954",
    "41, 5.649517531661816, 2.663245295284208",
    "61, 5.710672328169378, 2.913799480214035",
    "101, 1.7997647058823527, -5.842303606772522",
    "121, 11.62748044072679, 5.551414330641549"
  })
  void statisticIsThatOfOthers(int n, double kurtosis, double statistic) {
    assertThat(HeavyTails.normal(kurtosis, n)).isCloseTo(statistic, within(1e-10));
  }

  /** SciPy gives 1.363 and 2.663 for 41 values, 1.452 and 2.914 for 61; the limit is 2.576. */
  @ParameterizedTest
  @CsvSource({"20, 3, false", "20, 5, true", "30, 3, false", "30, 5, true"})
  void heavyIsWhatSciPyCallsSignificantAtHalfAPerCent(int n, int power, boolean heavy) {
    double[] values = powers(n, power);
    assertThat(HeavyTails.in(values)).isEqualTo(heavy);
    assertThat(HeavyTails.in(DoubleStream.of(values).map(v -> 3 - 7 * v).toArray()))
        .isEqualTo(heavy);
  }

  @Test
  void lightTailsAreNotHeavy() {
    assertThat(HeavyTails.in(powers(50, 1))).isFalse();
  }

  @Test
  void fewResidualsAndEqualOnesAreNotTested() {
    assertThat(HeavyTails.in(powers(9, 21))).as("19 values").isFalse();
    assertThat(HeavyTails.in(powers(10, 21))).as("21 values").isTrue();
    assertThat(HeavyTails.in(new double[40])).isFalse();
  }

  /** Of 4,000 normal samples about 20 are called heavy: 4 standard errors are 18. */
  @Test
  void normalSamplesAreSeldomHeavy() {
    ZigguratSampler.NormalizedGaussian normal =
        ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_RO_SHI_RO_128_PP.create(5));
    long heavy =
        IntStream.range(0, 4_000).filter(i -> HeavyTails.in(normal.samples(60).toArray())).count();
    assertThat(heavy).isBetween(2L, 38L);
  }
}
