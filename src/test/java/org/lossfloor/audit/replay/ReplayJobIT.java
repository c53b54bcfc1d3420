package org.lossfloor.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.DemoRun;
import org.lossfloor.LocalSpark;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.decide.replay.ForecastCell;
import org.lossfloor.decide.replay.PastSweep;
import org.lossfloor.decide.replay.Replay;
import org.lossfloor.decide.replay.ReplaySettings;
import org.lossfloor.decide.replay.StopResult;
import org.lossfloor.error.UsageException;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.report.replay.ReplayText;
import org.lossfloor.report.replay.ReplayedExperiment;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.table.decide.ForecastsTable;
import org.lossfloor.table.decide.ReplaysTable;

/** The experiments of the demo, replayed in one random order each. */
class ReplayJobIT {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final String DEMO = DemoRun.shared().output();

  /** A copy of the demo, so that tables beside it are nobody else's. */
  @TempDir Path folder;

  private ReplayResult replay() {
    return new ReplayJob(Optional.of(1), Optional.empty(), Optional.empty())
        .run(SPARK, folder.toString());
  }

  private Dataset<Row> rows(String table) {
    return SPARK.read().parquet(folder.resolve("replay/run_id=r").resolve(table).toString());
  }

  private List<String> both() {
    return rows(ReplaysTable.NAME)
        .toJSON()
        .union(rows(ForecastsTable.NAME).toJSON())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  @Test
  void itIsTheSameHoweverItIsSpreadAndAsTheLibrarySays() throws Exception {
    DemoRun.copiedTo(folder);
    ReplayResult result = replay();
    List<String> once = both();
    // The same id again: nothing twice.
    assertThat(LocalSpark.spread(5, this::replay)).isEqualTo(result);
    assertThat(both()).isEqualTo(once);
    assertThat(rows(ReplaysTable.NAME).columns())
        .startsWith("dataset", "metric", "model")
        .contains(ReplaysTable.ownColumns().fieldNames());
    assertThat(rows(ForecastsTable.NAME).columns())
        .contains(ForecastsTable.ownColumns().fieldNames());
    isWhatTheLibrarySays(result);
    assertThat(new ReplayText(result.replay()).lines(3)).anyMatch(line -> line.startsWith("law"));
    // What its report reads back.
    assertThat(ReplayJob.find(RunTables.open(SPARK, folder.toString()))).contains(result.replay());
  }

  private static void isWhatTheLibrarySays(ReplayResult result) {
    RunTables tables = RunTables.open(SPARK, DEMO);
    ExperimentView view = tables.experiments().get(0);
    Replay alone =
        Replay.of(
            new PastSweep(
                view.id(),
                view.direction(),
                tables.scores(List.of(view)).get(view.id()),
                OptionalDouble.empty()),
            EstimateSettings.withDefaults(view.direction()).withMaxDimension(7),
            DecideSettings.DEFAULT,
            new ReplaySettings(1, ReplaySettings.BUDGETS, tables.run().seed()));
    ReplayedExperiment same =
        result.replay().experiments().stream()
            .filter(e -> e.id().equals(view.id()))
            .findFirst()
            .orElseThrow();
    assertThat(same.trials()).isEqualTo(view.counts().trials());
    assertThat(same.stops().stream().map(StopResult::regret).toList())
        .containsExactlyElementsOf(alone.stops().stream().map(StopResult::regret).toList());
    assertThat(result.replay().forecasts().stream().mapToLong(ForecastCell::forecasts).sum())
        .isGreaterThan(alone.forecasts().size());
  }

  @Test
  void whatCannotBeReplayedIsSaid() {
    assertThatThrownBy(
            () ->
                new ReplayJob(Optional.of(1), Optional.of("gpu_hours"), Optional.empty())
                    .run(SPARK, DEMO))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no trial has a positive number as `gpu_hours`");
  }
}
