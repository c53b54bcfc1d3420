package org.lossfloor.audit.noise;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lossfloor.decide.noise.Decision;
import org.lossfloor.decide.noise.LoggedRun;
import org.lossfloor.decide.noise.LoggedRuns;
import org.lossfloor.sweep.ExperimentKey;

/** The trials of experiments with reruns or decisions, brought to the driver one by one. */
final class GatheredRuns {
  private GatheredRuns() {}

  /** The experiments in which some trial has the word of a decision. */
  static List<String> decided(Dataset<Row> trials) {
    return trials
        .filter(lower(col("state_raw")).isin(Decision.words().toArray()))
        .select(ExperimentKey.ID)
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** One row for each of some experiments: its id and its runs. */
  static Dataset<Row> rows(Dataset<Row> trials, Collection<String> ids) {
    return trials
        .filter(col("excluded_reason").isNull().and(col(ExperimentKey.ID).isin(ids.toArray())))
        .groupBy(ExperimentKey.ID)
        .agg(
            collect_list(
                    struct(
                        col("trial_number"),
                        col("trial_id"),
                        when(size(col("params")).gt(0), col("params_hash")).as("configuration"),
                        when(col("failed"), lit(null)).otherwise(col("value")).as("score"),
                        col("executions"),
                        col("state_raw")))
                .as("runs"))
        .orderBy(ExperimentKey.ID);
  }

  /** The trials in a row of {@link #rows}. */
  static LoggedRuns of(Row row) {
    return new LoggedRuns(row.<Row>getList(1).stream().map(GatheredRuns::run).toList());
  }

  private static LoggedRun run(Row row) {
    String trial = row.getAs("trial_id");
    Long number = row.getAs("trial_number");
    String configuration = row.getAs("configuration");
    Double score = row.getAs("score");
    int executions = row.fieldIndex("executions");
    List<Double> scores =
        row.isNullAt(executions)
            ? List.of(score == null ? Double.NaN : score)
            : List.copyOf(row.getList(executions));
    return new LoggedRun(
        number == null ? Long.MAX_VALUE : number,
        trial,
        configuration == null ? "trial " + trial : configuration,
        scores,
        row.getAs("state_raw"));
  }
}
