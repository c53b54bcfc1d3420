package org.lossfloor.audit.ranges;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.lossfloor.audit.run.FoundExperiments;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.decide.ranges.Importance;
import org.lossfloor.decide.ranges.Scale;
import org.lossfloor.error.Nearest;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.report.KeyColumns;
import org.lossfloor.report.ranges.SearchSpaces;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.store.Manifest;
import org.lossfloor.store.RunStore;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.decide.RangesTable;

/**
 * Examines the search spaces of the experiments of a published run and publishes the table {@code
 * ranges} as a run of its own, in place of an earlier one of the same id.
 */
public final class RangesJob {
  /** The folder beside the runs of an audit in which their ranges are published. */
  public static final String FOLDER = "ranges";

  /** Forests are grown for so many experiments at most. */
  public static final int MOST_FORESTS = 20;

  /** In the manifest: where the tables of the examined run are. */
  private static final String EXAMINED = "examined";

  private final List<String> named;
  private final SortedMap<String, Scale> scales;
  private final int replicates;
  private final Optional<String> output;

  /**
   * What was found.
   *
   * @param runId the run whose experiments were examined
   * @param published where the table is
   * @param rows the table
   * @param experiments in the order in which people see them, with the names of their key columns
   *     that tell them apart
   */
  public record Result(
      String runId, String published, Dataset<Row> rows, Map<String, String> experiments) {
    /**
     * Reads rows back.
     *
     * @param most of how many experiments at most, the first ones
     * @return what they say of each hyperparameter, by experiment
     */
    public SearchSpaces first(int most) {
      return spaces(runId, rows, experiments.size(), some(experiments, most));
    }
  }

  /**
   * Makes a job.
   *
   * @param named the experiments that are shown and that forests are grown for, by words that
   *     {@link FoundExperiments} takes; all if empty. The table has all.
   * @param scales the scales that the user names, by hyperparameter
   * @param replicates bootstrap replicates of the forests; 0 for none
   * @param output where the table is published; nothing for the folder {@value #FOLDER} beside the
   *     run
   */
  public RangesJob(
      List<String> named, Map<String, Scale> scales, int replicates, Optional<String> output) {
    this.named = List.copyOf(named);
    this.scales = new TreeMap<>(scales);
    this.replicates = replicates;
    this.output = output;
  }

  /**
   * Examines.
   *
   * @param spark the session
   * @param run the directory of a run, or the output of audits, whose last run is taken
   * @return what was found
   * @throws UserException if there is no such run, it did not keep its trials, or it has no such
   *     experiment or hyperparameter
   */
  public Result run(SparkSession spark, String run) {
    RunTables tables = RunTables.open(spark, run);
    List<ExperimentView> experiments = new ArrayList<>(tables.experiments());
    experiments.sort(ExperimentView.order());
    List<ExperimentView> chosen =
        named.isEmpty() ? experiments : FoundExperiments.find(experiments, named);
    Dataset<Row> trials = SampledConfigurations.of(tables.trials());
    checkScales(trials);
    RunStore runs = tables.decisions(FOLDER, output);
    String runId = tables.published().runId();
    Map<String, double[]> importances = importances(spark, tables, chosen, trials);
    String published =
        runs.write(
            runId, attempt -> written(spark, attempt, tables, experiments, trials, importances));
    Dataset<Row> rows =
        spark
            .read()
            .parquet(runs.find(runId).orElseThrow().table(RangesTable.NAME))
            .orderBy(ExperimentKey.ID, RangesTable.HYPERPARAMETER);
    return new Result(runId, published, rows, names(experiments, chosen));
  }

  private void checkScales(Dataset<Row> trials) {
    if (scales.isEmpty()) {
      return;
    }
    Set<String> names = new TreeSet<>();
    trials
        .select(functions.explode(functions.map_keys(functions.col("params"))))
        .distinct()
        .collectAsList()
        .forEach(row -> names.add(row.getString(0)));
    for (String name : scales.keySet()) {
      if (!names.contains(name)) {
        throw new UsageException(
            "no trial has the hyperparameter `" + name + "`",
            "--scale",
            Nearest.mend(name, names, "There are " + String.join(", ", names)));
      }
    }
  }

