package org.lossfloor.audit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.lossfloor.audit.run.ExperimentOrder;
import org.lossfloor.audit.run.ExperimentRows;
import org.lossfloor.estimate.Standing;
import org.lossfloor.ingest.count.SourceCounts;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.sweep.ExperimentKey;

/** Picks the experiments that matter most from the table {@code experiments}. */
final class AuditSummary {
  private static final int SHOWN = 40;

  /** As many of each standing are shown if they are there. */
  private static final int OF_EACH = SHOWN / Standing.values().length;

  /** A name that no column has: keys cannot be empty of letters. */
  private static final String PLACE = " place";

  private AuditSummary() {}

  /**
   * What can be acted on comes first, then what is to be checked, is too wide, cannot be judged;
   * and of each the experiments with the most to gain: how far the best score seen falls short of
   * the best possible, as a share of the tail. A few of each are shown however many the others are.
   */
  static List<ExperimentView> lines(Dataset<Row> experiments) {
    Column standing = ExperimentOrder.standing();
    WindowSpec alike =
        Window.partitionBy(standing).orderBy(ExperimentOrder.gain(), col(ExperimentKey.ID));
    Dataset<Row> most =
        experiments
            .withColumn(PLACE, row_number().over(alike))
            .orderBy(col(PLACE).gt(OF_EACH), standing, col(PLACE))
            .limit(SHOWN)
            .orderBy(standing, col(PLACE))
            .drop(PLACE);
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
