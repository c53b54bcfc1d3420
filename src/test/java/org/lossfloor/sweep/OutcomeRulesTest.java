package org.lossfloor.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeRulesTest {
  private static Score score(ScoreStatus status, double value) {
    OptionalDouble number =
        status == ScoreStatus.OK ? OptionalDouble.of(value) : OptionalDouble.empty();
    return new Score(
        "m", Direction.MINIMIZE, number, status, "last", OptionalDouble.empty(), 1, number);
  }

  private static String judged(OutcomeRules rules, TrialState state, ScoreStatus status) {
    Outcome outcome = rules.judge(state, score(status, 0.5), Bounds.NONE);
    return outcome instanceof Outcome.Excluded excluded
        ? excluded.reason().code()
        : outcome.getClass().getSimpleName();
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETE, OK, Scored", "UNKNOWN, OK, Scored", "COMPLETE, NAN, Failed",
    "COMPLETE, INF, Failed", "COMPLETE, MISSING, Failed", "FAIL, OK, Failed",
    "FAIL, MISSING, Failed", "PRUNED, OK, Failed", "RUNNING, OK, running",
    "WAITING, MISSING, waiting",
  })
  void defaults(TrialState state, ScoreStatus status, String expected) {
    assertThat(judged(OutcomeRules.DEFAULT, state, status)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "EXCLUDE, WORST, KEEP, EXCLUDE, FAIL, OK, failed",
    "EXCLUDE, WORST, KEEP, EXCLUDE, COMPLETE, NAN, failed",
    "EXCLUDE, WORST, KEEP, EXCLUDE, PRUNED, OK, Failed",
    "EXCLUDE, WORST, KEEP, EXCLUDE, RUNNING, OK, Scored",
    "EXCLUDE, WORST, KEEP, EXCLUDE, RUNNING, MISSING, missing",
    "ERROR, KEEP, WORST, ERROR, FAIL, OK, failed_refused",
    "ERROR, KEEP, WORST, ERROR, COMPLETE, MISSING, missing_refused",
    "ERROR, KEEP, WORST, ERROR, PRUNED, OK, Scored",
    "ERROR, KEEP, WORST, ERROR, RUNNING, OK, Failed",
  })
  void policies(
      Policy failed,
      Policy pruned,
      Policy running,
      Policy missing,
      TrialState state,
      ScoreStatus status,
      String expected) {
    OutcomeRules rules = new OutcomeRules(failed, pruned, running, missing);
    assertThat(judged(rules, state, status)).isEqualTo(expected);
  }

  @Test
  void aScoreOutOfItsBoundsIsExcluded() {
    Bounds bounds = new Bounds(0.6, Double.POSITIVE_INFINITY);
    assertThat(OutcomeRules.DEFAULT.judge(TrialState.COMPLETE, score(ScoreStatus.OK, 0.5), bounds))
        .isEqualTo(new Outcome.Excluded(ExclusionReason.OUT_OF_BOUNDS));
    assertThat(bounds.contains(0.6)).isTrue();
  }
}