  private String written(
      SparkSession spark,
      RunStore.Attempt attempt,
      RunTables tables,
      List<ExperimentView> experiments,
      Dataset<Row> trials,
      Map<String, double[]> importances) {
    String runId = tables.published().runId();
    String[] keys = KeyColumns.of(experiments).names().toArray(String[]::new);
    RangesTable table = new RangesTable(Set.of(keys), runId);
    Map<String, String[]> packed = new HashMap<>();
    experiments.forEach(e -> packed.put(e.id(), FindRanges.packed(e, keys)));
    Broadcast<Map<String, String[]>> needed =
        new JavaSparkContext(spark.sparkContext()).broadcast(packed);
    trials
        .groupBy(ExperimentKey.ID)
        .as(Encoders.STRING(), Encoders.row(trials.schema()))
        .flatMapGroups(
            new FindRanges(needed, scales, importances, keys, runId), Encoders.row(table.schema()))
        .sort(ExperimentKey.ID, RangesTable.HYPERPARAMETER)
        .write()
        .parquet(attempt.table(RangesTable.NAME));
    long rows =
        spark.read().schema(table.schema()).parquet(attempt.table(RangesTable.NAME)).count();
    attempt.publish(
        new Manifest()
            .with("audit", tables.run().audit())
            .with("run_id", runId)
            .finished()
            .with(EXAMINED, tables.published().tables())
            .with("ranges_version", RangesTable.RANGES_VERSION)
            .with("seed", tables.run().seed())
            .with("importance_replicates", replicates)
            .with("rows", Map.of(RangesTable.NAME, rows)));
    return attempt.publishedPath();
  }

  private static Map<String, String> some(Map<String, String> names, int most) {
    Map<String, String> first = new LinkedHashMap<>();
    names.entrySet().stream().limit(most).forEach(e -> first.put(e.getKey(), e.getValue()));
    return first;
  }

  private static SearchSpaces spaces(
      String runId, Dataset<Row> rows, int experiments, Map<String, String> shown) {
    Object[] ids = shown.keySet().toArray();
    return new SearchSpaces(
        runId,
        experiments,
        RangeRows.views(rows.filter(functions.col(ExperimentKey.ID).isin(ids)), shown));
  }

  /**
   * Reads what was published for a run.
   *
   * @param run the run of an audit
   * @param experiments its experiments
   * @param most of how many at most; those with something to change first, of these those that
   *     would have saved most
   * @return the search spaces; nothing where they were not examined, or the run has been replaced
   *     since
   */
  public static Optional<SearchSpaces> find(
      RunTables run, List<ExperimentView> experiments, int most) {
    return run.decided(FOLDER, EXAMINED)
        .map(
            there -> {
              Dataset<Row> rows = run.spark().read().parquet(there.table(RangesTable.NAME));
              Map<String, String> names = names(experiments, experiments);
              Map<String, String> shown = new LinkedHashMap<>();
              worst(rows, most).forEach(id -> shown.put(id, names.getOrDefault(id, id)));
              return spaces(run.published().runId(), rows, experiments.size(), shown);
            });
  }

  private static List<String> worst(Dataset<Row> rows, int most) {
    return rows
        .groupBy(ExperimentKey.ID)
        .agg(
            functions.max(functions.size(functions.col("codes")).gt(0)).as("faulty"),
            functions
                .max(functions.col("n_outside").divide(functions.col("n_configurations")))
                .as("saved"))
        .orderBy(
            functions.col("faulty").desc(),
            functions.col("saved").desc(),
            functions.col(ExperimentKey.ID))
        .limit(most)
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static Map<String, String> names(List<ExperimentView> all, List<ExperimentView> chosen) {
    List<String> telling = KeyColumns.of(all).telling();
    Map<String, String> names = new LinkedHashMap<>();
    for (ExperimentView experiment : chosen) {
      List<String> words =
          telling.stream().map(column -> experiment.key().getOrDefault(column, "")).toList();
      names.put(experiment.id(), words.isEmpty() ? experiment.id() : String.join(" ", words));
    }
    return names;
  }

  /** Forests are grown on the cluster, but for one experiment after the other. */
  private Map<String, double[]> importances(
      SparkSession spark, RunTables tables, List<ExperimentView> experiments, Dataset<Row> trials) {
    Map<String, double[]> found = new HashMap<>();
    if (replicates == 0) {
      return found;
    }
    Forests forests = new Forests(spark, replicates, tables.run().seed());
    for (ExperimentView one : experiments.subList(0, Math.min(MOST_FORESTS, experiments.size()))) {
      SampledConfigurations sample =
          SampledConfigurations.of(
              trials.filter(functions.col(ExperimentKey.ID).equalTo(one.id())).toLocalIterator());
      SortedMap<String, Importance> measured =
          forests.of(
              one.id(),
              sample.trials(
                  one.direction() == Direction.MINIMIZE,
                  one.law().map(law -> law.threshold()).orElse(Double.NaN),
                  scales));
      measured.forEach(
          (name, importance) ->
              found.put(
                  FindRanges.name(one.id(), name),
                  new double[] {importance.mean(), importance.lower(), importance.upper()}));
    }
    return found;
  }
}
