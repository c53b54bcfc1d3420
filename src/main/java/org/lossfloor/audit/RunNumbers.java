package org.lossfloor.audit;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lossfloor.audit.run.ExperimentRows;
import org.lossfloor.config.FailCondition;
import org.lossfloor.config.RunMetric;
import org.lossfloor.estimate.Diagnosis.OrderOutcome;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Standing;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.estimate.noise.Reruns;
import org.lossfloor.ingest.SourceReport;
import org.lossfloor.ingest.count.SourceCounts;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ExperimentsTable;
import org.lossfloor.table.TrialsTable;

/**
 * Numbers about a run, from the rows that were written: a task that Spark ran twice counts once.
 *
 * @param rows the rows of every table
 * @param verdicts experiments by verdict
 * @param standings experiments by what can be done with them
 * @param metrics what conditions can limit
 * @param unordered experiments whose trials have no known order
 * @param reruns what was recognised as reruns, by how
 * @param slowest the experiments whose estimate took longest, the slowest first
 */
record RunNumbers(
    Map<String, Long> rows,
    SortedMap<String, Long> verdicts,
    SortedMap<Standing, Long> standings,
    Map<RunMetric, Double> metrics,
    long unordered,
    Map<Reruns.Evidence, FoundReruns> reruns,
    List<Map<String, Object>> slowest) {
  private static final int SLOWEST = 10;

  private static final String VERDICT = "verdict";
  private static final String EXPERIMENTS = "experiments";
  private static final String FITTED = "fitted";
  private static final String INTERNAL_ERRORS = "internal_errors";
  private static final String UNORDERED = "unordered";
  private static final String TRIALS = "trials";

  static RunNumbers of(
      Map<String, Long> rows, Dataset<Row> experiments, List<SourceReport> sources) {
    SortedMap<String, Long> verdicts = new TreeMap<>();
    SortedMap<Standing, Long> standings = new TreeMap<>();
    long fitted = 0;
    long internalErrors = 0;
    long unordered = 0;
    long trials = 0;
    Map<Reruns.Evidence, FoundReruns> reruns = new EnumMap<>(Reruns.Evidence.class);
    for (Row row :
        experiments
            .groupBy(VERDICT, ExperimentsTable.STANDING)
            .agg(count(lit(1)).as(EXPERIMENTS), numbers())
            .collectAsList()) {
      long counted = row.<Long>getAs(EXPERIMENTS);
      verdicts.merge(row.getAs(VERDICT), counted, Long::sum);
      standings.merge(Standing.valueOf(row.getAs(ExperimentsTable.STANDING)), counted, Long::sum);
      fitted += row.<Long>getAs(FITTED);
      internalErrors += row.<Long>getAs(INTERNAL_ERRORS);
      unordered += row.<Long>getAs(UNORDERED);
      trials += row.<Long>getAs(TRIALS);
      for (Reruns.Evidence way : Reruns.Evidence.values()) {
        reruns.merge(way, FoundReruns.of(row, way), FoundReruns::plus);
      }
    }
    requireBalanced(rows.getOrDefault(TrialsTable.NAME, 0L), trials);
    return new RunNumbers(
        rows,
        verdicts,
        standings,
        metrics(verdicts, fitted, internalErrors, sources),
        unordered,
        reruns,
        slowest(experiments));
  }

  private static Column[] numbers() {
    Column trials = col("n_trials").plus(col("n_excluded")).plus(col("n_reruns_merged"));
    return Stream.concat(
            Stream.of(
                count(col("best_score")).as(FITTED),
                count_if(array_contains(col("reasons"), Reason.INTERNAL_ERROR.name()))
                    .as(INTERNAL_ERRORS),
                count_if(col("order_test").equalTo(OrderOutcome.NO_ORDER.code())).as(UNORDERED),
                sum(trials).as(TRIALS)),
            Arrays.stream(Reruns.Evidence.values()).flatMap(FoundReruns::sums))
        .toArray(Column[]::new);
  }

  /** Every trial is a draw, excluded, or part of the score of another. */
  private static void requireBalanced(long read, long counted) {
    if (read != counted) {
      throw new IllegalStateException(
          read + " trials were read, experiments count " + counted + " of them");
    }
  }

  private static Map<RunMetric, Double> metrics(
      Map<String, Long> verdicts, long fitted, long internalErrors, List<SourceReport> reports) {
    List<SourceCounts> counts = reports.stream().flatMap(r -> r.counts().stream()).toList();
    double experiments = verdicts.values().stream().mapToLong(Long::longValue).sum();
    double ok = verdicts.getOrDefault(Verdict.OK.name(), 0L);
    double caution = verdicts.getOrDefault(Verdict.CAUTION.name(), 0L);
    double invalid = verdicts.getOrDefault(Verdict.INVALID.name(), 0L);
    double trials = counts.stream().mapToLong(SourceCounts::trials).sum();
    double failed = counts.stream().mapToLong(SourceCounts::failed).sum();
    double scored = counts.stream().mapToLong(SourceCounts::scored).sum();
    // The records of a source are counted once for each of its metrics.
    Collection<SourceCounts> sources =
        counts.stream()
            .collect(Collectors.toMap(SourceCounts::source, c -> c, (first, other) -> first))
            .values();
    double records = sources.stream().mapToLong(SourceCounts::records).sum();
    double rejected = sources.stream().mapToLong(SourceCounts::rejected).sum();
    double broken = sources.stream().mapToLong(SourceCounts::broken).sum();
    Map<RunMetric, Double> all = new EnumMap<>(RunMetric.class);
    all.put(RunMetric.EXPERIMENTS, experiments);
    all.put(RunMetric.FITTED, (double) fitted);
    all.put(RunMetric.INTERNAL_ERRORS, (double) internalErrors);
    all.put(RunMetric.OK, ok);
    all.put(RunMetric.CAUTION, caution);
    all.put(RunMetric.INVALID, invalid);
    all.put(RunMetric.OK_SHARE, share(ok, experiments));
    all.put(RunMetric.CAUTION_SHARE, share(caution, experiments));
    all.put(RunMetric.INVALID_SHARE, share(invalid, experiments));
    all.put(RunMetric.TRIALS, trials);
    all.put(RunMetric.FAILED_SHARE, share(failed, trials));
    all.put(RunMetric.EXCLUDED_SHARE, share(trials - failed - scored, trials));
    all.put(RunMetric.RECORDS, records);
    all.put(RunMetric.REJECTED, rejected);
    all.put(RunMetric.REJECTED_SHARE, share(rejected, records));
    all.put(RunMetric.BROKEN_FILES, broken);
    all.put(
        RunMetric.BROKEN_SOURCES,
        (double) reports.stream().filter(report -> report.fault().isPresent()).count());
    return all;
  }

  /** The share of an empty set is 0. */
  private static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  private static List<Map<String, Object>> slowest(Dataset<Row> experiments) {
    ExperimentRows rows = new ExperimentRows(experiments.schema());
    return experiments
        .orderBy(col("elapsed_ms").desc(), col(ExperimentKey.ID))
        .limit(SLOWEST)
        .collectAsList()
        .stream()
        .map(
            row -> {
              Map<String, Object> slow = new LinkedHashMap<>();
              slow.put(ExperimentKey.ID, row.getAs(ExperimentKey.ID));
              slow.put("key", rows.key(row));
              slow.put("n_trials", row.getAs("n_trials"));
              slow.put("elapsed_ms", row.getAs("elapsed_ms"));
              return slow;
            })
        .toList();
  }

  /** The conditions that hold, each with the value that makes it hold. */
  List<String> broken(List<FailCondition> conditions) {
    return conditions.stream()
        .filter(condition -> condition.holds(metrics.get(condition.metric())))
        .map(
            c ->
                c.text()
                    + " (it is "
                    + String.format(Locale.ROOT, "%.4g", metrics.get(c.metric()))
                    + ")")
        .toList();
  }

  /** The metrics under the names that conditions use. */
  SortedMap<String, Double> named() {
    SortedMap<String, Double> named = new TreeMap<>();
    metrics.forEach((metric, value) -> named.put(metric.code(), value));
    return named;
  }
}
