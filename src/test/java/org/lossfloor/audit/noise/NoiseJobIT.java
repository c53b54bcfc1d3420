package org.lossfloor.audit.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.audit.AuditJob;
import org.lossfloor.audit.NoiseOfLog;
import org.lossfloor.audit.ReportJob;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.LogChoice;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.decide.noise.ExperimentNoise;
import org.lossfloor.report.noise.NoiseText;
import org.lossfloor.report.plot.NoisePlot;

/** A log with reruns of two models, and one of decisions. */
class NoiseJobIT {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final String AUDIT =
      """
      name: test
      sources:
        - name: runs
          format: csv
          path: '%1$s/runs.csv'
          trial_id: id
          group_by: {model: model}
          metrics: [{metric: loss, direction: minimize}]
          hyperparameters: [lr]
          seed: seed
          sampler: random
        - name: loop
          format: agent-log
          path: '%1$s/results.tsv'
      estimate: {replicates: 0}
      """;

  @TempDir Path folder;

  private void write() throws IOException {
    Random random = new Random(5);
    List<String> runs = new ArrayList<>(List.of("id,model,lr,seed,loss"));
    for (String model : List.of("a", "b")) {
      double sd = model.equals("a") ? .01 : .05;
      for (int c = 0; c < 40; c++) {
        double lr = random.nextDouble();
        for (int seed = 0; seed < 3; seed++) {
          double loss = 1 + (lr - .4) * (lr - .4) + sd * random.nextGaussian();
          runs.add(model + c + "-" + seed + "," + model + "," + lr + "," + seed + "," + loss);
        }
      }
    }
    Files.write(folder.resolve("runs.csv"), runs);
    Files.writeString(
        folder.resolve("results.tsv"),
        """
        commit\tval_bpb\tmemory_gb\tstatus\tdescription
        a1\t1.30\t5.5\tkeep\tbaseline
        a2\t1.40\t5.5\tdiscard\tweight decay
        a3\t1.10\t5.6\tkeep\tno warmdown
        a4\t0.00\t0.0\tcrash\tlarger
        a5\t1.09\t5.6\tkeep\tclip
        """);
  }

  private NoiseJob.Result noise(String run) {
    return new NoiseJob(OptionalDouble.of(.02), Optional.empty()).run(SPARK, run);
  }

  private Dataset<Row> table(NoiseJob.Result result, String name) {
    return SPARK.read().parquet(result.published() + "/" + name);
  }

  @Test
  void rerunsAndDecisionsAreJudgedAndPublishedOnce() throws Exception {
    write();
    String run = folder.resolve("audit").toString();
    new AuditJob(AuditConfig.parse("test.yaml", AUDIT.formatted(folder)), "r", null)
        .run(SPARK, run);
    NoiseJob.Result result = noise(run);
    List<ExperimentNoise> rerun =
        result.experiments().stream()
            .filter(e -> e.reruns().isPresent())
            .sorted((x, y) -> x.key().get("model").compareTo(y.key().get("model")))
            .toList();
    assertThat(rerun).hasSize(2);
    assertThat(rerun.get(0).reruns().orElseThrow().degrees()).isEqualTo(80);
    assertThat(rerun.get(0).reruns().orElseThrow().sd()).isCloseTo(.01, within(.003));
    assertThat(rerun.get(1).reruns().orElseThrow().sd()).isCloseTo(.05, within(.015));
    assertThat(rerun.get(0).equalOver().orElseThrow()).isLessThan(1e-6);
    assertThat(rerun.get(0).bestReruns()).isEqualTo(2);
    List<Row> steps = table(result, "steps").orderBy("number").collectAsList();
    assertThat(steps).hasSize(2);
    assertThat(steps.get(0).<Double>getAs("gain")).isCloseTo(.2, within(1e-9));
    assertThat(steps.get(0).<Boolean>getAs("flagged")).isFalse();
    assertThat(steps.get(1).<Boolean>getAs("flagged")).isTrue();
    List<String> once = table(result, "noise").toJSON().collectAsList();
    assertThat(LocalSpark.spread(7, () -> table(noise(run), "noise").toJSON().collectAsList()))
        .isEqualTo(once);
    assertThat(once).hasSize(3);
    assertThat(new NoiseText(result.experiments()).lines(9))
        .anyMatch(line -> line.contains("1 of 2 accepted steps may be noise"))
        .anyMatch(line -> line.contains("it is not"));
    theReportHasThem(run, result);
    theFilesSayTheSame(result);
    assertThat(NoisePlot.drawn(result.experiments(), result.groups()))
        .extracting(drawn -> drawn.groups().size())
        .containsExactlyInAnyOrder(0, 40, 40);
    assertThat(NoiseText.json(rerun.get(0))).contains("\"noise_upper\":", "\"best_rerun_mean\":");
  }

