package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.SameTables;

/** The demo on a real standalone cluster, every part a process of its own, as jobs/ starts it. */
class ClusterIT {
  private static final String AUDIT = "audit";

  @TempDir static Path folder;
  private static Map<String, String> cluster;

  @BeforeAll
  static void up() throws Exception {
    cluster =
        Map.of(
            "LOSSFLOOR_CLUSTER_DIR",
            folder.resolve("cluster").toString(),
            "LOSSFLOOR_CLUSTER_PORT",
            "17577");
    Commands.Done up = Commands.script(cluster, "jobs/cluster.sh", "up");
    assertThat(up.exitCode()).as(up.err()).isZero();
    assertThat(up.out()).contains("spark://127.0.0.1:17577", "2 of 2 alive");
  }

  @AfterAll
  static void down() throws Exception {
    assertThat(Commands.script(cluster, "jobs/cluster.sh", "down").exitCode()).isZero();
    assertThat(daemons()).isZero();
    assertThat(Commands.script(cluster, "jobs/cluster.sh", "status").exitCode()).isEqualTo(1);
  }

  /** As Linux lists them: address and port in hexadecimal digits, state 0A. */
  @Test
  void nothingListensOnAllInterfaces() throws Exception {
    List<String> listening = new ArrayList<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      Files.readAllLines(Path.of(table)).stream()
          .map(line -> line.strip().split("\\s+"))
          .filter(columns -> columns[3].equals("0A"))
          .map(columns -> columns[1])
          .filter(
              local -> Integer.parseInt(local.substring(local.indexOf(':') + 1), 16) / 10 == 1757)
          .forEach(listening::add);
    }
    assertThat(listening).hasSizeGreaterThan(2).noneMatch(local -> local.matches("0+:.*"));
  }

  @Test
  void sameRowsAsOnOneMachine() throws Exception {
    long running = daemons();
    assertThat(running).isEqualTo(3);
    Commands.Done again = Commands.script(cluster, "jobs/cluster.sh", "up");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(daemons()).isEqualTo(running);

    Commands.Done local = Commands.lossfloor(audit("local"));
    assertThat(local.exitCode()).as(local.err()).isZero();
    assertThat(local.out()).contains("9 experiments", "rejected", "TOO_FEW");

    // Other settings than anywhere else in the tests, and not those of conf/spark-defaults.conf.
    Commands.Done submitted =
        submit(
            List.of(
                "--executor-memory", "1g",
                "--conf", "spark.sql.shuffle.partitions=7",
                "--conf", "spark.serializer=org.apache.spark.serializer.JavaSerializer"),
            audit("submitted"));
    assertThat(submitted.exitCode()).as(submitted.err()).isZero();
    assertThat(SameTables.differences(LocalSpark.session(), run("local"), run("submitted")))
        .isEmpty();

    Commands.Done wrong = submit(List.of(), AUDIT, "--config", "no.yaml", "--output", "none");
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("no.yaml", "  where:   ", "  fix:     ");
  }

  @Test
  void applicationEndedByItsCluster() throws Exception {
    CompletableFuture<Commands.Done> submitted =
        CompletableFuture.supplyAsync(() -> submitUnchecked(audit("ended")));
    while (!Files.exists(folder.resolve("ended")) && !submitted.isDone()) {
      Thread.sleep(20);
    }
    endApplication();
    Commands.Done done = submitted.get();
    assertThat(done.exitCode()).as(done.err()).isEqualTo(ExitCode.INTERNAL);
    assertThat(done.err())
        .contains("lossfloor: Spark's application was ended before the work was done")
        .contains("  where:   application app-", " on spark://127.0.0.1:17577")
        .contains("  fix:     ", "the same --run-id")
        .doesNotContain("internal error");
    assertThat(run("ended")).doesNotExist();
  }

  /** As the button of the master's page does. */
  private static void endApplication() throws Exception {
    String master = "http://127.0.0.1:17578";
    HttpClient client = HttpClient.newHttpClient();
    String state =
        client
            .send(
                HttpRequest.newBuilder(URI.create(master + "/json/")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    String id = new ObjectMapper().readTree(state).at("/activeapps/0/id").asText();
    assertThat(id).startsWith("app-");
    HttpRequest kill =
        HttpRequest.newBuilder(URI.create(master + "/app/kill/"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("id=" + id + "&terminate=true"))
            .build();
    assertThat(client.send(kill, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isLessThan(400);
  }

  private Commands.Done submitUnchecked(String... lossfloor) {
    try {
      return submit(List.of(), lossfloor);
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  private String[] audit(String output) {
    return new String[] {
      AUDIT,
      "--config",
      "conf/demo.yaml",
      "--output",
      folder.resolve(output).toString(),
      "--run-id",
      "r",
      "--intervals",
      "calibrated",
      "--replicates",
      "40"
    };
  }

  private Path run(String output) {
    return folder.resolve(output).resolve("run_id=r");
  }

  private Commands.Done submit(List<String> options, String... lossfloor) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("jobs/submit.sh", "--master", "spark://127.0.0.1:17577"));
    command.addAll(options);
    command.add("--");
    command.addAll(List.of(lossfloor));
    return Commands.script(cluster, command.toArray(String[]::new));
  }

  /** Daemons of this test's cluster; all of them name the master's port. */
  private static long daemons() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains("org.apache.spark.deploy.") && line.contains("17577"))
        .count();
  }
}
