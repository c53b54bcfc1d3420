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
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.noise.Reruns;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.ScorePicture;
import org.lossfloor.sweep.RerunPolicy;

/** What an audit makes of reruns, from the log to the tables and the notes. */
class RerunsIT {
  private static final int CONFIGURATIONS = 60;
  private static final int SEEDS = 3;

  /** What the rows of both logs cannot have in common. */
  private static final List<String> OWN =
      List.of(
          "run_id",
          "n_reruns_merged",
          "rerun_recognised_by",
          "rerun_configurations",
          "rerun_runs",
          "rerun_failed",
          "rerun_sd",
          "fingerprint",
          "elapsed_ms");

  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  /** One audit: its only row of experiments, what it tells, and the number of its trials. */
  private record Run(Row row, List<String> told, long trials) {
    Object cell(String column) {
      return row.getAs(column);
    }

    List<String> rest() {
      return List.of(row.schema().fieldNames()).stream()
          .filter(name -> !OWN.contains(name))
          .map(name -> name + "=" + row.getAs(name))
          .toList();
    }
  }

  private Run audit(List<String> lines, String options) throws IOException {
    Path log = Files.createTempDirectory(folder, "logs").resolve("runs.csv");
    Files.write(log, lines);
    AuditConfig config =
        AuditConfig.parse(
            "test.yaml",
            """
            name: test
            sources:
              - name: s
                format: csv
                path: %s
                trial_number: number
                hyperparameters: [lr, decay]
                %s
                metrics: [{metric: loss, direction: minimize}]
            estimate: {trials: [1, 20], replicates: 0}
            """
                .formatted(log, options));
    AuditResult result =
        new AuditJob(config, "run", null)
            .run(spark, Files.createTempDirectory(folder, "out").toString());
    return new Run(
        spark.read().parquet(result.published() + "/experiments").first(),
        result.warnings(),
        spark.read().parquet(result.published() + "/trials").count());
  }

  /** Every configuration with three seeds; a few runs failed. */
  private static List<String> reran() {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>(List.of("number,lr,decay,seed,loss"));
    for (int i = 0; i < CONFIGURATIONS; i++) {
      String params = random.nextDouble() + "," + random.nextDouble();
      int mean = 1_000 + random.nextInt(8_000);
      for (int seed = 0; seed < SEEDS; seed++) {
        boolean failed = (i % 20 == 0 && seed < 2) || i == 7;
        // Three numbers whose mean is exact.
        String loss = failed ? "nan" : "" + (mean + (seed - 1) * 3) / 4.0;
        lines.add((SEEDS * i + seed) + "," + params + "," + seed + "," + loss);
      }
    }
    return lines;
  }

  private static List<String> averaged() {
    List<String> lines = new ArrayList<>(List.of("number,lr,decay,seed,loss"));
    List<String> runs = reran();
    for (int i = 0; i < CONFIGURATIONS; i++) {
      String[] first = runs.get(1 + SEEDS * i).split(",", -1);
      double sum = 0;
      int scored = 0;
      for (int seed = 0; seed < SEEDS; seed++) {
        double loss =
            Double.parseDouble(
                runs.get(1 + SEEDS * i + seed).split(",", -1)[4].replace("nan", "NaN"));
        sum += Double.isNaN(loss) ? 0 : loss;
        scored += Double.isNaN(loss) ? 0 : 1;
      }
      String mean = scored == 0 ? "nan" : "" + sum / scored;
      lines.add(String.join(",", first[0], first[1], first[2], "", mean));
    }
    return lines;
  }

  @Test
  void anAuditOfRerunsIsThatOfTheirMeansAndEveryTrialIsCounted() throws IOException {
    // Only the log of all runs has noise between reruns.
    Run found = audit(reran(), "seed: seed\n    estimate: {noise: none}");
    Run before = audit(averaged(), "seed: seed\n    estimate: {noise: none}");

    assertThat(found.rest()).isEqualTo(before.rest());
    assertThat(found.cell("n_trials")).isEqualTo(CONFIGURATIONS);
    assertThat(found.cell("n_failed")).isEqualTo(1);
    assertThat(found.trials()).isEqualTo(CONFIGURATIONS * SEEDS);
    assertThat(found.cell("n_reruns_merged")).isEqualTo(120L);
    assertThat(found.cell("rerun_recognised_by")).isEqualTo("seeds");
    assertThat(found.cell("rerun_configurations")).isEqualTo(60L);
    assertThat(found.cell("rerun_runs")).isEqualTo(180L);
    assertThat(found.cell("rerun_failed")).isEqualTo(9L);
    assertThat(found.cell("rerun_sd")).isEqualTo(.75);
    assertThat(found.told())
        .anyMatch(
            text ->
                text.startsWith(
                    "1 experiments have reruns: 180 runs of 60 configurations, recognised by their"
                        + " seeds; each configuration counts once, so 120 trials"));

    assertThat(before.cell("rerun_recognised_by")).isNull();
    assertThat(before.cell("n_reruns_merged")).isEqualTo(0L);
    assertThat(before.told()).noneMatch(text -> text.contains("reruns"));
  }

