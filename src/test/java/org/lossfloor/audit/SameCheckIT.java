package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.audit.CheckJob.SourceCheck;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.ingest.Ingest;

/** A look at a source tells the same whether this JVM reads the sample or Spark does. */
class SameCheckIT {
  private static final String LOSS = "metrics: [{metric: loss, direction: minimize}]";

  @TempDir private Path folder;

  private static SparkSession notNeeded() {
    throw new AssertionError("Spark was asked for");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void pack(String name, String text, double share) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packed = new GZIPOutputStream(bytes)) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, Arrays.copyOf(bytes.toByteArray(), (int) (share * bytes.size())));
  }

  private AuditConfig audit(String path, String... settings) {
    StringBuilder yaml = new StringBuilder("name: same\nestimate: {replicates: 20}\nsources:\n");
    for (int i = 0; i < settings.length; i++) {
      yaml.append("  - name: s%d\n    path: '%s'\n".formatted(i, folder.resolve(path)));
      settings[i].lines().forEach(line -> yaml.append("    ").append(line).append('\n'));
    }
    return AuditConfig.parse("same.yaml", yaml.toString());
  }

  private static String seen(SourceCheck check) {
    Optional<CostSample> cost =
        check.cost().map(c -> new CostSample(c.experiments(), c.trials(), 0));
    String problem =
        check.problem().map(p -> p.what() + "|" + p.where() + "|" + p.mend()).orElse("usable");
    return String.join(
        "\n",
        check.source(),
        String.valueOf(check.size()),
        check.experiments() + " experiments, " + check.trials() + " trials",
        String.join("\n", check.counts()),
        String.join("\n", check.keys()),
        String.valueOf(check.samplers()),
        String.valueOf(check.hyperparameters()),
        String.join("\n", check.examples()),
        String.valueOf(cost),
        String.join("\n", check.warnings()),
        problem);
  }

  /** What both ways say of the sources, once it is the same. */
  private List<String> same(long bytes, String path, String... settings) {
    CheckJob job = new CheckJob(audit(path, settings), bytes, Optional.empty());
    List<String> here =
        job.sources(SameCheckIT::notNeeded, check -> {}, Ingest.MOST).stream()
            .map(SameCheckIT::seen)
            .toList();
    List<String> spark =
        job.sources(LocalSpark::session, check -> {}, -1).stream().map(SameCheckIT::seen).toList();
    assertThat(here).isEqualTo(spark);
    return here;
  }

  private List<String> same(String path, String... settings) {
    return same(16_000_000, path, settings);
  }

  private static String trial(int id, double loss, String more) {
    return "{\"id\":\"t%d\",\"task\":\"%s\",\"loss\":%s,\"lr\":%s%s}\n"
        .formatted(id, id % 3 == 0 ? "a" : "b", loss, 0.1 / (id + 7), more);
  }

  private static String trials(int from, int to) {
    SplittableRandom random = new SplittableRandom(from);
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(trial(i, random.nextDouble(), ""));
    }
    return text.toString();
  }

  @Test
  void ofLinesWithAllThatCanBeWrongWithThem() throws IOException {
    write(
        "in/a.jsonl",
        trials(0, 40)
            + "{torn\n\n"
            + "{\"id\":\"t50\",\"task\":\"a\",\"loss\":\"NaN\",\"lr\":0.2}\n"
            + "{\"id\":\"t51\",\"task\":\"a\",\"loss\":null,\"lr\":0.2}\n"
            + "{\"id\":\"t52\",\"task\":\"a\",\"loss\":\"word\",\"lr\":0.2}\n"
            + "[1, 2]\n");
    write("in/b.jsonl", trials(35, 60) + "{\"id\":\"t61\",\"task\":\"a\",\"loss\":0.5");
    pack("in/c.jsonl.gz", trials(100, 130), 1);
    pack("in/d.jsonl.gz", trials(200, 900), 0.5);
    write("in/e.jsonl", "");
    String lines = "format: jsonl\ngroup_by: [task]\nhyperparameters: [lr]\n" + LOSS + "\n";
    List<String> seen =
        same(
            "in",
            lines,
            lines + "trial_id: id\nsampler: random",
            lines + "trial_id: id\non_id_conflict: qualify",
            lines + "trial_id: id\non_id_conflict: reject",
            lines + "trial_id: id\non_id_conflict: error",
            lines + "trial_id: id\ndedup: first",
            lines + "on_missing: error",
            lines + "filters: ['loss < 0.5']",
            lines.replace("[task]", "[taks]"),
            lines.replace("metric: loss", "metric: los"),
            lines.replace("format: jsonl", "format: csv"),
            "format: jsonl\npath_regex: '/(?<name>[ab])[.]jsonl'\ngroup_by: [name]\n" + LOSS);
    assertThat(seen.get(0)).contains("files broken", "rejected: ", "failed: ");
    assertThat(seen.get(2)).contains("a.jsonl");
    assertThat(seen.get(9)).contains("Did you mean");
  }

  @Test
  void ofFailuresThatWereRunAgain() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      String failed = ",\"state\":\"FAIL\"";
      String done = ",\"state\":\"COMPLETE\"";
      text.append(trial(i, i % 4 == 0 ? 1e9 : 0.01 * i, i % 4 == 0 ? failed : done));
      if (i % 8 == 0) {
        text.append(trial(i, 0.5, done).replace("\"t" + i, "\"again" + i));
      }
    }
    write("in/a.jsonl", text.toString());
    String lines =
        "format: jsonl\ntrial_id: id\nhyperparameters: [lr]\nstate: {field: state}\n" + LOSS;
    List<String> seen = same("in", lines, lines + "\non_failed: error", lines + "\ndedup: none");
    assertThat(seen.get(0)).contains("retried");
    assertThat(seen.get(1)).doesNotContain("usable");
  }

  @Test
  void ofFieldsThatAreAbsent() throws IOException {
    write("in/a.jsonl", trials(0, 30) + "{\"id\":\"x\",\"task\":\"a\",\"lr\":1}\n");
    write("in/b.jsonl", trials(30, 60).replace("\"loss\"", "\"Loss\""));
    write("in/c.jsonl", trials(60, 90).replace("\"loss\"", "\"other\""));
    write("in/d.jsonl", trials(90, 120) + trials(120, 150).replace("\"loss\"", "\"other\""));
    write("in/e.csv", "loss,lr\n0.1,1\n0.2,1\n,1\n");
    write("in/f.csv", "Loss,lr\n0.1,1\n0.2,1\n,1\n");
    String lines = "format: jsonl\n" + LOSS;
    String two =
        lines.replace(
            "direction: minimize}", "direction: minimize}, {metric: lr, direction: maximize}");
    List<String> seen =
        same(
            "in/*.jsonl",
            lines,
            lines + "\non_absent_field: worst",
            lines + "\non_absent_field: exclude",
            lines + "\non_absent_field: error",
            lines + "\non_missing: exclude",
            two);
    assertThat(seen.get(0)).contains("`Loss`");
    assertThat(same("in/*.csv", "format: csv\n" + LOSS)).singleElement().isNotNull();
  }

  @Test
  void ofCurves() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    for (int file = 0; file < 3; file++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 300; i++) {
        text.append(
            "{\"id\":%d,\"task\":\"t%d\",\"step\":%d,\"loss\":%s%s"
                .formatted(
                    random.nextInt(40),
                    random.nextInt(3),
                    random.nextInt(12),
                    random.nextInt(9) == 0 ? "\"NaN\"" : random.nextDouble(),
                    random.nextInt(50) == 0 ? "\n" : "}\n"));
      }
      write("points/" + file + ".jsonl", text.toString());
      write(
          "curves/" + file + ".jsonl",
          "{\"id\":1,\"curve\":[{\"step\":1,\"v\":0.5},{\"step\":2,\"v\":0.%d}]}\n".formatted(file)
              + "{\"id\":2,\"curve\":[]}\n{\"id\":3,\"curve\":7}\n");
    }
    String points =
        "format: jsonl\nrecord: point\ntrial_id: id\ngroup_by: [task]\n"
            + "metrics: [{metric: %s, step: step, reduce: 'mean_last:3', direction: minimize}]";
    same("points", points.formatted("loss"), points.formatted("lose"));
    String curves =
        "format: jsonl\nmetrics: [{name: m, curve: curve, step: step, value: %s, reduce: best,"
            + " direction: minimize}]";
    List<String> seen = same("curves", curves.formatted("v"), curves.formatted("w"));
    assertThat(seen.get(1)).contains("curve[*].w");
  }

  @Test
  void ofPartsOfWhatIsThereAndOfNothing() throws IOException {
    for (int i = 0; i < 40; i++) {
      write("in/" + i + ".csv", "id,loss\n" + i + ",0." + i + "\nx,1,2,3\n");
    }
    String table = "format: csv\ntrial_id: id\n" + LOSS;
    same(300, "in", table);
    same(10, "in", table);
    same("nowhere/*.csv", table);
    same("in/1.csv", table, "format: jsonl\n" + LOSS);
    assertThat(same(20, "in/0.csv", table)).singleElement().asString().contains("trials");
  }

  @Test
  void ofFormatsThatAreAdded() throws IOException {
    for (int i = 0; i < 5; i++) {
      write("toys/" + i + ".toy", "> id=%d loss=0.%d lr=0.1\nno trial\n".formatted(i, i + 1));
      write("runs/" + i + "/trial.toy", "");
      write("runs/" + i + "/id", String.valueOf(i));
      write("runs/" + i + "/loss", i == 3 ? "" : "0." + (i + 1));
    }
    same("toys", "format: toy\ntrial_id: id\n" + LOSS);
    same("runs", "format: toy-folders\ntrial_id: id\n" + LOSS);
  }
}
