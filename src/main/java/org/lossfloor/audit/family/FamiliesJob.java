package org.lossfloor.audit.family;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.decide.family.Families;
import org.lossfloor.decide.family.FamilyMember;
import org.lossfloor.error.UserException;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.report.KeyColumns;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.LawView;
import org.lossfloor.store.Manifest;
import org.lossfloor.store.RunStore;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.decide.FamiliesTable;

/**
 * Groups the experiments of a published run by their search space and publishes the table {@code
 * families} as a run of its own, in place of an earlier one of the same id.
 */
public final class FamiliesJob {
  /** The folder beside the runs of an audit in which their families are published. */
  public static final String FOLDER = "families";

  /** The confidence of the intervals. */
  public static final double CONFIDENCE = .95;

  private final List<String> shared;
  private final Optional<String> output;

  /**
   * What was found.
   *
   * @param runId the run whose experiments were grouped
   * @param published where the table is
   * @param rows the table
   * @param experiments those of one family side by side, larger families first
   */
  public record Result(
      String runId, String published, Dataset<Row> rows, List<FamilyMember> experiments) {
    /** Copies the list. */
    public Result {
      experiments = List.copyOf(experiments);
    }
  }

  /**
   * Makes a job.
   *
   * @param shared the key columns whose values the experiments of a family share; empty to
   *     recognise families by their hyperparameters
   * @param output where the table is published; nothing for the folder {@value #FOLDER} beside the
   *     run
   */
  public FamiliesJob(List<String> shared, Optional<String> output) {
    this.shared = List.copyOf(shared);
    this.output = output;
  }

  /**
   * Groups.
   *
   * @param spark the session
   * @param run the directory of a run, or the output of audits, whose last run is taken
   * @return what was found
   * @throws UserException if there is no such run, it has no such key column, or it did not keep
   *     its trials and no columns are given
   */
  public Result run(SparkSession spark, String run) {
    RunTables tables = RunTables.open(spark, run);
    List<ExperimentView> views = tables.experiments();
    KeyColumns keys = KeyColumns.of(views);
    shared.forEach(name -> keys.require(name, "--by"));
    Families families =
        shared.isEmpty()
            ? Families.recognised(LoggedRanges.of(tables.trials()))
            : Families.declared(declared(views));
    List<FamilyMember> experiments =
        FamilyMember.weighed(
            views.stream().map(FamiliesJob::member).toList(),
            families,
            CONFIDENCE,
            tables.run().seed());
    RunStore runs = tables.decisions(FOLDER, output);
    String runId = tables.published().runId();
    FamiliesTable table =
        new FamiliesTable(Set.copyOf(keys.names()), runId, !shared.isEmpty(), CONFIDENCE);
    String published =
        runs.write(runId, attempt -> write(spark, attempt, runId, experiments, table));
    Dataset<Row> rows =
        spark
            .read()
            .schema(table.schema())
            .parquet(runs.find(runId).orElseThrow().table(FamiliesTable.NAME))
            .orderBy(ExperimentKey.ID);
    return new Result(runId, published, rows, experiments);
  }

  private SortedMap<String, List<String>> declared(List<ExperimentView> views) {
    SortedMap<String, List<String>> declared = new TreeMap<>();
    views.forEach(
        view ->
            declared.put(
                view.id(),
                shared.stream().map(name -> view.key().getOrDefault(name, "")).toList()));
    return declared;
  }

  /** A dimension that was given says nothing about those of others. */
  private static FamilyMember member(ExperimentView view) {
    SortedMap<Integer, Double> weights =
        view.law()
            .map(LawView::dimension)
            .map(Estimate.Dimension::weights)
            .filter(all -> all.size() > 1)
            .orElseGet(TreeMap::new);
    return new FamilyMember(view.id(), view.key(), weights, Optional.empty());
  }

  private String write(
      SparkSession spark,
      RunStore.Attempt attempt,
      String runId,
      List<FamilyMember> experiments,
      FamiliesTable table) {
    List<Row> rows = experiments.stream().map(table::row).toList();
    spark
        .createDataFrame(rows, table.schema())
        .coalesce(1)
        .write()
        .parquet(attempt.table(FamiliesTable.NAME));
    attempt.publish(
        new Manifest()
            .with("run_id", runId)
            .finished()
            .with("families_version", FamiliesTable.FAMILIES_VERSION)
            .with("by", shared)
            .with("rows", Map.of(FamiliesTable.NAME, (long) rows.size())));
    return attempt.publishedPath();
  }
}
