package org.lossfloor.study.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FamilyCellTest {
  /** Of dimension 1 at 192 trials: found in all of 50 groups; an interval misses one in 20. */
  @Test
  void aGroupIsAFunctionOfTheSeed() {
    FamilyCell cell = new FamilyCell(192, 1, 3);
    FamilyCell.Result result = cell.run(4, 0);
    assertThat(result).isEqualTo(cell.run(4, 0));
    assertThat(result.modeRight()).isTrue();
    assertThat(result.own().answered()).isEqualTo(17);
    assertThat(result.strangers().answered()).isEqualTo(3);
    // 17 intervals that miss in 5 % each: fewer than 12 hits happen once in 3,000.
    assertThat(result.own().hits()).isBetween(12, 17);
    assertThat(result.own().logRatio()).isLessThan(0);
    assertThat(new FamilyReport(Map.of(cell, List.of(result))).markdown())
        .contains("| 192, 1 (3) | 1.000 |");
  }

  @Test
  void cellsHaveNamesOfTheirOwn() {
    assertThat(FamilyCell.all().stream().map(FamilyCell::name)).doesNotHaveDuplicates().hasSize(12);
  }
}
