package org.lossfloor.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.error.InputException;
import org.lossfloor.ingest.count.SourceCounts;

/** A metric field that is absent is told apart from a metric without a value. */
class AbsentFieldIT {
  private static final String LOSS =
      """
      format: jsonl
      trial_id: id
      metrics: [{metric: val_loss, direction: minimize}]
      """;

  @TempDir private Path folder;
  private Logs logs;

  @BeforeEach
  void begin() {
    logs = new Logs(folder);
  }

  /** Lines of trials; a dash is a trial without the field, an underscore one with null. */
  private static String lines(String prefix, String other, String pattern) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      text.append("{\"id\":\"").append(prefix).append(i).append('"');
      switch (pattern.charAt(i)) {
        case '-' -> text.append(other);
        case '_' -> text.append(",\"val_loss\":null");
        default -> text.append(",\"val_loss\":0.5");
      }
      text.append("}\n");
    }
    return text.toString();
  }

  private static long count(Logs.Result result, String outcome) {
    return result.outcomes().stream().filter(o -> o.endsWith(outcome)).count();
  }

  @Test
  void aFileWithoutTheFieldIsAnotherLogsFile() throws IOException {
    logs.write("in/a.jsonl", lines("a", "", "xxxx_x"))
        .write("in/c.jsonl", lines("c", ",\"loss\":0.25", "----"));
    Logs.Result result = logs.read("in", LOSS);
    assertThat(count(result, "used")).isEqualTo(5);
    assertThat(count(result, "failed")).isEqualTo(1);
    assertThat(result.reasons())
        .hasSize(4)
        .contains("1: the field `val_loss` is absent; there is `id`, `loss`");
    assertThat(result.counts().get(0).rejected()).isEqualTo(4);
    assertThat(result.warnings())
        .singleElement()
        .asString()
        .contains("(4 times; the first: ", "c.jsonl, line 1: `val_loss`, in none of the file's 4")
        .contains("`id`, `loss`");
    assertThat(count(logs.read("in", LOSS + "on_absent_field: worst\n"), "failed")).isEqualTo(5);
    assertThat(count(logs.read("in", LOSS + "on_absent_field: exclude\n"), "absent_field"))
        .isEqualTo(4);
    assertThat(
            catchThrowableOfType(
                InputException.class, () -> logs.read("in", LOSS + "on_absent_field: error\n")))
        .hasMessageContaining("on_absent_field is error");
  }

  @Test
  void theSameHoldsForTablesAndParquet() throws IOException {
    logs.write("in/a.csv", "id,val_loss\na1,1\na2,2\na3,\n")
        .write("in/c.csv", "id,loss\nc1,1\nc2,2\n");
    Logs.Result csv = logs.read("in", LOSS.replace("jsonl", "csv"));
    assertThat(csv.outcomes()).containsExactly("a1 1.0 used", "a2 2.0 used", "a3 failed");
    assertThat(csv.rejected()).hasSize(2);
    for (String name : new String[] {"a", "c"}) {
      Dataset<Row> frame =
          LocalSpark.session()
              .read()
              .option("header", true)
              .csv(logs.file("in/" + name + ".csv").toString());
      frame.coalesce(1).write().parquet(logs.file("p/" + name).toString());
    }
    Logs.Result parquet = logs.read("p", LOSS.replace("jsonl", "parquet"));
    assertThat(parquet.outcomes()).isEqualTo(csv.outcomes());
    assertThat(parquet.rejected()).hasSize(2);
  }

  @Test
  void aFieldThatEndsMidwayIsNoRowOfCrashes() throws IOException {
    logs.write("a.jsonl", lines("t", ",\"loss\":1", "x".repeat(10) + "-".repeat(10)));
    Logs.Result tail = logs.read("a.jsonl", LOSS);
    assertThat(count(tail, "used")).isEqualTo(10);
    assertThat(tail.rejected()).hasSize(10);
    assertThat(tail.warnings().get(0)).contains("in none from line 11 on");
    logs.write("b.jsonl", lines("t", ",\"loss\":1", "-".repeat(10) + "x".repeat(10)));
    assertThat(logs.read("b.jsonl", LOSS).warnings().get(0)).contains("in none up to 10");
  }

  @Test
  void anotherSpellingIsARenamingWhereverItStands() throws IOException {
    logs.write("a.jsonl", lines("t", ",\"val/loss\":1", "x-xx-xxx"));
    Logs.Result result = logs.read("a.jsonl", LOSS);
    assertThat(count(result, "used")).isEqualTo(6);
    assertThat(result.rejected()).hasSize(2);
    assertThat(result.warnings().get(0)).contains("the records have `val/loss` instead");
    String both = LOSS.replace("metric: val_loss", "metric: [val_loss, val/loss]");
    Logs.Result named = logs.read("a.jsonl", both);
    assertThat(count(named, "used")).isEqualTo(8);
    assertThat(named.counts().get(0).metric()).isEqualTo("val_loss");
    logs.write(
        "b.jsonl",
        "{\"id\":1,\"val_loss\":1,\"val/loss\":1.0}\n{\"id\":2,\"val_loss\":1,\"val/loss\":2}\n");
    Logs.Result differing = logs.read("b.jsonl", both);
    assertThat(differing.outcomes()).containsExactly("1 1.0 used");
    assertThat(differing.reasons()).singleElement().asString().contains("different values");
  }

  @Test
  void singleTrialsWithoutTheFieldFailed() throws IOException {
    logs.write("a.jsonl", lines("t", ",\"error\":\"oom\"", "xx-xxxx-xxxx"));
    Logs.Result scattered = logs.read("a.jsonl", LOSS);
    assertThat(count(scattered, "failed")).isEqualTo(2);
    assertThat(scattered.rejected()).isEmpty();
    assertThat(scattered.warnings()).singleElement().asString().contains("2 of 12 trials");
    assertThat(count(logs.read("a.jsonl", LOSS + "on_missing: exclude\n"), "missing")).isEqualTo(2);
    for (int i = 0; i < 5; i++) {
      logs.write("runs/" + i + "/r.jsonl", lines("r" + i, ",\"epoch\":1", i < 3 ? "x" : "-"));
    }
    Logs.Result folders = logs.read("runs", LOSS);
    assertThat(count(folders, "failed")).isEqualTo(2);
    assertThat(folders.warnings()).singleElement().asString().contains("2 of 5 trials");
  }

  @Test
  void ofSeveralMetricsEachIsCountedByItself() throws IOException {
    logs.write("in/a.jsonl", "{\"id\":1,\"val_loss\":1,\"acc\":2}\n")
        .write("in/b.jsonl", "{\"id\":2,\"acc\":2}\n{\"id\":3,\"acc\":2}\n");
    Logs.Result result =
        logs.read("in", LOSS.replace("}]", "}, {metric: acc, direction: maximize}]"));
    assertThat(result.outcomes())
        .containsExactly("1 2.0 used", "2 2.0 used", "3 2.0 used", "1 1.0 used");
    assertThat(result.rejected()).hasSize(2);
    assertThat(result.counts()).extracting(SourceCounts::rejected).containsExactly(2L, 0L);
  }

  @Test
  void curvesAndPointsAreJudgedByTheTrial() throws IOException {
    logs.write("in/a.jsonl", "{\"id\":1,\"c\":[1,2]}\n{\"id\":2,\"c\":[]}\n{\"id\":3,\"c\":null}\n")
        .write("in/b.jsonl", "{\"id\":4,\"d\":[1]}\n{\"id\":5,\"d\":[1]}\n");
    String curve = LOSS.replace("metric: val_loss", "name: v, curve: c, reduce: last");
    Logs.Result curves = logs.read("in", curve);
    assertThat(curves.outcomes()).containsExactly("1 2.0 used", "2 failed", "3 failed");
    assertThat(curves.rejected()).hasSize(2);
    logs.write("p/a.jsonl", "{\"id\":1,\"v\":1}\n{\"id\":1,\"v\":2}\n{\"id\":2,\"v\":null}\n")
        .write("p/b.jsonl", "{\"id\":3,\"w\":1}\n{\"id\":4,\"w\":2}\n{\"id\":4,\"w\":2}\n")
        .write("p/c.jsonl", "{\"id\":5,\"w\":1}\n{\"id\":5,\"w\":2}\n");
    String point = LOSS.replace("metric: val_loss", "metric: v, reduce: last") + "record: point\n";
    Logs.Result points = logs.read("p", point);
    assertThat(points.outcomes()).containsExactly("1 2.0 used", "2 failed", "5 failed");
    assertThat(points.rejected()).extracting(r -> r.records()).containsExactlyInAnyOrder(1L, 2L);
  }
}