  /** A file says what an audit of it says. */
  private void theFilesSayTheSame(NoiseJob.Result result) {
    LogChoice all = LogChoice.typed(Optional.empty(), List.of(), List.of(), KeyValues.NONE);
    List<ExperimentNoise> runs = ofLog("runs.csv", all);
    assertThat(runs).hasSize(2);
    for (ExperimentNoise one : runs) {
      ExperimentNoise audited =
          result.experiments().stream()
              .filter(e -> one.key().get("model").equals(e.key().get("model")))
              .findFirst()
              .orElseThrow();
      assertThat(one.reruns()).isEqualTo(audited.reruns());
      assertThat(one.equalOver()).isEqualTo(audited.equalOver());
      assertThat(one.worth()).isEqualTo(audited.worth());
      assertThat(one.bestRerunMean()).isEqualTo(audited.bestRerunMean());
    }
    List<ExperimentNoise> loop = ofLog("results.tsv", all);
    assertThat(loop).hasSize(1);
    assertThat(result.experiments().stream().map(ExperimentNoise::decisions))
        .contains(loop.get(0).decisions());
  }

  private List<ExperimentNoise> ofLog(String file, LogChoice choice) {
    return NoiseOfLog.of(
            () -> {
              throw new AssertionError("no Spark is needed");
            },
            folder.resolve(file).toString(),
            choice,
            OptionalDouble.of(.02))
        .experiments();
  }

  private void theReportHasThem(String run, NoiseJob.Result result) throws IOException {
    assertThat(NoiseJob.find(RunTables.open(SPARK, run))).contains(result.experiments());
    Path page = new ReportJob(folder.resolve("report.html").toString()).write(SPARK, run);
    assertThat(Files.readString(page)).contains("<section id=\"noise\"", "id=\"step-table\"");
  }

  /** Too few discarded runs to guess from, no reruns, nothing told. */
  @Test
  void decisionsThatCannotBeJudgedAreCountedAndSaidToBeSo() throws IOException {
    write();
    String run = folder.resolve("audit").toString();
    new AuditJob(AuditConfig.parse("test.yaml", AUDIT.formatted(folder)), "r", null)
        .run(SPARK, run);
    NoiseJob.Result result = new NoiseJob(OptionalDouble.empty(), Optional.empty()).run(SPARK, run);
    Row row = table(result, "noise").filter("n_kept is not null").head();
    assertThat(row.<Integer>getAs("n_kept")).isEqualTo(3);
    assertThat(row.<Integer>getAs("n_discarded")).isEqualTo(1);
    assertThat(row.<Integer>getAs("n_undecided")).isEqualTo(1);
    assertThat(row.<Double>getAs("step_noise")).isNull();
    assertThat(NoiseJob.find(RunTables.open(SPARK, run))).contains(result.experiments());
    assertThat(new NoiseText(result.experiments()).conclusions())
        .anyMatch(line -> line.contains("No step can be judged") && line.contains("--noise SD"));
  }
}
