package org.lossfloor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlignedTableTest {
  private static List<String> lines(Set<Integer> left, List<List<String>> rows) {
    AlignedTable table = new AlignedTable("  ", left);
    rows.forEach(table::add);
    return table.lines();
  }

  @Test
  void numbersEndAtTheirRightAndWordsStartAtTheirLeft() {
    assertThat(
            lines(
                Set.of(0, 2),
                List.of(
                    List.of("name", "n", "verdict"),
                    List.of("a", "100", "OK"),
                    List.of("longer", "7", "CAUTION FEW"))))
        .containsExactly("name      n  verdict", "a       100  OK", "longer    7  CAUTION FEW");
  }

  @Test
  void aLetterOfTwoUnitsIsOneWide() {
    assertThat(lines(Set.of(), List.of(List.of("\ud835\udc65", "1"), List.of("xx", "2"))))
        .containsExactly(" \ud835\udc65  1", "xx  2");
  }

  @Test
  void noLineEndsWithSpaces() {
    assertThat(lines(Set.of(1), List.of(List.of("a", "long"), List.of("b", ""))))
        .containsExactly("a  long", "b");
    assertThat(lines(Set.of(), List.of())).isEmpty();
  }

  @Test
  void everyRowHasAsManyCells() {
    AlignedTable table = new AlignedTable(" ", Set.of());
    table.add(List.of("a", "b"));
    assertThatThrownBy(() -> table.add(List.of("c")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 cells in 2 columns");
  }
}
