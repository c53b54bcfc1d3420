package org.lossfloor.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.lossfloor.config.CoreSettings;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.IntervalPlan;
import org.lossfloor.experiment.AuditSettings;
import org.lossfloor.experiment.EstimateExperiments;
import org.lossfloor.experiment.FanOut;
import org.lossfloor.experiment.MetricSettings;
import org.lossfloor.experiment.OrderReplicates;
import org.lossfloor.experiment.TrialColumn;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.LoggedNumber;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.sweep.SamplerSource;
import org.lossfloor.table.ColumnName;
import org.lossfloor.table.ExperimentsTable;
import scala.jdk.javaapi.CollectionConverters;

/** How the pipeline stages reach the core: through the same functions as the audit. */
final class SearchLawSummary {
  private static final String SOURCE = "ml";
  private static final String METRIC = "score";
  private static final String JOINED = "__lossfloor_id";
  private static final String GROUPS = "groups";
  private static final ExperimentsTable TABLE = new ExperimentsTable(Set.of(), "", 0);

  private static final DataType KEY =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);

  /**
   * The id of an experiment. Its key has the group columns and says where the scores come from,
   * unless columns of these names do: grouped by the key columns of an audit, an experiment has the
   * id that it has there.
   */
  private static final UDF1<scala.collection.Map<String, String>, String> ID =
      experiment -> {
        SortedMap<String, String> key =
            new TreeMap<>(Map.of(ExperimentKey.SOURCE, SOURCE, ExperimentKey.METRIC, METRIC));
        key.putAll(CollectionConverters.asJava(experiment));
        return new ExperimentKey(key).id();
      };

  private SearchLawSummary() {}

  /** Estimates every experiment. */
  static SearchLawModel of(Dataset<?> trials, SearchLawParams params) {
    String[] groups = params.getOrDefault(params.groupCols());
    Dataset<Row> canonical = canonical(trials, params);
    Dataset<Row> estimates =
        estimator(trials, params).estimate(canonical, draws(canonical, params));
    Dataset<Row> fitted =
        estimates
            .join(groups(trials, groups), ExperimentKey.ID)
            .orderBy(ExperimentKey.ID)
            .persist(StorageLevel.MEMORY_AND_DISK());
    // A fit that is used twice must be made only once.
    fitted.count();
    Column[] keys =
        Arrays.stream(groups)
            .map(group -> col(GROUPS).getField(group).as(name(group)))
            .toArray(Column[]::new);
    return new SearchLawModel(
        params.uid(),
        fitted.select(and(keys, col(EstimateExperiments.EXPERIMENT + ".*"))),
        fitted
            .select(
                and(
                    keys,
                    functions
                        .explode(col(EstimateExperiments.CURVE))
                        .as(EstimateExperiments.CURVE)))
            .select(
                and(
                    Arrays.stream(groups)
                        .map(group -> col(ColumnName.quoted(name(group))))
                        .toArray(Column[]::new),
                    col(EstimateExperiments.CURVE + ".*"))));
  }

  private static Dataset<Row> canonical(Dataset<?> trials, SearchLawParams params) {
    String[] groups = params.getOrDefault(params.groupCols());
    Column score = col(ColumnName.quoted(params.getOrDefault(params.scoreCol()))).cast("double");
    EstimateSettings settings = params.settings();
    Column outside =
        finite(score).and(score.lt(settings.lowerBound()).or(score.gt(settings.upperBound())));
    return trials.select(
        TrialColumn.of(
            Map.ofEntries(
                Map.entry(TrialColumn.EXPERIMENT_ID, id(groups)),
                Map.entry(TrialColumn.EXPERIMENT, key(groups)),
                Map.entry(TrialColumn.SETTINGS, lit(name(params))),
                Map.entry(TrialColumn.SAMPLER, lit(Sampler.UNKNOWN.code())),
                Map.entry(TrialColumn.SAMPLER_SOURCE, lit(SamplerSource.UNDECLARED.code())),
                Map.entry(TrialColumn.VALUE, score),
                Map.entry(TrialColumn.FAILED, not(finite(score))),
                Map.entry(TrialColumn.EXCLUDED, outside),
                Map.entry(TrialColumn.PRUNED, lit(false)),
                Map.entry(TrialColumn.UNVALUED, lit(false)),
                Map.entry(TrialColumn.TRACE, functions.xxhash64(score)))));
  }

  /** The group columns of every experiment as they are in the data. */
  private static Dataset<Row> groups(Dataset<?> trials, String... groups) {
    Column[] all =
        Arrays.stream(groups)
            .map(group -> col(ColumnName.quoted(group)).as(group))
            .toArray(Column[]::new);
    Column together = groups.length == 0 ? lit(true) : functions.struct(all);
    return trials
        .select(id(groups).as(ExperimentKey.ID), together.as(GROUPS))
        .groupBy(ExperimentKey.ID)
        .agg(functions.first(GROUPS).as(GROUPS));
  }

  private static Column[] and(Column[] keys, Column last) {
    Column[] all = Arrays.copyOf(keys, keys.length + 1);
    all[keys.length] = last;
    return all;
  }

  /** What a group column is called beside the columns of the table. */
  private static String name(String group) {
    return ExperimentsTable.keyNames(Set.of(group)).get(group);
  }

  private static Column finite(Column score) {
    return score.isNotNull().and(functions.abs(score).lt(LoggedNumber.INFINITE_FROM));
  }

  /** Puts the summary beside every row of its experiment. */
  static Dataset<Row> append(Dataset<?> data, Dataset<Row> summary, SearchLawParams params) {
    Column[] law =
        Arrays.stream(TABLE.schema().fieldNames()).map(functions::col).toArray(Column[]::new);
    Dataset<Row> laws =
        summary.select(
            col(ExperimentKey.ID).as(JOINED),
            functions.struct(law).as(params.getOrDefault(params.lawCol())));
    Dataset<Row> keyed =
        data.toDF().withColumn(JOINED, id(params.getOrDefault(params.groupCols())));
    return keyed
        .join(
            functions.broadcast(laws),
            CollectionConverters.asScala(List.of(JOINED)).toSeq(),
            "left")
        .drop(JOINED);
  }

  /** Refuses columns that are missing, have the wrong type or clash with others. */
  static void check(StructType schema, SearchLawParams params) {
    StructField score = field(schema, params.getOrDefault(params.scoreCol()));
    if (!(score.dataType() instanceof NumericType)) {
      throw new IllegalArgumentException(
          "Cannot use column `"
              + score.name()
              + "` as score: its type is "
              + score.dataType().simpleString()
              + ", not a number");
    }
    for (String group : params.getOrDefault(params.groupCols())) {
      field(schema, group);
    }
  }

  /** The schema of a data set with the summary at its end. */
  static StructType appended(StructType schema, SearchLawParams params) {
    for (String group : params.getOrDefault(params.groupCols())) {
      field(schema, group);
    }
    String law = params.getOrDefault(params.lawCol());
    if (Arrays.stream(schema.fieldNames()).anyMatch(law::equalsIgnoreCase)) {
      throw new IllegalArgumentException(
          "Cannot append the summary: there is a column `"
              + law
              + "` already; set lawCol to another name");
    }
    return schema.add(law, TABLE.schema());
  }

  private static StructField field(StructType schema, String name) {
    List<String> names = Arrays.asList(schema.fieldNames());
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "Cannot find column `" + name + "`; the columns are " + String.join(", ", names));
    }
    return schema.apply(name);
  }

  private static EstimateExperiments estimator(Dataset<?> trials, SearchLawParams params) {
    return new EstimateExperiments(
        settings(params),
        Set.of(),
        params.uid(),
        params.values().get(Key.RANDOM_SEED),
        trials.sparkSession().sparkContext().longAccumulator("experiments"));
  }

  private static Dataset<Row> draws(Dataset<Row> canonical, SearchLawParams params) {
    long seed = params.values().get(Key.RANDOM_SEED);
    SparkSession spark = canonical.sparkSession();
    return new FanOut(seed, spark.sparkContext().longAccumulator("replicates"))
        .draw(new OrderReplicates(settings(params), seed).orders(canonical));
  }

  private static String name(SearchLawParams params) {
    return AuditSettings.name(SOURCE, METRIC, params.settings().direction());
  }

  private static Map<String, MetricSettings> settings(SearchLawParams params) {
    KeyValues values = params.values();
    IntervalPlan plan = CoreSettings.intervals(values, "");
    int replicates = plan.method().draws() ? plan.replicates() : 0;
    return Map.of(
        name(params),
        new MetricSettings(
            params.settings(),
            replicates,
            plan.method(),
            CoreSettings.decide(values),
            values.get(Key.NOISE)));
  }

  private static Column id(String... groups) {
    return functions.udf(ID, DataTypes.StringType).apply(key(groups));
  }

  /** The key of an experiment: group column to value as text, without those that are null. */
  private static Column key(String... groups) {
    Column[] entries = new Column[2 * groups.length];
    for (int i = 0; i < groups.length; i++) {
      entries[2 * i] = lit(groups[i]);
      entries[2 * i + 1] = col(ColumnName.quoted(groups[i])).cast("string");
    }
    return functions.map_filter(
        functions.map(entries).cast(KEY), (name, value) -> value.isNotNull());
  }
}
