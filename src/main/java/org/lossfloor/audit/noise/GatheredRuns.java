package org.lossfloor.audit.noise;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lossfloor.decide.noise.Decision;
import org.lossfloor.decide.noise.DecisionLog;
import org.lossfloor.sweep.ExperimentKey;

/**
 * The runs of one experiment, in the order of the draws.
 *
 * @param groups the scores of each configuration, those of first runs first; a configuration
 *     without hyperparameters is one run alone
 * @param log its decisions; nothing where it is no log of any
 */
record GatheredRuns(List<double[]> groups, Optional<DecisionLog> log) {
  private record Run(
      long number, String trial, String configuration, List<Double> scores, String state) {}

  static final GatheredRuns NONE = new GatheredRuns(List.of(), Optional.empty());

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

  /**
   * Gathers.
   *
   * @param row of {@link #rows}
   * @param minimize whether a smaller score is better
   */
  static GatheredRuns of(Row row, boolean minimize) {
    List<Run> runs =
        row.<Row>getList(1).stream()
            .map(GatheredRuns::run)
            .sorted(Comparator.comparingLong(Run::number).thenComparing(Run::trial))
            .toList();
    Map<String, List<Double>> byConfiguration = new LinkedHashMap<>();
    for (Run run : runs) {
      List<Double> scores =
          byConfiguration.computeIfAbsent(run.configuration(), key -> new ArrayList<>());
      run.scores().stream().filter(Double::isFinite).forEach(scores::add);
    }
    return new GatheredRuns(
        byConfiguration.values().stream()
            .map(all -> all.stream().mapToDouble(v -> v).toArray())
            .filter(all -> all.length > 0)
            .toList(),
        log(runs, minimize));
  }

  private static Run run(Row row) {
    String trial = row.getAs("trial_id");
    Long number = row.getAs("trial_number");
    String configuration = row.getAs("configuration");
    Double score = row.getAs("score");
    int executions = row.fieldIndex("executions");
    List<Double> scores =
        row.isNullAt(executions)
            ? List.of(score == null ? Double.NaN : score)
            : List.copyOf(row.getList(executions));
    return new Run(
        number == null ? Long.MAX_VALUE : number,
        trial,
        configuration == null ? "trial " + trial : configuration,
        scores,
        row.getAs("state_raw"));
  }

  /** Only where the order is known. */
  private static Optional<DecisionLog> log(List<Run> runs, boolean minimize) {
    boolean ordered =
        runs.stream().noneMatch(r -> r.number() == Long.MAX_VALUE)
            && runs.stream().mapToLong(Run::number).distinct().count() == runs.size();
    boolean decided =
        runs.stream().anyMatch(r -> r.state() != null && Decision.word(r.state()).isPresent());
    if (!ordered || !decided) {
      return Optional.empty();
    }
    DecisionLog log =
        new DecisionLog(
            runs.stream()
                .map(
                    r ->
                        new Decision(
                            r.trial(),
                            r.number(),
                            Optional.ofNullable(r.state())
                                .flatMap(Decision::word)
                                .orElse(Decision.Word.OTHER),
                            minimize ? r.scores().get(0) : -r.scores().get(0)))
                .toList());
    return Optional.of(log).filter(DecisionLog::judgeable);
  }
}
