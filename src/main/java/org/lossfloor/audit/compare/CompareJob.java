package org.lossfloor.audit.compare;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.decide.FalseDiscovery;
import org.lossfloor.decide.compare.CompareSettings;
import org.lossfloor.decide.compare.ComparedBatch;
import org.lossfloor.decide.compare.ComparedPair;
import org.lossfloor.engine.KeptRows;
import org.lossfloor.error.UserException;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.report.KeyColumns;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.store.Manifest;
import org.lossfloor.store.RunStore;
import org.lossfloor.table.decide.ComparisonsTable;

/**
 * Compares experiments of a published run and publishes the table {@code comparisons} as a run of
 * its own, in place of an earlier one of the same id. Pairs that are named are published only where
 * an output is.
 */
public final class CompareJob {
  /** The folder beside the runs of an audit in which comparisons of them are published. */
  public static final String FOLDER = "compare";

  /** In the manifest: where the tables of the compared run are. */
  private static final String COMPARED = "compared";

  private static final StructType PAIR =
      new StructType()
          .add("a", DataTypes.StringType)
          .add("b", DataTypes.StringType)
          .add("key_a", DataTypes.createArrayType(DataTypes.StringType))
          .add("key_b", DataTypes.createArrayType(DataTypes.StringType))
          .add("reasons", DataTypes.createArrayType(DataTypes.StringType));

  /** Pairs of one task; each takes some tens of milliseconds. */
  private static final int PAIRS_A_TASK = 256;

  private final Pairing pairing;
  private final Optional<String> cost;
  private final Optional<String> output;
  private final int shown;

  /**
   * Makes a job.
   *
   * @param pairing which experiments are compared
   * @param cost the column with the cost of a trial; nothing for its duration
   * @param output where the table is published; nothing for the folder {@value #FOLDER} beside the
   *     run, where pairs that are named are not published
   * @param shown how many pairs the result has at most
   */
  public CompareJob(Pairing pairing, Optional<String> cost, Optional<String> output, int shown) {
    this.pairing = pairing;
    this.cost = cost;
    this.output = output;
    this.shown = shown;
  }

  /**
   * Compares.
   *
   * @param spark the session
   * @param run the directory of a run, or the output of audits, whose last run is taken
   * @return what was found
   * @throws UserException if there is no such run, or nothing in it can be compared
   */
  public CompareResult run(SparkSession spark, String run) {
    RunTables tables = RunTables.open(spark, run);
    List<ExperimentView> experiments = tables.experiments();
    SortedMap<String, double[]> scores = tables.scores(experiments);
    Pairing.Chosen chosen =
        pairing.pairs(experiments.stream().filter(e -> scores.containsKey(e.id())).toList());
    PairScores needed =
        PairScores.of(
            experiments,
            scores,
            tables.curves(),
            TrialCosts.of(tables.trials(), cost.orElse(TrialCosts.DURATION)));
    String runId = tables.published().runId();
    // Who looks at some pairs does not want the table of all to be gone.
    if (pairing.isNamed() && output.isEmpty()) {
      return compared(
          tables,
          experiments,
          chosen,
          needed,
          rows -> new CompareResult(runId, Optional.empty(), batch(rows, shown)));
    }
    return tables
        .decisions(FOLDER, output)
        .write(
            output.isPresent() ? runId : pairing.publishedAs(runId),
            attempt ->
                compared(
                    tables,
                    experiments,
                    chosen,
                    needed,
                    rows -> published(spark, attempt, tables, rows)));
  }

  /** Rows of the table, which are gone when the work is done. */
  private static CompareResult compared(
      RunTables tables,
      List<ExperimentView> experiments,
      Pairing.Chosen chosen,
      PairScores needed,
      Function<Dataset<Row>, CompareResult> work) {
    SparkSession spark = tables.spark();
    String runId = tables.published().runId();
    CompareSettings settings = settings(tables, experiments);
    String[] keys = KeyColumns.of(experiments).names().stream().sorted().toArray(String[]::new);
    List<Pairing.Pair> pairs = chosen.pairs();
    ComparisonsTable table =
        new ComparisonsTable(
            Set.of(keys), runId, settings.confidence(), settings.seed(), chosen.by());
    Broadcast<PairMaps> broadcast =
        new JavaSparkContext(spark.sparkContext()).broadcast(new PairMaps(needed));
    Dataset<Row> compared =
        spark
            .createDataFrame(rows(pairs, keys), PAIR)
            .repartition(1 + pairs.size() / PAIRS_A_TASK)
            .mapPartitions(
                new ComparePairs(broadcast, keys, runId, settings, chosen.by()),
                Encoders.row(table.schema()));
    try (KeptRows kept = new KeptRows(spark, compared)) {
      FalseDiscovery batch = discoveries(kept.rows());
      return work.apply(
          kept.rows().map(new WithQValue(batch, table.schema()), Encoders.row(table.schema())));
    }
  }

