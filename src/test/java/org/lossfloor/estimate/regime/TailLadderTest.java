package org.lossfloor.estimate.regime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lossfloor.estimate.GoldenFiles;
import org.lossfloor.estimate.RecipeCase;

class TailLadderTest {
  static Stream<RecipeCase> cases() {
    return RecipeCase.all().stream();
  }

  @Test
  void ladderIsThatOfTheRecipe() {
    List<Integer> printed =
        List.of(12, 16, 21, 28, 38, 51, 67, 90, 120, 160, 213, 284, 379, 505, 673, 898, 1197);
    assertThat(TailLadder.eligible(2400, 2400)).isSubsetOf(printed).endsWith(1197);
    assertThat(TailLadder.eligible(24, 24)).containsExactly(12);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eligibleSizesAreThoseOfTheGoldenCase(RecipeCase golden) {
    int finite = GoldenFiles.ascendingScores(golden.item()).length;
    assertThat(TailLadder.smallestEligible(golden.trials(), finite))
        .isEqualTo((int) golden.expected("k0"));
    assertThat(TailLadder.eligible(golden.trials(), finite)).isEqualTo(golden.eligibleSizes());
  }

  /** Few finite scores: the last ladder size that they fill. */
  @Test
  void sizesStayWithinTheFiniteScores() {
    assertThat(TailLadder.eligible(1000, 14)).containsExactly(12);
    assertThat(TailLadder.eligible(1000, 30)).containsExactly(28);
  }

  /** The root of 500 is 22.4, nearest to 21; that of 1024 is 32, between 28 and 38. */
  @ParameterizedTest
  @CsvSource({
    "100,500,21",
    "93,512,21",
    "588,1024,28",
    "12,24,12",
    "13,2000,12",
    "16,2000,12",
    "500,5000,67"
  })
  void partnerOfAnySize(int chosen, int trials, int expected) {
    assertThat(TailLadder.partner(chosen, trials)).isEqualTo(expected);
  }
}
