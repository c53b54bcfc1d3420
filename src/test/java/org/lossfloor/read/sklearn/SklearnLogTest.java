package org.lossfloor.read.sklearn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.read.tracker.Fixture;
import org.lossfloor.read.tracker.ReaderFuzz;

/** Searches of scikit-learn: a record per candidate and scorer. */
class SklearnLogTest {
  private static final SklearnLog LOG = new SklearnLog();

  @TempDir private Path folder;

  @Test
  void aCandidateIsATrialOfEachScorer() throws IOException {
    ReaderFuzz.Outcome outcome = Fixture.read(LOG, Fixture.of("sklearn/cv_results.csv"));
    assertThat(outcome.trials()).hasSize(12);
    assertThat(outcome.unreadable()).isEmpty();
    assertThat(Fixture.values(outcome, "trial_id").subList(0, 4))
        .containsExactly("0", "0", "1", "1");
    assertThat(Fixture.values(outcome, "objective").subList(0, 2))
        .containsExactly("roc_auc", "neg_log_loss");
    assertThat(Fixture.values(outcome, "value"))
        .containsExactly(
            "0.81", "-0.19", "0.84", "-0.16", "nan", null, "0.79", "-0.21", "0.9", "-0.1", "0.77",
            "-0.23");
    assertThat(Fixture.values(outcome, "direction")).containsOnly("maximize");
    assertThat(Fixture.values(outcome, "sampler")).containsOnlyNulls();
    assertThat(Fixture.values(outcome, "duration").get(2)).isEqualTo("1.5");
    assertThat(Fixture.values(outcome, "tags.std_test_roc_auc").get(0)).isEqualTo("0.01");
    assertThat(Fixture.values(outcome, "executions")).containsOnlyNulls();
  }

  @Test
  void theDictTellsNoneFromAbsent() throws IOException {
    ReaderFuzz.Outcome outcome = Fixture.read(LOG, Fixture.of("sklearn/cv_results.csv"));
    assertThat(outcome.trials().get(0).fields().at("/params/clf__gamma").asText())
        .isEqualTo("scale");
    assertThat(outcome.trials().get(2).fields().at("/params/clf__gamma").isMissingNode()).isTrue();
    assertThat(outcome.trials().get(8).fields().at("/params/clf__gamma").isNull()).isTrue();
    assertThat(outcome.trials().get(8).fields().at("/params/clf__kernel").asText())
        .isEqualTo("rbf");
  }

  @Test
  void halvingIsAdaptive() throws IOException {
    ReaderFuzz.Outcome outcome = Fixture.read(LOG, Fixture.of("sklearn/halving.csv"));
    assertThat(outcome.trials()).hasSize(7);
    assertThat(Fixture.values(outcome, "trial_id")).doesNotHaveDuplicates();
    assertThat(Fixture.values(outcome, "sampler")).containsOnly("successive halving");
    assertThat(Fixture.values(outcome, "tags.n_resources").get(4)).isEqualTo("100");
  }

  @Test
  void columnsServeWhereThereIsNoDict() throws IOException {
    ReaderFuzz.Outcome outcome =
        Fixture.read(
            LOG,
            folder,
            "a.csv",
            """
            Unnamed: 0;mean_test_score;param_C;param_k;params
            0;0.5;0.1;--;"OrderedDict([('C', 0.1)])"
            1;0.6;;rbf;broken {
            """);
    assertThat(Fixture.values(outcome, "params.C")).containsExactly("0.1", null);
    assertThat(Fixture.values(outcome, "params.k")).containsExactly(null, "rbf");
    assertThat(
            Fixture.read(LOG, folder, "b.csv", "mean_test_score,params\n1,\"{'a': 1}\"\n2,{a\n")
                .unreadable())
        .singleElement()
        .asString()
        .contains("Python dict: {a");
  }

  @Test
  void aTableOfAnotherKindIsRefused() throws IOException {
    assertThat(Fixture.read(LOG, folder, "a.csv", "lr,loss\n1,2\n").broken())
        .singleElement()
        .asString()
        .contains("mean_test_")
        .contains("`lr`, `loss`");
    assertThat(Fixture.read(LOG, folder, "a.csv", "mean_test_score,params\n").broken())
        .singleElement()
        .asString()
        .contains("no rows");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mean_fit_time,param_C,params,split0_test_score,mean_test_score,rank_test_score",
        "\"\",\"mean_fit_time\",\"params\",\"mean_test_r2\",\"rank_test_r2\"",
        "param_a;mean_test_score"
      })
  void theHeaderTells(String header) {
    assertThat(Fixture.format("x.csv", header + "\n")).isEqualTo("sklearn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mean_test_score,lr", "param_C,loss", "Layers,Neurons,Error"})
  void otherTablesAreNot(String header) {
    assertThat(Fixture.format("cv_results.csv", header + "\n")).isEqualTo("csv");
  }

  @Test
  void damageCostsItself() throws IOException {
    new ReaderFuzz(LOG, Fixture.of("sklearn"), Files.createDirectories(folder.resolve("w")))
        .run((words, outcome) -> assertThat(outcome.logs()).as(words).isNotEmpty());
  }
}
