package org.lossfloor.decide.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lossfloor.study.compare.PairReport;

/**
 * What coverage.md says of comparisons, with fewer pairs. {@code -Dlossfloor.pairs=1000} makes its
 * table and prints it.
 */
class PairReportTest {
  private static final int PAIRS = Integer.getInteger("lossfloor.pairs", 24);

  /** Not a seed with which anything was chosen. */
  private static final long SEED = Long.getLong("lossfloor.seed", 20_261_130);

  @Test
  void falseDiscoveriesAreFewAndHalfTheSpreadIsFound() {
    PairReport report = PairReport.of(SEED, PAIRS);
    if (PAIRS > 24) {
      System.out.println(report.markdown());
      for (int size : new int[] {10, 100, 1000}) {
        for (double nulls : new double[] {.5, .8, 1}) {
          System.out.printf(
              "batches of %d, %.1f without: %.4f%n",
              size, nulls, report.falseDiscoveryRate(size, nulls));
        }
      }
    }
    // 11 kinds of 24 pairs: the standard error of a rate of .05 is .013.
    double wrong =
        report.found().stream()
            .filter(f -> f.cell().isNull())
            .mapToDouble(f -> f.share(.05))
            .average()
            .orElseThrow();
    assertThat(wrong).isBetween(.01, .09);
    assertThat(report.falseDiscoveryRate(100, .8)).isLessThan(.08);
    // Of 24 pairs, .8 has a standard error of .08.
    assertThat(report.found())
        .filteredOn(f -> !f.cell().isNull() && f.cell().a().failed() == 0)
        .allSatisfy(f -> assertThat(f.share(.05)).as(f.cell().name()).isGreaterThan(.6));
  }
}
