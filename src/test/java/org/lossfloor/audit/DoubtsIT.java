package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.read.tracker.Fixture;

/**
 * What was guessed when a log was read is among the reasons of its experiments, and only of its.
 */
class DoubtsIT {
  private static final int TRIALS = 120;
  private static final String SOURCE =
      """
        - name: %1$s
          format: csv
          path: %2$s/%1$s*.csv
          on_absent_field: %3$s
          trial_id: id
          sampler: random
          group_by: [model]
          metrics: [{metric: loss, direction: minimize}]
      """;

  private final SparkSession spark = LocalSpark.session();
  private final Random random = new Random(11);
  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    write("sound", List.of(), "done");
    write("states", List.of(), "early-stopped");
    write("ids", List.of("7,done,0.9123,a", "7,done,0.9124,a"), "done");
    List<String> empty = new ArrayList<>();
    for (int i = 0; i < TRIALS; i++) {
      empty.add("x" + i + ",done,,a");
    }
    write("lacking", empty, "done");
    List<String> other = List.of("id,status,error,model", "y1,done,0.7,a", "y2,done,0.8,a");
    for (String name : List.of("renamed", "decided")) {
      write(name, List.of(), "done");
      Files.write(folder.resolve(name + "-other.csv"), other);
    }
  }

  private void write(String name, List<String> more, String last) throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,status,loss,model"));
    for (int i = 0; i < 2 * TRIALS; i++) {
      double loss = .5 + random.nextDouble() * random.nextDouble();
      lines.add("t%d,%s,%s,%s".formatted(i, "done", loss, i < TRIALS - 1 ? "a" : "b"));
    }
    lines.add("last," + last + ",0.8123,b");
    lines.addAll(more);
    Files.write(folder.resolve(name + ".csv"), lines);
  }

  private Map<String, Row> audit(String run, Reuse reuse, String... sources) {
    StringBuilder yaml = new StringBuilder("name: doubts\nestimate: {replicates: 0}\nsources:\n");
    for (String source : sources) {
      String absent = source.equals("decided") ? "exclude" : "reject";
      yaml.append(SOURCE.formatted(source, folder, absent));
    }
    AuditConfig config = AuditConfig.parse("doubts.yaml", yaml.toString());
    Map<String, Row> found = new TreeMap<>();
    experiments(config, run, reuse)
        .forEach(row -> found.put(row.getAs("source") + " " + row.getAs("model"), row));
    return found;
  }

  private List<Row> experiments(AuditConfig config, String run, Reuse reuse) {
    String output = folder.resolve("out").toString();
    AuditResult result = new AuditJob(config, run, reuse, null).run(spark, output);
    return spark.read().parquet(result.published() + "/experiments").collectAsList();
  }

  private static List<String> reasons(Row row) {
    return row.getList(row.fieldIndex("reasons"));
  }

  @Test
  void guessesAreReasonsOfTheirExperiments() {
    Map<String, Row> found =
        audit("one", Reuse.NOTHING, "sound", "states", "ids", "lacking", "renamed", "decided");
    assertThat(found).hasSize(12);
    found.forEach(
        (name, row) -> {
          List<String> reasons = reasons(row);
          assertThat(reasons.contains("STATE_UNMAPPED")).as(name).isEqualTo(name.startsWith("st"));
          assertThat(reasons.contains("IDS_CONFLICT")).as(name).isEqualTo(name.startsWith("ids"));
          assertThat(reasons.contains("MOST_LACK_METRIC"))
              .as(name)
              .isEqualTo(name.equals("lacking a"));
          assertThat(reasons.contains("METRIC_ABSENT")).as(name).isEqualTo(name.startsWith("re"));
          boolean doubted = !name.matches("sound.*|decided.*|lacking b");
          assertThat(row.<String>getAs("verdict").equals("OK")).as(name).isEqualTo(!doubted);
        });
  }

  private static String table(String separator, String header, String row) {
    StringBuilder text = new StringBuilder(header.replace(" ", separator)).append('\n');
    Random random = new Random(5);
    for (int i = 0; i < TRIALS; i++) {
      text.append(
              row.formatted(i, random.nextDouble(), random.nextDouble()).replace(" ", separator))
          .append('\n');
    }
    return text.toString();
  }

  private static String chart() {
    StringBuilder head = new StringBuilder("Step");
    StringBuilder last = new StringBuilder("9");
    Random random = new Random(6);
    for (int i = 0; i < TRIALS; i++) {
      head.append(",r%1$d - loss,r%1$d - loss__MIN,r%1$d - loss__MAX".formatted(i));
      double loss = random.nextDouble();
      last.append(",%s,%s,%s".formatted(loss, loss / 2, loss));
    }
    return head + "\n" + last + "\n";
  }

  private Map<String, List<String>> ofTrackers(String... sources) {
    String yaml = "name: guesses\nestimate: {replicates: 0}\nsources:\n";
    AuditConfig config = AuditConfig.parse("guesses.yaml", yaml + String.join("", sources));
    Map<String, List<String>> found = new TreeMap<>();
    for (Row row : experiments(config, "guesses", Reuse.NOTHING)) {
      found.put(row.getAs("source"), reasons(row));
      assertThat(row.<String>getAs("verdict")).isNotNull();
    }
    return found;
  }

  private String source(String name, String format, String path, String more) {
    return "  - {name: %s, format: %s, path: '%s'%s}\n"
        .formatted(name, format, folder.resolve(path).toAbsolutePath(), more);
  }

  @Test
  void whatAReaderGuessedIsAReasonUntilItIsSettled() throws IOException {
    Files.writeString(
        folder.resolve("results.tsv"),
        table("\t", "commit val_loss score status description", "c%d %s %s keep x"));
    Files.writeString(
        folder.resolve("runs.csv"),
        table(",", "Name State Created lr acc", "r%d finished 2024-01-01T00:00:00 %s %s"));
    Files.writeString(folder.resolve("chart.csv"), chart());
    String ray = Fixture.of("ray/exp").toAbsolutePath().toString();
    String loss = ", metrics: [{metric: metrics.loss, direction: minimize}]";
    String acc = ", metrics: [{metric: metrics.acc, direction: maximize}]";
    Map<String, List<String>> found =
        ofTrackers(
            source("loop", "agent-log", "results.tsv", ""),
            source(
                "named",
                "agent-log",
                "results.tsv",
                ", metrics: [{metric: value, direction: minimize}]"),
            source("told", "agent-log", "results.tsv", loss.replace(".loss", ".val_loss")),
            source("columns", "wandb", "runs.csv", acc),
            source("listed", "wandb", "runs.csv", acc + ", hyperparameters: [params.lr]"),
            source("chart", "wandb", "chart.csv", loss),
            source("ray", "ray", ray, loss),
            source("status", "ray", ray, loss + ", state: {field: tags.status}"));
    Map<String, List<String>> guesses = new TreeMap<>();
    found.forEach(
        (name, reasons) ->
            guesses.put(name, reasons.stream().filter(r -> r.endsWith("_GUESSED")).toList()));
    List<String> reading = List.of("READING_GUESSED");
    assertThat(guesses)
        .isEqualTo(
            Map.of(
                "loop",
                List.of("DIRECTION_GUESSED", "READING_GUESSED"),
                "named",
                reading,
                "told",
                List.of(),
                "columns",
                reading,
                "listed",
                List.of(),
                "chart",
                reading,
                "ray",
                reading,
                "status",
                List.of()));
  }

  @Test
  void aDoubtThatIsGoneIsNotTakenOver() throws IOException {
    assertThat(reasons(audit("one", Reuse.NOTHING, "states").get("states a")))
        .contains("STATE_UNMAPPED");
    Path log = folder.resolve("states.csv");
    Files.writeString(log, Files.readString(log).replace("early-stopped", "done"));
    Map<String, Row> again = audit("two", Reuse.of("one"), "states");
    assertThat(reasons(again.get("states a"))).doesNotContain("STATE_UNMAPPED");
  }
}
