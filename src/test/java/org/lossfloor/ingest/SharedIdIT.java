package org.lossfloor.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.error.InputException;

/** Records with one id are one trial only where they agree. */
class SharedIdIT {
  private static final String LOSS =
      """
      format: jsonl
      trial_id: id
      state: {field: state}
      hyperparameters: ['p_*']
      metrics: [{metric: loss, direction: minimize}]
      """;

  @TempDir private Path folder;
  private Logs logs;

  @BeforeEach
  void begin() {
    logs = new Logs(folder);
  }

  @Test
  void differentTrialsOfTwoFilesKeepTheirFilesName() throws IOException {
    logs.write(
            "in/x/log.jsonl",
            """
            {"id":0,"loss":1,"p_lr":0.1}
            {"id":1,"loss":2,"p_lr":0.2}
            {"id":2,"loss":3,"p_lr":0.3}
            """)
        .write(
            "in/y/log.jsonl",
            """
            {"id":0,"loss":4,"p_lr":0.4}
            {"id":1,"loss":2,"p_lr":0.2}
            {"id":3,"loss":3,"p_lr":0.3}
            """);
    Logs.Result result = logs.read("in", LOSS.replace("state: {field: state}\n", ""));
    assertThat(result.outcomes())
        .containsExactly(
            "x/log.jsonl#0 1.0 used",
            "1 2.0 duplicate",
            "2 3.0 used",
            "y/log.jsonl#0 4.0 used",
            "1 2.0 used",
            "3 3.0 used");
    assertThat(result.warnings())
        .singleElement()
        .asString()
        .contains("`0`: x/log.jsonl:1 1.0, y/log.jsonl:1 4.0");
  }

  @Test
  void aLogThatTellsOfATrialAgainUpdatesIt() throws IOException {
    logs.write(
            "in/a.jsonl",
            """
            {"id":1,"state":"WAITING"}
            {"id":1,"state":"RUNNING","p_lr":0.1}
            {"id":2,"state":"RUNNING","p_lr":0.2,"loss":9}
            {"id":1,"state":"COMPLETE","p_lr":0.1,"loss":5}
            {"id":2,"state":"COMPLETE","p_lr":0.2,"loss":6}
            {"id":2,"state":"COMPLETE","p_lr":0.2,"loss":6}
            {"id":3,"state":"RUNNING","p_lr":0.3}
            {"id":4,"state":"COMPLETE","p_lr":0.4,"loss":8}
            {"id":4,"state":"COMPLETE","p_lr":0.4,"loss":7}
            """)
        .write("in/b.jsonl", "{\"id\":3,\"state\":\"COMPLETE\",\"p_lr\":0.3,\"loss\":4}\n");
    Logs.Result result = logs.read("in", LOSS);
    assertThat(result.outcomes())
        .containsExactly(
            "1 duplicate",
            "1 duplicate",
            "2 9.0 duplicate",
            "1 5.0 used",
            "2 6.0 duplicate",
            "2 6.0 used",
            "3 duplicate",
            "4 8.0 duplicate",
            "4 7.0 used",
            "3 4.0 used");
    assertThat(result.warnings()).singleElement().asString().contains("`4`: 8.0, and 7.0 counts");
  }

  @Test
  void anIdThatWasRoundedIsNoTrial() throws IOException {
    logs.write("a.csv", "id,loss\n1E+19,1\n1E+19,2\n1E+19,3\n1E+19,3\n");
    String settings =
        """
        format: csv
        trial_id: id
        metrics: [{metric: loss, direction: minimize}]
        """;
    assertThat(logs.read("a.csv", settings).outcomes())
        .containsExactly(
            "a.csv:2#1E+19 1.0 used",
            "a.csv:3#1E+19 2.0 used",
            "a.csv:5#1E+19 3.0 duplicate",
            "a.csv:5#1E+19 3.0 used");
    Logs.Result meant = logs.read("a.csv", settings + "dedup: last\n");
    assertThat(meant.outcomes()).filteredOn(o -> o.endsWith("used")).hasSize(1);
    assertThat(meant.warnings())
        .anyMatch(w -> w.contains("`1E+19`: a.csv:2 1.0, a.csv:3 2.0"))
        .anyMatch(w -> w.contains("2 times") && w.contains("`1E+19`: 1.0, and 3.0 counts"));
    assertThat(logs.read("a.csv", settings + "on_id_conflict: dedup\n").outcomes())
        .isEqualTo(meant.outcomes());
    logs.write("b.csv", "id,loss\n1,1\n1,2\n2,3\n");
    Logs.Result without = logs.read("b.csv", settings + "on_id_conflict: reject\n");
    assertThat(without.outcomes()).containsExactly("2 3.0 used");
    assertThat(without.rejected()).hasSize(2);
    assertThat(
            catchThrowableOfType(
                InputException.class,
                () -> logs.read("b.csv", settings + "on_id_conflict: error\n")))
        .hasMessageContaining("on_id_conflict is error");
  }

  @Test
  void aFailedTrialAndItsRetryAreOneDraw() throws IOException {
    logs.write(
        "a.jsonl",
        """
        {"id":0,"state":"FAIL","p_lr":0.00123456}
        {"id":1,"state":"FAIL","p_lr":0.00123456}
        {"id":2,"state":"COMPLETE","p_lr":0.00123456,"loss":1}
        {"id":3,"state":"FAIL","p_lr":0.01}
        {"id":4,"state":"COMPLETE","p_lr":0.01,"loss":2}
        {"id":5,"state":"FAIL","p_lr":0.5432}
        {"id":6,"state":"FAIL","p_lr":0.5432}
        {"id":7,"state":"COMPLETE","p_lr":0.7654,"loss":3}
        {"id":8,"state":"FAIL","p_lr":0.7654}
        {"id":9,"state":"FAIL","p_lr":0.9876}
        {"id":10,"state":"COMPLETE","p_lr":0.9876,"loss":3}
        {"id":11,"state":"COMPLETE","p_lr":0.9876,"loss":4}
        """);
    Logs.Result result = logs.read("a.jsonl", LOSS);
    assertThat(result.outcomes())
        .containsExactly(
            "0 retried",
            "1 retried",
            "2 1.0 used",
            "3 failed",
            "4 2.0 used",
            "5 retried",
            "6 failed",
            "7 3.0 used",
            "8 failed",
            "9 failed",
            "10 3.0 used",
            "11 4.0 used");
    assertThat(result.warnings())
        .singleElement()
        .asString()
        .contains("3 times", "trial 0 by trial 2");
  }
}
