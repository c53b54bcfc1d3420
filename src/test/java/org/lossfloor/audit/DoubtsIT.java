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
    String output = folder.resolve("out").toString();
    AuditResult result = new AuditJob(config, run, reuse, null).run(spark, output);
    Map<String, Row> found = new TreeMap<>();
    spark
        .read()
        .parquet(result.published() + "/experiments")
        .collectAsList()
        .forEach(row -> found.put(row.getAs("source") + " " + row.getAs("model"), row));
    return found;
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
