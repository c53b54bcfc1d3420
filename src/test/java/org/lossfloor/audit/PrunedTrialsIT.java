package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.config.AuditConfig;

/** What an audit makes of pruned trials, from the log to the reasons. */
class PrunedTrialsIT {
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  private Row audit(String rules, double reached) throws IOException {
    Random random = new Random(4);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      boolean pruned = i % 4 == 0;
      lines.add(
          "{\"id\": %d, \"acc\": %s, \"state\": \"%s\"}"
              .formatted(
                  i,
                  pruned ? reached - random.nextDouble() / 100 : .5 + .4 * random.nextDouble(),
                  pruned ? "PRUNED" : "COMPLETE"));
    }
    Path logs = Files.createTempDirectory(folder, "logs");
    Files.write(logs.resolve("all.jsonl"), lines);
    AuditConfig config =
        AuditConfig.parse(
            "test.yaml",
            """
            name: test
            sources:
              - name: s
                format: jsonl
                path: %s
                trial_id: id
                state: {field: state}
                %s
                metrics: [{metric: acc, direction: maximize}]
            estimate: {trials: [1, 20], replicates: 0}
            """
                .formatted(logs, rules));
    AuditResult result =
        new AuditJob(config, "run", null)
            .run(spark, Files.createTempDirectory(folder, "out").toString());
    return spark.read().parquet(result.published() + "/experiments").first();
  }

  private static List<String> reasons(Row row) {
    return row.<String>getList(row.fieldIndex("reasons")).stream()
        .filter(reason -> reason.startsWith("PRUNED"))
        .toList();
  }

  @Test
  void prunedTrialsAreCensoredOrLeftOutAndThatIsTold() throws IOException {
    Row usual = audit("", .8);
    assertThat(reasons(usual)).containsExactly("PRUNED_CENSORED");
    assertThat(usual.<Integer>getAs("n_failed")).isEqualTo(50);
    assertThat(usual.<Double>getAs("threshold")).isGreaterThanOrEqualTo(.8);
    assertThat(usual.<Integer>getAs("n_tail")).isLessThanOrEqualTo(75);

    Row early = audit("", .55);
    assertThat(early.<Integer>getAs("n_tail")).isLessThanOrEqualTo(75);

    Row without = audit("on_pruned: exclude", .8);
    assertThat(reasons(without)).containsExactly("PRUNED_EXCLUDED");
    assertThat(without.<Integer>getAs("n_trials")).isEqualTo(150);

    assertThat(reasons(audit("on_pruned: keep", .8))).isEmpty();
  }

  @Test
  void trialsThatAllRunMakeAnExperimentWithoutCurve() throws IOException {
    Path log = folder.resolve("running.csv");
    Files.writeString(log, "id,model,acc,state\n1,a,0.5,RUNNING\n2,a,,RUNNING\n3,b,0.5,COMPLETE\n");
    AuditConfig config =
        AuditConfig.parse(
            "test.yaml",
            """
            name: test
            sources:
              - name: s
                format: csv
                path: %s
                trial_id: id
                group_by: [model]
                state: {field: state}
                metrics: [{metric: acc, direction: maximize}]
            estimate: {trials: [1, 20]}
            fail_on: ['internal_errors>0']
            """
                .formatted(log));
    AuditResult result =
        new AuditJob(config, "run", null).run(spark, folder.resolve("running").toString());
    assertThat(result.broken()).isEmpty();
    Dataset<Row> experiments = spark.read().parquet(result.published() + "/experiments");
    assertThat(experiments.selectExpr("model", "n_trials", "reasons[0]").collectAsList())
        .extracting(Row::mkString)
        .containsExactlyInAnyOrder("a0TOO_FEW", "b1TOO_FEW");
    Dataset<Row> curves = spark.read().parquet(result.published() + "/tuning_curves");
    assertThat(curves.select("experiment_id").distinct().collectAsList())
        .isEqualTo(experiments.where("model = 'b'").select("experiment_id").collectAsList());
  }
}
