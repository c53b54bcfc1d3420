package org.lossfloor.config.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lossfloor.sweep.TrialState;

class StateConfigTest {
  @ParameterizedTest
  @CsvSource({
    "TrialState.COMPLETE, COMPLETE",
    "TrialStatus.COMPLETED, COMPLETE",
    "SUCCEEDED, COMPLETE",
    "optuna.trial.TrialState.PRUNED, PRUNED",
    "RunStatus.FINISHED, COMPLETE",
    "EarlyStopped, PRUNED",
    "EARLY_STOPPED, PRUNED",
    "early-stopped, PRUNED",
    "Early Stopped, PRUNED",
    "earlyStopped, PRUNED",
    "preempted, PRUNED",
    "InProgress, RUNNING",
    "in progress, RUNNING",
    "STOPPING, RUNNING",
    "preempting, RUNNING",
    "cancelled, FAIL",
    "Canceled, FAIL",
    "USER_CANCELED, FAIL",
    "SysCancelled, FAIL",
    "ABANDONED, FAIL",
    "INFEASIBLE, FAIL",
    "OOM, FAIL",
    "TIMED_OUT, FAIL",
    "crash, FAIL",
    "MetricsUnavailable, FAIL",
    "JobState.NODE_FAIL, FAIL",
    "keep, COMPLETE",
    "discard, COMPLETE",
    "SUSPENDED, WAITING",
    "CANDIDATE, WAITING",
    " Not-Started , WAITING",
  })
  void trackersWordsAreKnownInEverySpelling(String word, TrialState state) {
    assertThat(StateConfig.NONE.state(word)).contains(state);
  }

  @ParameterizedTest
  @CsvSource({"7", "0.5", "odd", "''", "TrialState.", "complete?", "v1.2"})
  void otherWordsAreNot(String word) {
    assertThat(StateConfig.NONE.state(word)).isEmpty();
  }

  @Test
  void theConfigurationGoesBeforeTheUsualWords() {
    StateConfig config =
        new StateConfig(
            KeyValues.NONE
                .with(Key.STATE_FIELD, "s")
                .with(Key.STATE_VALUES, Map.of("stopped", TrialState.COMPLETE)));
    assertThat(config.state("stopped")).contains(TrialState.COMPLETE);
    assertThat(config.state("STOPPED")).contains(TrialState.PRUNED);
  }
}
