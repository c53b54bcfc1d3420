package org.lossfloor.audit.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.RunView;
import org.lossfloor.report.view.ScorePicture;
import org.lossfloor.store.Manifest;
import org.lossfloor.store.PublishedRun;
import org.lossfloor.store.RunStore;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.SourceRecord;
import org.lossfloor.table.ExperimentsTable;
import org.lossfloor.table.SourcesTable;
import org.lossfloor.table.TrialsTable;
import org.lossfloor.table.TuningCurvesTable;

/**
 * The tables of a published run, as rows of Spark or as records for people. Nothing is read before
 * it is asked for, and trials never come to the driver unless their rows are collected there.
 *
 * @param spark the session
 * @param published the run
 */
public record RunTables(SparkSession spark, PublishedRun published) {
  private static final String RUN = "run_id=";

  /**
   * Finds a run.
   *
   * @param spark the session
   * @param run the directory of a run, {@code DIR/run_id=ID}, or the output of audits, whose last
   *     run is taken; any Hadoop file system
   * @return its tables
   * @throws UserException if there is no such run, or it cannot be read
   */
  public static RunTables open(SparkSession spark, String run) {
    return new RunTables(spark, find(spark, run));
  }

  /**
   * Finds all runs of an output, or one.
   *
   * @param spark the session
   * @param runs the directory of a run, {@code DIR/run_id=ID}, or the output of audits
   * @return their tables in the order of the run ids, at least one
   * @throws UserException if there is no such run, or it cannot be read
   */
  public static List<RunTables> every(SparkSession spark, String runs) {
    if (path(runs).getName().startsWith(RUN)) {
      return List.of(open(spark, runs));
    }
    RunStore store = store(spark, runs);
    // A run may have been replaced or taken away since it was listed.
    List<RunTables> all =
        store.ids().stream()
            .map(store::find)
            .flatMap(Optional::stream)
            .map(published -> new RunTables(spark, published))
            .toList();
    if (all.isEmpty()) {
      throw none(spark, path(runs), runs);
    }
    return all;
  }

  private static RunStore store(SparkSession spark, String output) {
    return RunStore.of(spark.sparkContext().hadoopConfiguration(), output);
  }

  private static PublishedRun find(SparkSession spark, String run) {
    Path path = path(run);
    Function<String, RunStore> runs = output -> store(spark, output);
    if (!path.getName().startsWith(RUN)) {
      return runs.apply(run).latest().orElseThrow(() -> none(spark, path, run));
    }
    String output = path.getParent() == null ? "." : path.getParent().toString();
    RunStore there = runs.apply(output);
    String id = path.getName().substring(RUN.length());
    return there.find(id).orElseThrow(() -> none(id, there));
  }

