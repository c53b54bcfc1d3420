package org.lossfloor.read.mllib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.read.tracker.Fixture;
import org.lossfloor.read.tracker.ReaderFuzz;

/** Saved validators of Spark: their candidates are trials. */
class MllibLogTest {
  private static final MllibLog LOG = new MllibLog();
  private static final Path MODEL = Fixture.of("mllib");

  @TempDir private Path folder;

  @Test
  void aCandidateIsATrial() throws IOException {
    ReaderFuzz.Outcome outcome = Fixture.read(LOG, MODEL);
    assertThat(outcome.logs()).hasSize(1);
    assertThat(Fixture.values(outcome, "trial_id")).containsExactly("0", "1", "2");
    assertThat(Fixture.values(outcome, "value")).containsExactly("0.5", "0.25", "NaN");
    assertThat(Fixture.values(outcome, "objective")).containsOnly("rmse");
    assertThat(Fixture.values(outcome, "direction")).containsOnly("minimize");
    assertThat(Fixture.values(outcome, "sampler")).containsOnly("grid");
    assertThat(Fixture.values(outcome, "params.regParam")).containsExactly("0.1", "0.01", "0.1");
    assertThat(Fixture.values(outcome, "params.family")).containsOnly("auto");
  }

  @Test
  void withoutItsEvaluatorTheDirectionIsUnknown() throws IOException {
    String text = Files.readString(MODEL.resolve("model/metadata/part-00000"));
    ReaderFuzz.Outcome outcome = Fixture.read(LOG, folder, "m/metadata/part-00000", text);
    assertThat(Fixture.values(outcome, "objective")).containsOnly("metric");
    assertThat(Fixture.values(outcome, "direction")).containsOnlyNulls();
    String split =
        text.replace("CrossValidatorModel", "TrainValidationSplitModel")
            .replace("avgMetrics", "validationMetrics");
    assertThat(Fixture.read(LOG, folder, "m/metadata/part-00000", split).trials()).hasSize(3);
    assertThat(Fixture.format("part-00000", split)).isEqualTo("mllib");
  }

  @Test
  void anotherModelIsRefused() throws IOException {
    assertThat(
            Fixture.read(LOG, MODEL.resolve("model/bestModel/metadata/part-00000")).broken().get(0))
        .contains("avgMetrics");
    assertThat(
            Fixture.read(
                    LOG,
                    folder,
                    "m/metadata/part-00000",
                    "{\"avgMetrics\": [1], \"paramMap\": {\"estimatorParamMaps\": [[], []]}}")
                .unreadable())
        .containsExactly("candidate 1 has no metric");
  }

  @Test
  void damageCostsItself() throws IOException {
    new ReaderFuzz(LOG, MODEL, Files.createDirectories(folder.resolve("w")))
        .run((words, outcome) -> assertThat(outcome.logs()).as(words).isNotEmpty());
  }
}
