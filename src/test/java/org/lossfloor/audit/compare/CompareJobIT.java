package org.lossfloor.audit.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.DemoRun;
import org.lossfloor.LocalSpark;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.decide.FalseDiscovery;
import org.lossfloor.decide.compare.CompareSettings;
import org.lossfloor.decide.compare.ComparedPair;
import org.lossfloor.decide.compare.Comparison;
import org.lossfloor.decide.compare.Contestant;
import org.lossfloor.error.UsageException;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.table.decide.ComparisonsTable;

/** The experiments of the demo, compared. */
class CompareJobIT {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final String DEMO = DemoRun.shared().output();

  @TempDir Path folder;

  private CompareResult compare(Pairing pairing, String output) {
    return new CompareJob(
            pairing, Optional.empty(), Optional.of(folder.resolve(output).toString()), 100)
        .run(SPARK, DEMO);
  }

  private static Pairing all() {
    return new Pairing(Optional.empty(), List.of());
  }

  private Dataset<Row> rows(String output) {
    return SPARK.read().parquet(folder.resolve(output).resolve("run_id=r/comparisons").toString());
  }

  private static List<String> sorted(Dataset<Row> rows) {
    return rows.toJSON().collectAsList().stream().sorted().toList();
  }

  @Test
  void modelsOnOneDataSetAreComparedAndItIsTheSameHoweverTheyAreSpread() throws Exception {
    CompareResult result = compare(all(), "one");
    assertThat(result.batch().first()).hasSize((int) result.batch().pairs());
    assertThat(result.batch().first())
        .allSatisfy(
            pair -> {
              assertThat(pair.a().key().get("dataset")).isEqualTo(pair.b().key().get("dataset"));
              assertThat(pair.a().key().get("model")).isNotEqualTo(pair.b().key().get("model"));
            });
    double[] p =
        result.batch().first().stream().mapToDouble(c -> c.comparison().test().pValue()).toArray();
    FalseDiscovery batch = FalseDiscovery.of(p);
    for (ComparedPair pair : result.batch().first()) {
      assertThat(pair.qValue()).isEqualTo(batch.qValue(pair.comparison().test().pValue()));
    }
    List<String> once = sorted(rows("one"));
    assertThat(once).hasSize((int) rows("one").distinct().count());
    LocalSpark.spread(7, () -> compare(all(), "two"));
    assertThat(sorted(rows("two"))).isEqualTo(once);
    // The same id again: nothing twice.
    compare(all(), "one");
    assertThat(sorted(rows("one"))).isEqualTo(once);
    // Between models is the same here, where a key is data set and model.
    assertThat(compare(new Pairing(Optional.of("model"), List.of()), "three").batch().pairs())
        .isEqualTo(result.batch().pairs());
    Set<String> columns = new TreeSet<>(List.of(rows("one").columns()));
    assertThat(columns).contains("model_a", "model_b", "dataset_a", "dataset_b");
    assertThat(columns).containsAll(List.of(ComparisonsTable.ownColumns().fieldNames()));
  }

  /** Without Spark the library gives the same test; its law has points of its own. */
  @Test
  void theLibrarySaysTheSame() {
    RunTables tables = RunTables.open(SPARK, DEMO);
    List<ExperimentView> experiments = tables.experiments();
    ComparedPair pair =
        compare(new Pairing(Optional.empty(), List.of("reviews,mlp", "reviews,cnn")), "pair")
            .batch()
            .first()
            .get(0);
    Contestant a = contestant(tables, experiments, pair.comparison().a());
    Contestant b = contestant(tables, experiments, pair.comparison().b());
    Comparison alone = Comparison.of(a, b, new CompareSettings(.95, 9_999, tables.run().seed()));
    assertThat(alone.test()).isEqualTo(pair.comparison().test());
    assertThat(alone.byTrials()).hasSameSizeAs(pair.comparison().byTrials());
    for (int i = 0; i < alone.byTrials().size(); i++) {
      assertThat(alone.byTrials().get(i).difference().orElseThrow().estimate())
          .isCloseTo(
              pair.comparison().byTrials().get(i).difference().orElseThrow().estimate(),
              within(1e-9));
    }
  }

  private static Contestant contestant(
      RunTables tables, List<ExperimentView> experiments, String id) {
    ExperimentView view =
        experiments.stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
    double[] scores = tables.scores(List.of(view)).get(id);
    EstimateSettings settings =
        EstimateSettings.withDefaults(view.direction())
            .withTrials(List.of(1.0, 10.0, 100.0, 300.0, 1000.0, 3000.0));
    return Contestant.of(
        id, scores, new ExperimentEstimator(settings).answer(scores), Optional.empty());
  }

  @Test
  void whatCannotBeComparedIsSaid() {
    assertThatThrownBy(() -> compare(new Pairing(Optional.of("modl"), List.of()), "x"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no key column is called `modl`");
    assertThatThrownBy(() -> compare(new Pairing(Optional.empty(), List.of("mlp", "bert")), "x"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no experiment `bert`");
    assertThatThrownBy(
            () ->
                new CompareJob(all(), Optional.of("gpu_hours"), Optional.empty(), 1)
                    .run(SPARK, DEMO))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no trial has a positive number as `gpu_hours`");
  }
}
