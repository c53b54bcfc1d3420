package org.lossfloor.audit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.ingest.count.SourceCounts;
import org.lossfloor.report.ExperimentLine;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ExperimentsTable;

/** Picks the experiments that matter most from the table {@code experiments}. */
final class AuditSummary {
  private static final int SHOWN = 40;

  private AuditSummary() {}

  /**
   * Believable answers come first, and among them those with the most to gain: how far the best
   * score seen falls short of the best possible, as a share of the tail.
   */
  static List<ExperimentLine> lines(Dataset<Row> experiments, Set<String> keyColumns) {
    Column doubt =
        when(col("verdict").equalTo(Verdict.OK.name()), 0)
            .when(col("verdict").equalTo(Verdict.CAUTION.name()), 1)
            .otherwise(2);
    Column gain =
        col("observed_best")
            .minus(col("best_score"))
            .divide(col("threshold").minus(col("best_score")));
    return experiments
        .orderBy(doubt, gain.desc_nulls_last(), col(ExperimentKey.ID))
        .limit(SHOWN)
        .collectAsList()
        .stream()
        .map(row -> line(row, keyColumns))
        .toList();
  }

  /** Where the records of one source and metric went, in one line. */
  static String counted(SourceCounts counts) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s/%s: %d records read%s, %d rejected; %d trials: %d scored, %d failed",
                counts.source(),
                counts.metric(),
                counts.records(),
                counts.lines() > 0 ? " from " + counts.lines() + " lines" : "",
                counts.rejected(),
                counts.trials(),
                counts.scored(),
                counts.failed()));
    counts
        .excluded()
        .forEach((reason, n) -> text.append(", ").append(n).append(' ').append(reason.code()));
    if (counts.broken() > 0) {
      text.append("; ").append(counts.broken()).append(" files broken");
    }
    return text.toString();
  }

  /** Notes about the whole batch: reruns, and how many experiments have no known order. */
  static List<String> notes(RunNumbers numbers) {
    List<String> notes = new ArrayList<>();
    numbers.reruns().entrySet().stream()
        .filter(entry -> entry.getValue().experiments() > 0)
        .forEach(entry -> notes.add(entry.getValue().text(entry.getKey())));
    if (numbers.unordered() > 0) {
      notes.add(
          numbers.unordered()
              + " experiments: no test whether the scores depend on the order of the trials, because"
              + " not every trial has a trial_number or a start_time");
    }
    return notes;
  }

  private static ExperimentLine line(Row row, Set<String> keyColumns) {
    return new ExperimentLine(
        key(row, keyColumns),
        row.<Integer>getAs("n_trials"),
        row.<Integer>getAs("n_failed"),
        row.getAs("observed_best"),
        row.getAs("best_score"),
        row.getAs("best_score_lower"),
        row.getAs("best_score_upper"),
        row.getAs("effective_dimension"),
        list(row, "effective_dimension_set"),
        row.getAs("noise"),
        ExperimentsTable.judgement(row, row.schema()));
  }

  static SortedMap<String, String> key(Row row, Set<String> keyColumns) {
    SortedMap<String, String> key = new TreeMap<>();
    for (Map.Entry<String, String> column : ExperimentsTable.keyNames(keyColumns).entrySet()) {
      String value = row.getAs(column.getValue());
      key.put(column.getKey(), value == null ? ExperimentsTable.ABSENT : value);
    }
    return key;
  }

  private static <T> List<T> list(Row row, String column) {
    int index = row.fieldIndex(column);
    return row.isNullAt(index) ? null : row.getList(index);
  }
}
