package org.lossfloor.audit.noise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.audit.run.FoundExperiments;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.decide.noise.ExperimentNoise;
import org.lossfloor.decide.noise.LoggedRuns;
import org.lossfloor.decide.noise.NoiseBatch;
import org.lossfloor.error.UserException;
import org.lossfloor.report.KeyColumns;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.store.Manifest;
import org.lossfloor.store.RunStore;
import org.lossfloor.table.decide.NoiseTable;
import org.lossfloor.table.decide.StepsTable;

/**
 * Finds what reruns tell about the experiments of a published run, and which accepted steps are
 * more than noise, and publishes the tables {@code noise} and {@code steps} as a run of its own, in
 * place of an earlier one of the same id.
 */
public final class NoiseJob {
  /** The folder beside the runs of an audit in which their noise is published. */
  public static final String FOLDER = "noise";

  /** The confidence of the intervals. */
  public static final double CONFIDENCE = .95;

  /** In the manifest: where the tables of the examined run are. */
  private static final String EXAMINED = "examined";

  private final OptionalDouble told;
  private final Optional<String> output;
  private final List<String> named;

  /**
   * What was found.
   *
   * @param runId the run whose experiments were examined
   * @param published where the tables are
   * @param experiments those that were named, or all, by their ids
   * @param groups the scores of configurations that have several, by the id of the experiment
   */
  public record Result(
      String runId,
      String published,
      List<ExperimentNoise> experiments,
      SortedMap<String, List<double[]>> groups) {
    /** Copies the list. */
    public Result {
      experiments = List.copyOf(experiments);
    }
  }

  /**
   * Makes a job.
   *
   * @param told the standard deviation between runs, if the user tells it; decisions are judged by
   *     it
   * @param output where the tables are published; nothing for the folder {@value #FOLDER} beside
   *     the run
   */
  public NoiseJob(OptionalDouble told, Optional<String> output) {
    this(told, output, List.of());
  }

  /**
   * Makes a job for some experiments.
   *
   * @param told the standard deviation between runs, if the user tells it
   * @param output where the tables are published, as above
   * @param named the experiments that the result has, by words that {@link FoundExperiments} takes;
   *     all if empty. The tables have all.
   */
  public NoiseJob(OptionalDouble told, Optional<String> output, List<String> named) {
    this.told = told;
    this.output = output;
    this.named = List.copyOf(named);
  }

  /**
   * Examines.
   *
   * @param spark the session
   * @param run the directory of a run, or the output of audits, whose last run is taken
   * @return what was found
   * @throws UserException if there is no such run, or it did not keep its trials
   */
  public Result run(SparkSession spark, String run) {
    RunTables tables = RunTables.open(spark, run);
    Map<String, ExperimentView> views =
        tables.experiments().stream()
            .collect(
                Collectors.toMap(
                    ExperimentView::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    Set<String> shown =
        FoundExperiments.find(List.copyOf(views.values()), named).stream()
            .map(ExperimentView::id)
            .collect(Collectors.toSet());
    NoiseBatch batch = noise(tables.trials(), views);
    List<ExperimentNoise> experiments = batch.experiments();
    RunStore runs = tables.decisions(FOLDER, output);
    String runId = tables.published().runId();
    String[] keys = KeyColumns.of(List.copyOf(views.values())).names().toArray(String[]::new);
    NoiseTable table = new NoiseTable(Set.of(keys), runId, CONFIDENCE);
    String published =
        runs.write(runId, attempt -> write(spark, attempt, tables, experiments, table));
    return new Result(
        runId,
        published,
        experiments.stream().filter(e -> shown.contains(e.id())).toList(),
        batch.groups());
  }

  /** Only runs of experiments with reruns or decisions come to the driver. */
  private NoiseBatch noise(Dataset<Row> trials, Map<String, ExperimentView> views) {
    Set<String> wanted = new TreeSet<>(GatheredRuns.decided(trials));
    views.values().stream()
        .filter(view -> view.reruns().evidence().isPresent())
        .forEach(view -> wanted.add(view.id()));
    NoiseBatch batch = new NoiseBatch(told, CONFIDENCE);
    views.values().stream()
        .filter(view -> !wanted.contains(view.id()))
        .forEach(view -> batch.add(asked(view), LoggedRuns.NONE));
    GatheredRuns.rows(trials, wanted)
        .toLocalIterator()
        .forEachRemaining(
            row -> batch.add(asked(views.get(row.getString(0))), GatheredRuns.of(row)));
    return batch;
  }

  /** Equal configurations are reruns only where the audit took them for such. */
  private static ExperimentNoise.Asked asked(ExperimentView view) {
    ExperimentNoise.Asked asked =
        new ExperimentNoise.Asked(
            view.id(),
            view.key(),
            view.direction(),
            view.reruns().evidence().isPresent(),
            view.observedBest());
    return view.law()
        .map(
            law ->
                asked.withLaw(
                    law.distribution(),
                    law.noise().estimate(),
                    view.outlook().orElseThrow().bestTrial()))
        .orElse(asked);
  }

  private static String write(
      SparkSession spark,
      RunStore.Attempt attempt,
      RunTables tables,
      List<ExperimentNoise> experiments,
      NoiseTable table) {
    String runId = tables.published().runId();
    List<Row> rows = experiments.stream().map(table::row).toList();
    List<Row> steps = new ArrayList<>();
    for (ExperimentNoise one : experiments) {
      one.decisions()
          .ifPresent(d -> d.steps().forEach(step -> steps.add(StepsTable.row(one.id(), step))));
    }
    spark
        .createDataFrame(rows, table.schema())
        .coalesce(1)
        .write()
        .parquet(attempt.table(NoiseTable.NAME));
    spark
        .createDataFrame(steps, StepsTable.schema())
        .coalesce(1)
        .write()
        .parquet(attempt.table(StepsTable.NAME));
    attempt.publish(
        new Manifest()
            .with("run_id", runId)
            .finished()
            .with(EXAMINED, tables.published().tables())
            .with("noise_version", NoiseTable.NOISE_VERSION)
            .with(
                "rows",
                Map.of(NoiseTable.NAME, (long) rows.size(), StepsTable.NAME, (long) steps.size())));
    return attempt.publishedPath();
  }

  /**
   * Reads what was published for a run.
   *
   * @param run the run of an audit
   * @return the noise of its experiments; nothing where it was not asked for, or the run has been
   *     replaced since
   */
  public static Optional<List<ExperimentNoise>> find(RunTables run) {
    return run.decided(FOLDER, EXAMINED)
        .map(
            there ->
                NoiseRows.experiments(
                    run.spark().read().parquet(there.table(NoiseTable.NAME)),
                    run.spark().read().parquet(there.table(StepsTable.NAME))));
  }
}