  private static Path path(String run) {
    try {
      return new Path(run);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "`" + run + "` is no path: " + e.getMessage(), "RUN", "give the directory of a run", e);
    }
  }

  private static UserException none(SparkSession spark, Path path, String run) {
    try {
      if (!path.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(path)) {
        return new UsageException(
            "there is no such file or folder",
            run,
            "check the path; a run is in the --output of its audit");
      }
    } catch (IOException e) {
      // Then it is not known whether it is there; that no run is there is known.
    }
    return none(run);
  }

  private static UserException none(String output) {
    return new UsageException(
        "there is no published run here",
        output,
        "give the --output of an audit, whose last run is taken, or one run: DIR/run_id=ID");
  }

  private static UserException none(String id, RunStore runs) {
    List<String> ids = runs.ids();
    return new UsageException(
        "there is no published run `" + id + "`",
        runs.output(),
        ids.isEmpty()
            ? "give the --output of an audit that was published"
            : "give one that is there: "
                + String.join(", ", ids.subList(0, Math.min(5, ids.size()))));
  }

  /**
   * Returns a table as it was written.
   *
   * @param table its name
   * @return its rows
   */
  public Dataset<Row> rows(String table) {
    return spark.read().parquet(published.table(table));
  }

  /**
   * Returns all experiments.
   *
   * @return by their ids
   */
  public List<ExperimentView> experiments() {
    return experiments(rows(ExperimentsTable.NAME).orderBy(ExperimentKey.ID));
  }

  /**
   * Returns some experiments.
   *
   * @param some rows with all columns of the table {@code experiments}
   * @return the experiments in the order of the rows
   */
  public List<ExperimentView> experiments(Dataset<Row> some) {
    return new ExperimentRows(some.schema()).views(some.collectAsList());
  }

  /**
   * Returns the tuning curves of all experiments. A point without a row in the table for the scores
   * themselves has a median of NaN.
   *
   * @return the points by ascending number of trials, by the id of the experiment
   */
  public SortedMap<String, List<TuningTable.Row>> curves() {
    return curves(rows(TuningCurvesTable.NAME));
  }

  /**
   * Returns the tuning curve of one experiment.
   *
   * @param id the experiment
   * @return its points by ascending number of trials; empty if it has none
   */
  public List<TuningTable.Row> curve(String id) {
    Dataset<Row> one =
        rows(TuningCurvesTable.NAME).filter(functions.col(ExperimentKey.ID).equalTo(id));
    return curves(one).getOrDefault(id, List.of());
  }

  private static SortedMap<String, List<TuningTable.Row>> curves(Dataset<Row> rows) {
    return CurveRows.curves(rows.collectAsList(), rows.schema());
  }

  /**
   * Draws the scores of experiments, on the executors.
   *
   * @param experiments whose scores are wanted
   * @return by the id of the experiment; none where every trial was left out
   */
  public SortedMap<String, ScorePicture> pictures(List<ExperimentView> experiments) {
    return DrawPictures.of(rows(TrialsTable.NAME), experiments);
  }

  /**
   * Collects the scores of experiments as they were estimated.
   *
   * @param experiments whose scores are wanted
   * @return by the id of the experiment: one score for each trial, ascending, then NaN for failed
   *     ones; none where every trial was left out
   */
  public SortedMap<String, double[]> scores(List<ExperimentView> experiments) {
    return ExperimentScores.of(trials(), experiments);
  }

  /**
   * Returns where what was decided about the run is published.
   *
   * @param folder the name of a folder beside the run
   * @param output another place, if the user names one
   * @return the runs there
   */
  public RunStore decisions(String folder, Optional<String> output) {
    return store(spark, output.orElseGet(() -> beside(folder)));
  }

  /**
   * Finds what was decided last about the run as it is now.
   *
   * @param folder the name of a folder beside the run
   * @param part the part of a manifest there that says of which tables it speaks
   * @return what is published; nothing where nothing was decided, or the run has been replaced
   *     since
   */
  public Optional<PublishedRun> decided(String folder, String part) {
    RunStore runs = decisions(folder, Optional.empty());
    return runs.ids().stream()
        .filter(id -> id.startsWith(published.runId()))
        .flatMap(id -> runs.find(id).stream())
        .filter(there -> there.manifest().path(part).asText().equals(published.tables()))
        .max(Comparator.comparing(there -> there.manifest().path(Manifest.FINISHED).asText()));
  }

  /**
   * Returns the confidence of the run's intervals.
   *
   * @return as its manifest has it, in (0, 1)
   */
  public double confidence() {
    return published.manifest().path("settings").path("estimate").path("confidence").asDouble(.95);
  }

  private String beside(String folder) {
    String tables = published.tables();
    int end = tables.indexOf("/" + RUN + published.runId());
    int attempts = tables.indexOf("/_attempts/");
    int cut = end >= 0 ? end : attempts >= 0 ? attempts : tables.lastIndexOf('/');
    return tables.substring(0, cut) + "/" + folder;
  }

  /**
   * Returns the trials.
   *
   * @return the table {@code trials}
   * @throws UsageException if the run did not keep it
   */
  public Dataset<Row> trials() {
    if (!published.has(TrialsTable.NAME)) {
      throw new UsageException(
          "the run did not keep its trials, from which this is computed",
          published.tables(),
          "audit the logs again, or give a run that has the table `trials`");
    }
    return rows(TrialsTable.NAME);
  }

  /**
   * Returns what became of the sources.
   *
   * @return by their names; empty for a run of a version that did not write the table
   */
  public List<SourceRecord> sources() {
    if (!published.has(SourcesTable.NAME)) {
      return List.of();
    }
    Dataset<Row> rows = rows(SourcesTable.NAME).orderBy("source");
    return rows.collectAsList().stream().map(r -> SourceRows.record(r, rows.schema())).toList();
  }

  /**
   * Returns what the manifest says of the run.
   *
   * @return the run as a whole
   */
  public RunView run() {
    JsonNode manifest = published.manifest();
    SortedMap<String, String> versions = new TreeMap<>();
    for (String program : List.of("lossfloor", "statistics", "spark", "java")) {
      versions.put(program, manifest.path(program + "_version").asText("unknown"));
    }
    return new RunView(
        manifest.path("audit").asText(""),
        published.runId(),
        published.tables(),
        manifest.has(Manifest.FINISHED)
            ? Optional.of(Instant.parse(manifest.path(Manifest.FINISHED).asText()))
            : Optional.empty(),
        manifest.path("seed").asLong(),
        versions,
        manifest.path("experiments").asLong(),
        numbers(manifest.path("verdicts"), JsonNode::asLong),
        numbers(manifest.path("metrics"), JsonNode::asDouble),
        StreamSupport.stream(manifest.path("fail_on").spliterator(), false)
            .map(JsonNode::asText)
            .toList(),
        numbers(manifest.path("rows"), JsonNode::asLong));
  }

  private static <V> SortedMap<String, V> numbers(JsonNode object, Function<JsonNode, V> value) {
    SortedMap<String, V> numbers = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      numbers.put(entry.getKey(), value.apply(entry.getValue()));
    }
    return numbers;
  }
}
