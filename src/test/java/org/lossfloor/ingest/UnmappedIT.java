package org.lossfloor.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log plainly tells and nobody mapped is named; a star takes hyperparameters only. */
class UnmappedIT {
  private static final String LOSS =
      """
      format: csv
      metrics: [{metric: loss, direction: minimize}]
      """;

  @TempDir private Path folder;
  private Logs logs;

  @BeforeEach
  void begin() {
    logs = new Logs(folder);
  }

  @Test
  void statesAndTimesThatNobodyMappedAreNamed() throws IOException {
    logs.write("a.csv", "loss,run_state,started_at,status\n1,COMPLETE,2024-05-01 12:00,0.5\n");
    List<String> notes = logs.read("a.csv", LOSS).warnings();
    assertThat(notes).hasSize(2);
    assertThat(notes.get(0)).contains("`run_state` is COMPLETE", "a.csv, line 2");
    assertThat(notes.get(1)).contains("`started_at` is 2024-05-01 12:00");
    assertThat(
            logs.read("a.csv", LOSS + "state: {field: run_state}\nstart_time: started_at\n")
                .warnings())
        .isEmpty();
    logs.write(
        "a.jsonl",
        "{\"loss\":1,\"info\":{\"status\":\"crash\"},\"time\":12.5,\"outcome\":\"heads\"}\n");
    assertThat(logs.read("a.jsonl", LOSS.replace("csv", "jsonl")).warnings())
        .singleElement()
        .asString()
        .contains("`info.status` is crash");
  }

  @Test
  void wordsByWhichATrialWouldCountOtherwiseAreSeenInEveryLine() throws IOException {
    StringBuilder csv = new StringBuilder("loss,run_status\n");
    StringBuilder json = new StringBuilder();
    for (int i = 2; i < 42; i++) {
      String word = i == 30 || i == 41 ? "Crashed" : "finished";
      csv.append(i).append(',').append(word).append('\n');
      json.append("{\"loss\":" + i + ",\"run\":{\"status\":\"" + word + "\"}}\n");
    }
    logs.write("a.csv", csv.toString());
    logs.write("a.jsonl", json.toString());
    assertThat(logs.read("a.csv", LOSS).warnings())
        .hasSize(2)
        .anyMatch(n -> n.contains("2 times") && n.contains("line 30: `run_status` is Crashed"));
    assertThat(logs.read("a.jsonl", LOSS.replace("csv", "jsonl")).warnings())
        .hasSize(2)
        .anyMatch(n -> n.contains("2 times") && n.contains("line 29: `run.status` is Crashed"));
  }

  @Test
  void wordsThatChangeNothingCastNoDoubt() throws IOException {
    logs.write("a.csv", "loss,status,set\n1,done,a\n,failed,a\n2,killed,b\n");
    String valid = LOSS + "filters: [set == a]\n";
    assertThat(logs.read("a.csv", valid).warnings())
        .singleElement()
        .asString()
        .contains("looks like the state");
  }

  @Test
  void timesThatCannotBeReadAreTold() throws IOException {
    logs.write("a.csv", "loss,began\n1,04-08-2024 14:28\n2,NaT\n3,05-08-2024 14:28\n");
    Logs.Result result = logs.read("a.csv", LOSS + "start_time: began\n");
    assertThat(result.warnings())
        .singleElement()
        .asString()
        .contains("time_format", "2 times", "`began` is 04-08-2024 14:28");
    Logs.Result mended =
        logs.read("a.csv", LOSS + "start_time: began\ntime_format: dd-MM-yyyy HH:mm\n");
    assertThat(mended.warnings()).isEmpty();
    assertThat(mended.trials().get(0).timing().start()).isPresent();
  }

  @Test
  void aStarTakesHyperparametersOnly() throws IOException {
    logs.write("a.csv", ",loss,lr,seed,id,Unnamed: 5,state\n0,1,0.1,7,x,9,done\n");
    String settings = LOSS + "trial_id: id\nseed: seed\nstate: {field: state}\n";
    Logs.Result star = logs.read("a.csv", settings + "hyperparameters: ['*']\n");
    assertThat(star.trials().get(0).parameters()).containsOnlyKeys("lr");
    Logs.Result named =
        logs.read("a.csv", settings + "trial_number: 'Unnamed: 0'\nhyperparameters: [lr, seed]\n");
    assertThat(named.trials().get(0).number()).hasValue(0);
    assertThat(named.trials().get(0).parameters()).containsOnlyKeys("lr", "seed");
    logs.write(
        "a.jsonl",
        "{\"m\":{\"loss\":1,\"acc\":2},\"hp\":{\"lr\":1,\"seed\":2},\"c\":[1],\"id\":1,\"x\":{\"y\":1}}\n");
    String json =
        """
        format: jsonl
        trial_id: id
        seed: hp.seed
        metrics:
          - {metric: m.loss, direction: minimize}
          - {name: c, curve: c, reduce: last, direction: minimize}
        """;
    assertThat(logs.read("a.jsonl", json + "hyperparameters: ['*']\n").trials().get(0).parameters())
        .containsOnlyKeys("hp.lr", "m.acc", "x");
    assertThat(
            logs.read("a.jsonl", json + "hyperparameters: ['hp.*']\n").trials().get(0).parameters())
        .containsOnlyKeys("hp.lr");
  }
}
