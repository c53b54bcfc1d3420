package org.lossfloor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** Columns go in the order in which they may, then the first is cut, then the last. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 | abcdefghijklmnopqrstuvwxyz 11 222 3333 OK_OK_OK_OK",
        "42 | abcdefghijk…pqrstuvwxyz 11 222 OK_OK_OK_OK",
        "39 | abcdefghij…rstuvwxyz 11 222 OK_OK_OK_OK",
        "37 | abcdefghij…qrstuvwxyz 222 OK_OK_OK_OK",
        "35 | abcdefghijk…pqrstuvwxyz OK_OK_OK_OK",
        "24 | abcdef…vwxyz OK_OK_OK_OK",
        "22 | abcdef…vwxyz OK_O…K_OK",
        "1 | abcdef…vwxyz OK_O…_OK"
      })
  void aTableFitsAsFarAsItCan(int width, String line) {
    AlignedTable table = new AlignedTable(" ", Set.of(0, 4));
    table.add(List.of("abcdefghijklmnopqrstuvwxyz", "11", "222", "3333", "OK_OK_OK_OK"));
    assertThat(table.fitted(width, List.of(3, 1, 2)).lines()).containsExactly(line);
  }
}
