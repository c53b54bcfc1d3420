package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.read.database.PostgresServer;

/** A tracker's database is given by its URL, and the environment says who logs in. */
class DatabaseUrlIT {
  @TempDir private Path folder;

  private static Commands.Done lossfloor(String user, String password, String... args)
      throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(List.of(java.toString(), "-Xmx1g", "@conf/jvm.options", "-cp", classes));
    command.add("org.lossfloor.cli.Main");
    command.addAll(List.of(args));
    return Commands.script(
        Map.of("LOSSFLOOR_DB_USER", user, "LOSSFLOOR_DB_PASSWORD", password),
        command.toArray(new String[0]));
  }

  private static void fill(PostgresServer server) throws Exception {
    server.execute(
        "CREATE TYPE studydirection AS ENUM ('NOT_SET', 'MINIMIZE', 'MAXIMIZE')",
        "CREATE TYPE trialstate AS ENUM ('RUNNING', 'COMPLETE', 'PRUNED', 'FAIL', 'WAITING')",
        "CREATE TYPE trialvaluetype AS ENUM ('FINITE', 'INF_POS', 'INF_NEG')",
        "CREATE TYPE trialintermediatevaluetype AS ENUM ('FINITE', 'INF_POS', 'INF_NEG', 'NAN')");
    Path fixture = Path.of("src/test/resources/org/lossfloor/read/optuna/v3.2.sql");
    server.execute(Files.readAllLines(fixture).toArray(new String[0]));
  }

  @Test
  void aDatabaseIsRecognisedAndAudited() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      fill(server);
      Path yaml = folder.resolve("audit.yaml");
      Commands.Done made =
          lossfloor(server.user(), server.password(), "init", server.url(), "-o", yaml.toString());
      assertThat(made.exitCode()).as(made.err()).isZero();
      assertThat(Files.readString(yaml))
          .contains("format: optuna", server.url())
          .doesNotContain(server.password());

      Path output = folder.resolve("out");
      Commands.Done audited =
          lossfloor(
              server.user(),
              server.password(),
              "audit",
              server.url(),
              "--output",
              output.toString());
      assertThat(audited.exitCode()).as(audited.err()).isZero();
      assertThat(audited.out() + audited.err()).contains("11 trials");

      whoIsNotLetInLearnsWhatToSet(server, yaml, folder.resolve("none"));
    }
  }

  private static void whoIsNotLetInLearnsWhatToSet(PostgresServer server, Path yaml, Path output)
      throws Exception {
    List<List<String>> commands =
        List.of(
            List.of("init", server.url()),
            List.of("audit", "--config", yaml.toString(), "--output", output.toString()));
    for (List<String> command : commands) {
      Commands.Done refused = lossfloor(server.user(), "not it", command.toArray(new String[0]));
      assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.INPUT);
      assertThat(refused.err())
          .contains("is not reached", "password authentication failed", server.url())
          .containsPattern("fix: .*LOSSFLOOR_DB_USER and LOSSFLOOR_DB_PASSWORD")
          .doesNotContain("not it", "the file is still there");
    }
  }
}