  private CompareResult published(
      SparkSession spark, RunStore.Attempt attempt, RunTables tables, Dataset<Row> rows) {
    String table = attempt.table(ComparisonsTable.NAME);
    rows.sort(ComparisonsTable.FIRST, ComparisonsTable.SECOND, "budget", "trials_a")
        .write()
        .parquet(table);
    Dataset<Row> there = spark.read().schema(rows.schema()).parquet(table);
    ComparedBatch batch = batch(there, shown);
    String runId = tables.published().runId();
    attempt.publish(
        new Manifest()
            .with("audit", tables.run().audit())
            .with("run_id", runId)
            .finished()
            .with(COMPARED, tables.published().tables())
            .with("compare_version", ComparisonsTable.COMPARE_VERSION)
            .with("seed", tables.run().seed())
            .with("pairs", batch.pairs())
            .with("differ", batch.differ())
            .with("rows", Map.of(ComparisonsTable.NAME, there.count())));
    return new CompareResult(runId, Optional.of(attempt.publishedPath()), batch);
  }

  private static CompareSettings settings(RunTables tables, List<ExperimentView> experiments) {
    double confidence =
        experiments.stream()
            .mapToDouble(e -> e.origin().confidence())
            .filter(Double::isFinite)
            .findFirst()
            .orElse(.95);
    return new CompareSettings(confidence, CompareSettings.PERMUTATIONS, tables.run().seed());
  }

  private static List<Row> rows(List<Pairing.Pair> pairs, String... keys) {
    List<Row> rows = new ArrayList<>();
    for (Pairing.Pair pair : pairs) {
      rows.add(
          RowFactory.create(
              pair.a().id(),
              pair.b().id(),
              key(pair.a(), keys),
              key(pair.b(), keys),
              ComparedPair.reasons(pair.a().judgement(), pair.b().judgement()).stream()
                  .map(Enum::name)
                  .toArray(String[]::new)));
    }
    return rows;
  }

  private static String[] key(ExperimentView experiment, String... keys) {
    return Arrays.stream(keys)
        .map(name -> experiment.value(name).orElse(null))
        .toArray(String[]::new);
  }

  /** One p-value for each pair, however many budgets it has. */
  private static FalseDiscovery discoveries(Dataset<Row> rows) {
    List<Row> pairs =
        rows.select(ComparisonsTable.FIRST, ComparisonsTable.SECOND, ComparisonsTable.P_VALUE)
            .distinct()
            .collectAsList();
    return FalseDiscovery.of(pairs.stream().mapToDouble(row -> row.getDouble(2)).toArray());
  }

  /** Where Spark leaves out encoding, rows do not know their columns. */
  private record WithQValue(FalseDiscovery batch, StructType columns)
      implements MapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Row call(Row row) {
      double pValue = row.getDouble(columns.fieldIndex(ComparisonsTable.P_VALUE));
      return ComparisonsTable.withQValue(row, columns, batch.qValue(pValue));
    }
  }

  /** What a table says of all pairs, and of those that differ most surely. */
  private static ComparedBatch batch(Dataset<Row> rows, int most) {
    Column believed = col("verdict").notEqual(Verdict.INVALID.name());
    Row all =
        rows.select(
                col(ComparisonsTable.FIRST),
                col(ComparisonsTable.SECOND),
                col(ComparisonsTable.Q_VALUE).leq(ComparedPair.LEVEL).and(believed).as("differs"))
            .distinct()
            .agg(count(lit(1)), count_if(col("differs")))
            .head();
    ComparisonRows read = new ComparisonRows(rows.schema());
    Row any = rows.head();
    return new ComparedBatch(
        read.pairedBy(any),
        all.getLong(0),
        all.getLong(1),
        read.confidence(any),
        first(rows, most));
  }

  /** The pairs that differ most surely; of equals those with the larger probability. */
  private static List<ComparedPair> first(Dataset<Row> rows, int most) {
    Dataset<Row> ids =
        rows.select(
                ComparisonsTable.FIRST,
                ComparisonsTable.SECOND,
                ComparisonsTable.Q_VALUE,
                "test_probability")
            .distinct()
            .orderBy(
                col(ComparisonsTable.Q_VALUE),
                abs(col("test_probability").minus(.5)).desc(),
                col(ComparisonsTable.FIRST),
                col(ComparisonsTable.SECOND))
            .limit(most);
    List<Row> order = ids.collectAsList();
    List<ComparedPair> pairs =
        new ComparisonRows(rows.schema())
            .pairs(
                rows.join(
                        ids.select(ComparisonsTable.FIRST, ComparisonsTable.SECOND),
                        new String[] {ComparisonsTable.FIRST, ComparisonsTable.SECOND},
                        "leftsemi")
                    .select(
                        rows.columns()[0],
                        Arrays.copyOfRange(rows.columns(), 1, rows.columns().length))
                    .collectAsList());
    Map<String, ComparedPair> byId = new HashMap<>();
    pairs.forEach(p -> byId.put(p.comparison().a() + " " + p.comparison().b(), p));
    return order.stream().map(r -> byId.get(r.getString(0) + " " + r.getString(1))).toList();
  }

  /**
   * Reads what was published for a run.
   *
   * @param run the run of an audit
   * @param most the most pairs
   * @return the pairs that differ most surely; nothing where none were compared, or the run has
   *     been replaced since
   */
  public static Optional<ComparedBatch> find(RunTables run, int most) {
    return run.decided(FOLDER, COMPARED)
        .map(there -> batch(run.spark().read().parquet(there.table(ComparisonsTable.NAME)), most));
  }
}
