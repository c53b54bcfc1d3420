package org.lossfloor.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
  private static final String JOINED = "__lossfloor_";

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

  /** Estimates every experiment; one row each, group columns first. */
  static Dataset<Row> of(Dataset<?> trials, SearchLawParams params) {
    String[] groups = params.getOrDefault(params.groupCols());
    Column score = col(ColumnName.quoted(params.getOrDefault(params.scoreCol()))).cast("double");
    EstimateSettings settings = params.settings();
    Column outside =
        finite(score).and(score.lt(settings.lowerBound()).or(score.gt(settings.upperBound())));
    Column experiment = functions.map(keyEntries(groups)).cast(KEY);
    Column id = functions.udf(ID, DataTypes.StringType).apply(experiment);
    Dataset<Row> canonical =
        trials.select(
            TrialColumn.of(
                Map.ofEntries(
                    Map.entry(TrialColumn.EXPERIMENT_ID, id),
                    Map.entry(TrialColumn.EXPERIMENT, experiment),
                    Map.entry(TrialColumn.SETTINGS, lit(name(params))),
                    Map.entry(TrialColumn.SAMPLER, lit(Sampler.UNKNOWN.code())),
                    Map.entry(TrialColumn.SAMPLER_SOURCE, lit(SamplerSource.UNDECLARED.code())),
                    Map.entry(TrialColumn.VALUE, score),
                    Map.entry(TrialColumn.FAILED, not(finite(score))),
                    Map.entry(TrialColumn.EXCLUDED, outside),
                    Map.entry(TrialColumn.PRUNED, lit(false)),
                    Map.entry(TrialColumn.UNVALUED, lit(false)),
                    Map.entry(TrialColumn.TRACE, functions.xxhash64(score)))));
    Dataset<Row> summary =
        estimator(trials, params)
            .estimate(canonical, draws(canonical, params))
            .select("experiment.*")
            .orderBy(ExperimentKey.ID)
            .persist(StorageLevel.MEMORY_AND_DISK());
    // A fit that is used twice must be made only once.
    summary.count();
    return summary;
  }

  private static Column finite(Column score) {
    return score.isNotNull().and(functions.abs(score).lt(LoggedNumber.INFINITE_FROM));
  }

  /** Puts the summary beside every row of its experiment. */
  static Dataset<Row> append(Dataset<?> data, Dataset<Row> summary, String[] groups) {
    Map<String, String> names = ExperimentsTable.keyNames(Set.of(groups));
    Dataset<Row> right = summary;
    Column same = lit(true);
    for (String group : groups) {
      String renamed = JOINED + group;
      right = right.withColumnRenamed(names.get(group), renamed);
      same =
          same.and(
              text(data.col(ColumnName.quoted(group)))
                  .equalTo(right.col(ColumnName.quoted(renamed))));
    }
    Dataset<Row> joined = data.toDF().join(functions.broadcast(right), same, "left");
    for (String group : groups) {
      joined = joined.drop(JOINED + group);
    }
    return joined;
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

  /** The schema of a data set with the summary's columns at its end. */
  static StructType appended(StructType schema, SearchLawParams params) {
    Set<String> groups = Set.of(params.getOrDefault(params.groupCols()));
    groups.forEach(group -> field(schema, group));
    StructType all = schema;
    Collection<String> keys = ExperimentsTable.keyNames(groups).values();
    for (StructField summary : table(groups).schema().fields()) {
      if (keys.contains(summary.name())) {
        continue;
      }
      if (Arrays.stream(schema.fieldNames()).anyMatch(summary.name()::equalsIgnoreCase)) {
        throw new IllegalArgumentException(
            "Cannot append the summary: there is a column `"
                + summary.name()
                + "` already; rename it");
      }
      all = all.add(summary);
    }
    return all;
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
    Set<String> keys = new TreeSet<>(List.of(params.getOrDefault(params.groupCols())));
    return new EstimateExperiments(
        settings(params),
        keys,
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
            params.settings(), replicates, plan.method(), CoreSettings.decide(values)));
  }

  private static ExperimentsTable table(Set<String> groups) {
    return new ExperimentsTable(groups, "", 0);
  }

  private static Column[] keyEntries(String[] groups) {
    Column[] entries = new Column[2 * groups.length];
    for (int i = 0; i < groups.length; i++) {
      entries[2 * i] = lit(groups[i]);
      entries[2 * i + 1] = text(col(ColumnName.quoted(groups[i])));
    }
    return entries;
  }

  /** A group column as the key holds it. */
  private static Column text(Column group) {
    return functions.coalesce(group.cast("string"), lit(ExperimentsTable.ABSENT));
  }
}
