package org.lossfloor.audit.diff;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.decide.diff.RunDiff;
import org.lossfloor.decide.diff.RunState;
import org.lossfloor.error.UserException;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.LawView;
import org.lossfloor.store.Manifest;
import org.lossfloor.store.PublishedRun;
import org.lossfloor.store.RunStore;
import org.lossfloor.sweep.SourceRecord;
import org.lossfloor.table.decide.ChangesTable;

/**
 * Finds what changed between two published runs and publishes the table {@code changes} as a run of
 * its own, in place of an earlier one of the same two runs.
 */
public final class DiffJob {
  /** The folder beside the later run in which changes are published. */
  public static final String FOLDER = "diff";

  private static final String BEFORE = "before";

  /** In the manifest: where the tables of the later run are. */
  private static final String COMPARED = "compared";

  private final Optional<String> output;

  /**
   * What was found.
   *
   * @param diff the changes
   * @param published where the table is
   */
  public record Result(RunDiff diff, String published) {}

  /**
   * Makes a job.
   *
   * @param output where the table is published; nothing for the folder {@value #FOLDER} beside the
   *     later run
   */
  public DiffJob(Optional<String> output) {
    this.output = output;
  }

  /**
   * Compares two runs.
   *
   * @param spark the session
   * @param before the directory of the earlier run, or the output of audits, whose last run is
   *     taken
   * @param after that of the later run
   * @return what changed
   * @throws UserException if there is no such run, or the table cannot be written
   */
  public Result run(SparkSession spark, String before, String after) {
    RunTables earlier = RunTables.open(spark, before);
    RunTables later = RunTables.open(spark, after);
    List<ExperimentView> experiments = later.experiments();
    List<ExperimentView> were = earlier.experiments();
    RunDiff diff = RunDiff.of(state(earlier, were), state(later, experiments));
    Set<String> keys = new TreeSet<>();
    experiments.forEach(e -> keys.addAll(e.key().keySet()));
    were.forEach(e -> keys.addAll(e.key().keySet()));
    ChangesTable table = new ChangesTable(keys, diff.before(), diff.after());
    RunStore runs = later.decisions(FOLDER, output);
    return runs.write(
        diff.after() + "-since-" + diff.before(),
        attempt -> write(spark, attempt, diff, table, later.published().tables()));
  }

  private static Result write(
      SparkSession spark,
      RunStore.Attempt attempt,
      RunDiff diff,
      ChangesTable table,
      String tables) {
    List<Row> rows = diff.changes().stream().map(table::row).toList();
    spark
        .createDataFrame(rows, table.schema())
        .coalesce(1)
        .write()
        .parquet(attempt.table(ChangesTable.NAME));
    Map<String, Long> counts = new TreeMap<>();
    diff.counts().forEach((kind, count) -> counts.put(kind.code(), count));
    attempt.publish(
        new Manifest()
            .with("run_id", diff.after() + "-since-" + diff.before())
            .finished()
            .with(BEFORE, diff.before())
            .with("after", diff.after())
            .with(COMPARED, tables)
            .with("changes", counts)
            .with("rows", Map.of(ChangesTable.NAME, (long) rows.size())));
    return new Result(diff, attempt.publishedPath());
  }

  /**
   * Reads what was published last about a run and an earlier one.
   *
   * @param run the later run
   * @return the changes; nothing where there was no diff, or the run has been replaced since
   */
  public static Optional<RunDiff> find(RunTables run) {
    return run.decided(FOLDER, COMPARED).map(there -> read(run, there));
  }

  private static RunDiff read(RunTables run, PublishedRun there) {
    Dataset<Row> rows = run.spark().read().parquet(there.table(ChangesTable.NAME));
    ChangeRows read = new ChangeRows(rows.schema());
    return new RunDiff(
        there.manifest().path(BEFORE).asText(),
        run.published().runId(),
        rows.collectAsList().stream().map(read::change).toList());
  }

  private static RunState state(RunTables tables, List<ExperimentView> experiments) {
    return RunState.of(
        tables.published().runId(),
        experiments.stream().map(DiffJob::experiment).toList(),
        tables.sources().stream().map(DiffJob::source).toList());
  }

  private static RunState.Experiment experiment(ExperimentView view) {
    return new RunState.Experiment(
        view.id(),
        view.key(),
        view.direction(),
        view.judgement().verdict(),
        view.law().map(LawView::bestScore),
        view.observedBest());
  }

  private static RunState.Source source(SourceRecord source) {
    return new RunState.Source(source.source(), source.reason().isPresent(), source.rejected());
  }
}
