package org.lossfloor.audit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lossfloor.audit.run.ExperimentRows;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.ingest.count.SourceCounts;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.sweep.ExperimentKey;

/** Picks the experiments that matter most from the table {@code experiments}. */
final class AuditSummary {
  private static final int SHOWN = 40;

  private AuditSummary() {}

  /**
   * Believable answers come first, and among them those with the most to gain: how far the best
   * score seen falls short of the best possible, as a share of the tail.
   */
  static List<ExperimentView> lines(Dataset<Row> experiments) {
    Column doubt =
        when(col("verdict").equalTo(Verdict.OK.name()), 0)
            .when(col("verdict").equalTo(Verdict.CAUTION.name()), 1)
            .otherwise(2);
    Column gain =
        col("observed_best")
            .minus(col("best_score"))
            .divide(col("threshold").minus(col("best_score")));
    Dataset<Row> most =
        experiments.orderBy(doubt, gain.desc_nulls_last(), col(ExperimentKey.ID)).limit(SHOWN);
    return new ExperimentRows(experiments.schema()).views(most.collectAsList());
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
}
