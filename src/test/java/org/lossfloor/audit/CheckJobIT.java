package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.audit.CheckJob.SourceCheck;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.error.UserException;

/** One look shows everything that is wrong. */
class CheckJobIT {
  private static final String SOURCE =
      """
        - name: %s
          format: jsonl
          path: %s
          group_by: [model]
          sampler: random
          metrics: [{metric: %s, direction: minimize}]
      """;

  @TempDir Path folder;

  private List<SourceCheck> check(long bytes, String... sources) {
    String yaml = "name: test\nsources:\n" + String.join("", sources);
    return new CheckJob(AuditConfig.parse("test.yaml", yaml), bytes, Optional.empty())
        .sources(LocalSpark::session, source -> {});
  }

  private static String lines(String model, int trials) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < trials; i++) {
      lines.append("{\"model\":\"%s\",\"val_loss\":0.%03d}\n".formatted(model, i));
    }
    return lines.toString();
  }

  @Test
  void everySourceIsJudgedByItself() throws IOException {
    Path good = Files.createDirectories(folder.resolve("good"));
    Files.writeString(good.resolve("a.jsonl"), lines("a", 30) + "{\"model\":\"a\"}\n{torn\n");
    List<SourceCheck> found =
        check(
            1_000_000,
            SOURCE.formatted("good", good, "val_loss"),
            SOURCE.formatted("misspelt", good, "val_los"),
            SOURCE.formatted("nowhere", folder.resolve("nowhere"), "val_loss"));
    SourceCheck first = found.get(0);
    assertThat(first.problem()).isEmpty();
    assertThat(first.trials()).isEqualTo(31);
    assertThat(first.experiments()).isEqualTo(1);
    assertThat(first.samplers()).containsExactly("random");
    assertThat(first.keys()).singleElement().asString().contains("model -> a");
    assertThat(first.examples()).hasSize(2);
    assertThat(first.examples().get(0)).startsWith("rejected: ").contains("a.jsonl, line 32");
    assertThat(first.examples().get(1)).startsWith("failed: ").contains("a.jsonl, line 31");
    assertThat(found.get(1).problem())
        .get()
        .extracting(UserException::mend)
        .asString()
        .contains("Did you mean `val_loss`?");
    assertThat(found.get(2).problem())
        .get()
        .extracting(UserException::what)
        .asString()
        .contains("matches no file");
  }

  @Test
  void aSampleIsReadAndScaledUp() throws IOException {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    for (int i = 0; i < 10; i++) {
      Files.writeString(logs.resolve(i + ".jsonl"), lines("m" + i, 100));
    }
    long all = 10 * Files.size(logs.resolve("0.jsonl"));
    SourceCheck found = check(all / 5, SOURCE.formatted("s", logs, "val_loss")).get(0);
    assertThat(found.size().files()).isEqualTo(10);
    assertThat(found.size().bytes()).isEqualTo(all);
    assertThat(found.size().sampledFiles()).isEqualTo(2);
    assertThat(found.trials()).isEqualTo(200);
    assertThat(found.factor()).isEqualTo(5);
    CostSample cost = found.cost().orElseThrow();
    assertThat(cost.experiments()).isEqualTo(2);
    assertThat(cost.trials()).isEqualTo(100);
    assertThat(cost.seconds()).isPositive();
    // Of a file that is larger than the sample the lines are read that begin within it.
    SourceCheck first = check(10, SOURCE.formatted("s", logs, "val_loss")).get(0);
    assertThat(first.trials()).isEqualTo(1);
    assertThat(first.factor()).isEqualTo(all / 10.0);
  }

  @Test
  void anOutputIsTried() throws IOException {
    Path output = folder.resolve("out");
    CheckJob.writable(output.toString());
    assertThat(output).isEmptyDirectory();
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> CheckJob.writable(file.resolve("out").toString()))
        .isInstanceOf(UserException.class);
  }
}