  /** One audit; a source for each rule. */
  private RunTables ofRules(Map<String, String> rules) throws IOException {
    Path log = Files.write(folder.resolve("runs.csv"), reran());
    StringBuilder yaml = new StringBuilder("name: test\nsources:\n");
    rules.forEach(
        (name, rule) ->
            yaml.append(
                """
                  - name: %s
                    format: csv
                    path: %s
                    trial_number: number
                    hyperparameters: [lr, decay]
                    %s
                    metrics: [{metric: loss, direction: minimize}]
                """
                    .formatted(name, log, rule)));
    yaml.append("estimate: {trials: [1, 20], replicates: 0}\n");
    AuditResult result =
        new AuditJob(AuditConfig.parse("test.yaml", yaml.toString()), "rules", null)
            .run(spark, folder.resolve("out").toString());
    return RunTables.open(spark, result.published());
  }

  @Test
  void whatIsGuessedIsADoubtUntilItIsConfirmed() throws IOException {
    RunTables run =
        ofRules(
            Map.of(
                "guessed", "",
                "average", "reruns: average",
                "first", "reruns: first",
                "separate", "reruns: separate"));
    Map<String, ExperimentView> views = new TreeMap<>();
    run.experiments().forEach(view -> views.put(view.key().get("source"), view));
    assertThat(views.get("guessed").reruns().evidence()).contains(Reruns.Evidence.HYPERPARAMETERS);
    assertThat(views.get("guessed").judgement().reasons()).contains(Reason.RERUNS_GUESSED);
    assertThat(views.get("guessed").rerunPolicy()).isEqualTo(RerunPolicy.AVERAGE);
    for (RerunPolicy policy : RerunPolicy.values()) {
      ExperimentView view = views.get(policy.code());
      assertThat(view.rerunPolicy()).isEqualTo(policy);
      assertThat(view.judgement().reasons()).doesNotContain(Reason.RERUNS_GUESSED);
      assertThat(view.reruns().sd()).hasValue(.75);
    }
    assertThat(views.get("average").law()).isEqualTo(views.get("guessed").law());
    assertThat(views.get("separate").counts().trials()).isEqualTo(180);
    assertThat(views.get("separate").reruns().merged()).isZero();
    assertDrawn(run, views.get("average"), averaged());
    assertDrawn(run, views.get("guessed"), averaged());
    assertDrawn(run, views.get("first"), first());
    assertDrawn(run, views.get("separate"), reran());
  }

  /** The first run of each configuration that has a score. */
  private static List<String> first() {
    Map<String, String> first = new TreeMap<>();
    for (String line : reran().subList(1, 1 + CONFIGURATIONS * SEEDS)) {
      String params = line.split(",", -1)[1];
      first.merge(params, line, (one, next) -> one.endsWith("nan") ? next : one);
    }
    return Stream.concat(Stream.of(""), first.values().stream()).toList();
  }

  /** The picture is that of the scores that were estimated. */
  private static void assertDrawn(RunTables run, ExperimentView view, List<String> lines) {
    double[] scores =
        lines.stream()
            .skip(1)
            .map(line -> line.split(",", -1)[4].replace("nan", "NaN"))
            .mapToDouble(Double::parseDouble)
            .toArray();
    ScorePicture expected =
        ScorePicture.of(scores, true, view.origin().confidence(), ScorePicture.Cost.UNKNOWN);
    ScorePicture drawn = run.pictures(List.of(view)).get(view.id());
    assertThat(drawn.scores()).isEqualTo(expected.scores());
    assertThat(drawn.share()).isEqualTo(expected.share());
    assertThat(drawn.trials()).isEqualTo(expected.trials());
    assertThat(drawn.median()).isEqualTo(expected.median());
  }
}
