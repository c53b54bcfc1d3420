package org.lossfloor.distribution.band;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.distribution.EmpiricalGolden;

class OrderStatisticIntervalsTest {
  private static final Percentage CLOSE = Percentage.withPercentage(2e-11);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 32, 256, 4096})
  void equalTailedIntervalsAreGolden(int n) {
    OrderStatisticIntervals intervals = new EqualTailedIntervals(n);
    for (var row : EmpiricalGolden.rows("beta_intervals.csv")) {
      if (row.whole("n") == n) {
        intervals.moveTo(1 - row.number("coverage"));
        int i = row.whole("i") - 1;
        assertThat(intervals.lower()[i]).as("%s", row).isCloseTo(row.number("et_lower"), CLOSE);
        assertThat(intervals.upper()[i]).as("%s", row).isCloseTo(row.number("et_upper"), CLOSE);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 32, 256, 4096})
  void highestDensityIntervalsAreGolden(int n) {
    OrderStatisticIntervals intervals = new HighestDensityIntervals(n);
    for (var row : EmpiricalGolden.rows("beta_intervals.csv")) {
      if (row.whole("n") == n) {
        intervals.moveTo(1 - row.number("coverage"));
        int i = row.whole("i") - 1;
        assertThat(intervals.lower()[i]).as("%s", row).isCloseTo(row.number("hd_lower"), CLOSE);
        assertThat(intervals.upper()[i]).as("%s", row).isCloseTo(row.number("hd_upper"), CLOSE);
      }
    }
  }

  @Test
  void theOnlyScoreHasTheCentralInterval() {
    OrderStatisticIntervals intervals = new HighestDensityIntervals(1);
    intervals.moveTo(0.1);
    assertThat(intervals.lower()[0]).isEqualTo(0.05);
    assertThat(intervals.upper()[0]).isEqualTo(0.95);
  }

  /** Every interval has its coverage, ends ascend, mirror images match: after moves up and down. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 40, 401})
  void intervalsHoldTheirCoverage(int n) {
    OrderStatisticIntervals[] kinds = {new EqualTailedIntervals(n), new HighestDensityIntervals(n)};
    for (OrderStatisticIntervals intervals : kinds) {
      for (double miss : new double[] {0.05, 1e-12, 0.9, 1e-4}) {
        intervals.moveTo(miss);
        checkIntervals(n, miss, intervals);
      }
    }
  }

  private static void checkIntervals(int n, double miss, OrderStatisticIntervals intervals) {
    for (int i = 0; i < n; i++) {
      double low = intervals.lower()[i];
      double high = intervals.upper()[i];
      BetaDistribution beta = BetaDistribution.of(i + 1.0, n - i);
      double outside = beta.cumulativeProbability(low) + beta.survivalProbability(high);
      // Next to 1 the ends themselves are rounded: a relative change of about n ulps of 1 - x.
      assertThat(outside).isCloseTo(miss, within(miss * 1e-9 + 1e-15 * n));
      assertThat(1 - intervals.upper()[n - 1 - i]).isCloseTo(low, within(1e-14));
      if (i > 0) {
        assertThat(low).isGreaterThanOrEqualTo(intervals.lower()[i - 1]);
        assertThat(high).isGreaterThanOrEqualTo(intervals.upper()[i - 1]);
      }
    }
  }
}
