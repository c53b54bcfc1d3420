package org.lossfloor.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StandingTest {
  @ParameterizedTest
  @CsvSource({
    "OK, NARROW, ACT",
    "OK, WIDE, TOO_WIDE",
    "OK, NONE, NOT_JUDGED",
    "CAUTION, NARROW, CHECK",
    "CAUTION, WIDE, TOO_WIDE",
    "CAUTION, NONE, NOT_JUDGED",
    "INVALID, NARROW, NOT_JUDGED",
    "INVALID, WIDE, NOT_JUDGED",
    "INVALID, NONE, NOT_JUDGED"
  })
  void verdictAndPrecisionGiveTheStanding(Verdict verdict, Precision precision, Standing standing) {
    assertThat(Standing.of(verdict, precision)).isEqualTo(standing);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void onlyVagueMakesAnIntervalWide(Reason reason) {
    Judgement judgement = new Judgement(List.of(reason));
    assertThat(Precision.of(true, judgement))
        .isEqualTo(reason == Reason.VAGUE ? Precision.WIDE : Precision.NARROW);
    assertThat(Precision.of(false, judgement)).isEqualTo(Precision.NONE);
    assertThat(judgement.besidePrecision())
        .isEqualTo(reason == Reason.VAGUE ? List.of() : List.of(reason));
  }

  @Test
  void reasonsComeByWhatTheyCost() {
    List<Verdict> verdicts =
        Arrays.stream(Reason.values()).map(Reason::verdict).collect(Collectors.toList());
    assertThat(verdicts)
        .isSortedAccordingTo((one, other) -> other.compareTo(one))
        .contains(Verdict.values());
    assertThat(
            new Judgement(List.of(Reason.C_OPEN, Reason.FEW, Reason.DIRECTION_GUESSED, Reason.GRID))
                .reasons())
        .containsExactly(Reason.GRID, Reason.DIRECTION_GUESSED, Reason.FEW, Reason.C_OPEN);
  }
}
