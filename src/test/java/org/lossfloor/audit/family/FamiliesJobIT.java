package org.lossfloor.audit.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.audit.AuditJob;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.decide.family.FamilyMember;
import org.lossfloor.error.UsageException;
import org.lossfloor.report.family.FamiliesText;

/** Two spaces of two models each, and a model whose log has no hyperparameters. */
class FamiliesJobIT {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final String AUDIT =
      """
      name: test
      sources:
        - name: runs
          format: csv
          path: '%1$s/runs.csv'
          trial_id: id
          group_by: {model: model, data: data}
          metrics: [{metric: loss, direction: minimize}]
          hyperparameters: [lr, optimizer, width]
          sampler: random
      estimate: {replicates: 0}
      """;

  @TempDir Path folder;

  private void write() throws IOException {
    Random random = new Random(5);
    List<String> runs = new ArrayList<>(List.of("id,model,data,lr,optimizer,width,loss"));
    for (String model : List.of("a", "b", "c", "d")) {
      boolean wide = model.compareTo("c") >= 0;
      for (int i = 0; i < 80; i++) {
        double lr = random.nextDouble() * (wide ? 4 : 1);
        String optimizer = random.nextBoolean() ? "adam" : "sgd";
        String width = wide ? "NaN" : Integer.toString(1 << random.nextInt(4));
        double loss = 1 + (lr - .4) * (lr - .4) + .01 * random.nextGaussian();
        runs.add(
            String.join(
                ",",
                model + i,
                model,
                wide ? "x" : "y",
                Double.toString(lr),
                optimizer,
                width,
                Double.toString(loss)));
      }
    }
    for (int i = 0; i < 30; i++) {
      runs.add("e" + i + ",e,x,,,," + (1 + random.nextDouble()));
    }
    Files.write(folder.resolve("runs.csv"), runs);
  }

  private FamiliesJob.Result families(String run, String... by) {
    return new FamiliesJob(List.of(by), Optional.of(folder.resolve("out").toString()))
        .run(SPARK, run);
  }

  private static List<String> models(FamiliesJob.Result result) {
    return result.experiments().stream()
        .map(
            e ->
                e.key().get("model")
                    + e.family().map(place -> Integer.toString(place.experiments())).orElse("-"))
        .sorted()
        .toList();
  }

  @Test
  void familiesAreRecognisedDeclaredAndPublished() throws Exception {
    write();
    String run = folder.resolve("audit").toString();
    new AuditJob(AuditConfig.parse("test.yaml", AUDIT.formatted(folder)), "r", null)
        .run(SPARK, run);
    FamiliesJob.Result result = families(run);
    assertThat(models(result)).containsExactly("a2", "b2", "c2", "d2", "e-");
    assertThat(new FamiliesText(result.experiments()).lines(9))
        .contains("5 experiments: 2 families of two or more, 0 alone, 1 without hyperparameters.");
    List<String> once = result.rows().toJSON().collectAsList();
    assertThat(LocalSpark.spread(7, () -> families(run).rows().toJSON().collectAsList()))
        .isEqualTo(once);
    Row first = families(run, "data").rows().filter("model = 'e'").first();
    assertThat(first.<Integer>getAs("n_experiments")).isEqualTo(3);
    assertThat(first.<String>getAs("recognised_by")).isEqualTo("declared");
    FamilyMember one = result.experiments().get(0);
    assertThat(first.schema().fieldNames()).contains("model", "data", "family_weights_lower");
    assertThat(one.family().orElseThrow().intervals()).hasSameSizeAs(one.weights());
    assertThatThrownBy(() -> families(run, "modle"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("modle");
  }
}
