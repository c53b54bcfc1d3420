package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code jobs/submit.sh} against a Spark distribution whose {@code bin/spark-class} only writes
 * down what it is asked for, says what it is told to say, and ends as it is told to end.
 */
class SubmitScriptTest {
  private static final String CONFIG = "/audits/audit.yaml";

  @TempDir Path spark;

  @BeforeEach
  void distribution() throws Exception {
    Files.createDirectories(spark.resolve("jars"));
    Files.createDirectories(spark.resolve("bin"));
    Files.createFile(spark.resolve("jars/spark-sql_2.13-4.9.9.jar"));
    Path script =
        Files.writeString(
            spark.resolve("bin/spark-class"),
            """
            #!/bin/sh
            printf '%s\\n' "$@" > "$SPARK_HOME/arguments"
            printf '%s' "${SPARK_LOCAL_IP-all}" > "$SPARK_HOME/address"
            printf '%b' "$STANDIN_LOG" >&2
            exit "$STANDIN_CODE"
            """);
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private Commands.Done submit(int code, String log, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("jobs/submit.sh"));
    command.addAll(List.of(words));
    return Commands.script(
        Map.of(
            "SPARK_HOME",
            spark.toString(),
            "LOSSFLOOR_JAR",
            "hdfs://nn/lossfloor.jar",
            "STANDIN_CODE",
            Integer.toString(code),
            "STANDIN_LOG",
            log),
        command.toArray(String[]::new));
  }

  private List<String> arguments() throws Exception {
    return Files.readAllLines(spark.resolve("arguments"));
  }

  @Test
  void optionsOfSparkThenTheJarThenLossfloor() throws Exception {
    Commands.Done done =
        submit(0, "", "--master", "yarn", "--num-executors", "9", "--", "audit", "--config", "a b");
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(arguments())
        .containsExactly(
            "org.apache.spark.deploy.SparkSubmit",
            "--properties-file",
            Commands.ROOT.resolve("conf/spark-defaults.conf").toString(),
            "--load-spark-defaults",
            "--class",
            "org.lossfloor.cli.Main",
            "--master",
            "yarn",
            "--num-executors",
            "9",
            "hdfs://nn/lossfloor.jar",
            "audit",
            "--config",
            "a b");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 137})
  void exitCodeOfTheDriverInClientMode(int code) throws Exception {
    Commands.Done done = submit(code, "", "--master", "spark://host:7077", "--", "audit");
    assertThat(done.exitCode()).isEqualTo(code);
  }

  @Test
  void driverThatFailedOnStandaloneClusterIsAnError() throws Exception {
    String running = "10:00:00 INFO ClientEndpoint: Driver running on 10.0.0.7:7078 (worker-7)\\n";
    String end =
        "10:00:09 INFO ClientEndpoint: State of driver driver-1 is %s, exiting spark-submit JVM.\\n";
    String[] words = {
      "--master", "spark://host:7077", "--deploy-mode", "cluster", "--", "audit", "--config", CONFIG
    };
    assertThat(submit(0, running + end.formatted("FINISHED"), words).exitCode()).isZero();
    for (String state : List.of("FAILED", "KILLED", "ERROR")) {
      // Spark itself answers 0 here.
      Commands.Done failed = submit(0, running + end.formatted(state), words);
      assertThat(failed.exitCode()).isEqualTo(ExitCode.INTERNAL);
      assertThat(failed.err()).contains("ended as " + state, "10.0.0.7", "  fix:     ");
    }
    assertThat(submit(255, "", words).exitCode()).isEqualTo(255);
  }

  @Test
  void driverOnStandaloneClusterGetsTheModuleOptionsAndTheUsersOwn() throws Exception {
    submit(
        0,
        "",
        "--master=spark://host:7077",
        "--deploy-mode=cluster",
        "--driver-java-options",
        "-Dmy=1",
        "--conf",
        "spark.driver.extraJavaOptions=-Dmy=2 -Dmy.other=a=b",
        "--conf",
        "spark.ui.port=4041",
        "--",
        "audit",
        "--config",
        CONFIG);
    List<String> arguments = arguments();
    String last = arguments.get(arguments.lastIndexOf("--driver-java-options") + 1);
    assertThat(last)
        .contains("--add-opens=java.base/java.nio=ALL-UNNAMED", "-Dmy=1", "-Dmy=2 -Dmy.other=a=b")
        .doesNotContain("#");
  }

  @Test
  void exitCodeOfTheDriverOnKubernetes() throws Exception {
    String[] words = {"--master", "k8s://https://host", "--deploy-mode", "cluster", "--", "audit"};
    assertThat(submit(0, "\\t exit code: 2\\n", words).exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(submit(0, "\\t Exit code: 0\\n", words).exitCode()).isZero();
    assertThat(submit(1, "", words).exitCode()).isEqualTo(1);
  }

  @Test
  void relativePathsInClusterModeAreToldAtOnce() throws Exception {
    Commands.Done done =
        submit(
            0,
            "",
            "--master",
            "spark://host:7077",
            "--deploy-mode",
            "cluster",
            "--",
            "audit",
            "--config",
            "audit.yaml");
    assertThat(done.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(done.err()).contains("--config audit.yaml", "  where:   ", "absolute");
    assertThat(spark.resolve("arguments")).doesNotExist();
  }

  private String address() throws Exception {
    return Files.readString(spark.resolve("address"));
  }

  /** Nothing listens on all interfaces unless told. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark://127.0.0.1:7077",
        "spark://localhost:7077,other:7077",
        "local[2]",
        "yarn",
        "k8s://https://127.0.0.1:6443",
        "spark://no.such.host.invalid:7077"
      })
  void theDriverListensWhereItsClusterIs(String master) throws Exception {
    submit(0, "", "--master", master, "--", "audit");
    assertThat(address()).isNotEmpty().isNotEqualTo("0.0.0.0").isNotEqualTo("all");
    if (master.contains("127.0.0.1") || master.startsWith("local")) {
      assertThat(address()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void daemonsListenWhereTheyAreToldTo() throws Exception {
    Map<String, String> environment =
        Map.of("SPARK_HOME", spark.toString(), "STANDIN_CODE", "0", "STANDIN_LOG", "");
    String script = "jobs/spark-daemon.sh";
    Commands.script(environment, script, "worker", "spark://127.0.0.1:7077");
    assertThat(address()).isEqualTo("127.0.0.1");
    Commands.script(environment, script, "master", "--host", "127.0.0.2", "--port", "7077");
    assertThat(address()).isEqualTo("127.0.0.2");
    Commands.script(environment, script, "history", "/events");
    assertThat(address()).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit", "--"})
  void whatBelongsToWhomMustBeSaid(String only) throws Exception {
    Commands.Done done = submit(0, "", only);
    assertThat(done.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(done.err()).contains("  where:   ", "  fix:     ", "-- audit --config");
    assertThat(spark.resolve("arguments")).doesNotExist();
  }
}
