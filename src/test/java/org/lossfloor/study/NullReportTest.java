package org.lossfloor.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lossfloor.estimate.regime.NullTable;
import org.lossfloor.estimate.regime.TailTest;

class NullReportTest {
  private static final double[] NOISE = {.01, .04, .1, .2, .5};

  /** In every cell of the table the statistics (row + 1) * 1/1000, ..., (row + 1) * 1001/1000. */
  private static List<NullCell.Result> ramps() {
    List<NullCell.Result> results = new ArrayList<>();
    for (int dimension = 1; dimension <= 4; dimension++) {
      for (double noise : NOISE) {
        for (int i = 0; i <= 1000; i++) {
          TailTest fit = new TailTest(dimension, noise, dimension * (i + 1) / 1000.0);
          results.add(new NullCell.Result("x", results.size(), dimension, Optional.of(fit)));
        }
      }
    }
    results.add(new NullCell.Result("x", results.size(), 1, Optional.empty()));
    return results;
  }

  @Test
  void pointsAreQuantiles() {
    NullTable table = new NullReport(ramps()).table();
    for (int row = 0; row < NullTable.ROWS; row++) {
      for (int column = 0; column < NullTable.columns(); column++) {
        assertThat(table.point(row, column, 0)).isCloseTo((row + 1) * .501, within(1e-12));
        assertThat(table.point(row, column, 5)).isCloseTo((row + 1) * .991, within(1e-12));
      }
    }
  }

  @Test
  void theTableTravelsAsText() {
    String csv = new NullReport(ramps()).table().csv();
    assertThat(csv).startsWith("dimension,noise_from,noise_to,p50,p20,p10,p05,p02,p01\n");
    assertThat(csv).contains("\n2,0.02,0.06,1.002,1.602,1.802,1.902,1.962,1.982\n");
    assertThat(NullTable.parse(csv).csv()).isEqualTo(csv);
    assertThatThrownBy(() -> NullTable.parse(csv.replace("2,0.02,0.06", "2,0.02,0.07")))
        .hasMessageContaining("2,0.02,0.07");
  }

  @Test
  void theShippedTableIsWhatTheStudyWrites() {
    String csv = NullTable.shipped().csv();
    assertThat(NullTable.parse(csv).csv()).isEqualTo(csv);
    assertThat(NullTable.shipped().point(0, 0, 2)).isEqualTo(1.668);
  }

  /**
   * The median of 1001 statistics on a grid of 1/1000 has a standard error of sqrt(.25/1001) =
   * .0158.
   */
  @Test
  void differencesAreInUnitsOfTheirError() {
    double error = Math.sqrt(.25 / 1001);
    double expected = (.501 - .642) / error;
    String row =
        new NullReport(ramps())
            .markdown()
            .lines()
            .filter(line -> line.startsWith("| 1 | 1 | 1001 | "))
            .findFirst()
            .orElseThrow();
    assertThat(row).contains("0.501 (" + String.format(Locale.ROOT, "%+.1f", expected) + ")");
    assertThat(new NullReport(ramps()).markdown()).contains("1 tails could not be fitted");
  }

  @Test
  void fewFitsMakeNoTable() {
    assertThatThrownBy(() -> new NullReport(ramps().subList(0, 300)).table())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("simulate more sets");
  }

  /**
   * Of 150 fits to samples of the law some 15 exceed the 10 per cent points of the shipped table:
   * more than 30 do with a probability below 1e-4 if it holds.
   */
  @Test
  void trueLawsAreSeldomRejected() {
    int rejected = 0;
    int fitted = 0;
    for (NullCell cell :
        List.of(new NullCell(28, .3), new NullCell(67, .3), new NullCell(120, .6))) {
      for (int number = 0; number < 50; number++) {
        Optional<TailTest> fit = cell.run(7, number).fit();
        fitted += fit.isPresent() ? 1 : 0;
        rejected += fit.filter(NullReportTest::beyondTenPerCent).isPresent() ? 1 : 0;
      }
    }
    assertThat(fitted).isGreaterThan(145);
    assertThat(rejected).isLessThanOrEqualTo(30);
  }

  private static boolean beyondTenPerCent(TailTest fit) {
    int row = NullTable.row(fit.dimension());
    int column = NullTable.column(fit.relativeNoise());
    return fit.statistic() > NullTable.shipped().point(row, column, 2);
  }

  @Test
  void aTailIsAFunctionOfSeedCellAndNumber() {
    NullCell cell = new NullCell(28, .3);
    assertThat(cell.run(1, 2)).isEqualTo(cell.run(1, 2));
    assertThat(cell.run(1, 2).fit()).isNotEqualTo(cell.run(1, 3).fit());
    assertThat(NullCell.all()).hasSize(45).extracting(NullCell::name).doesNotHaveDuplicates();
  }
}
