package org.lossfloor.audit;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.lossfloor.estimate.noise.Reruns;

/**
 * What experiments have of reruns that were recognised in one way.
 *
 * @param experiments how many experiments have any
 * @param configurations how many configurations were run more than once
 * @param runs how many runs these had
 * @param merged how many trials became part of the score of another
 */
record FoundReruns(long experiments, long configurations, long runs, long merged) {
  private static final String EXPERIMENTS = "experiments_by_";
  private static final String CONFIGURATIONS = "configurations_by_";
  private static final String RUNS = "runs_by_";
  private static final String MERGED = "merged_by_";

  /** The sums over rows of {@code experiments}. */
  static Stream<Column> sums(Reruns.Evidence way) {
    return Stream.of(
        sum(way, lit(1L)).as(EXPERIMENTS + way.code()),
        sum(way, col("rerun_configurations")).as(CONFIGURATIONS + way.code()),
        sum(way, col("rerun_runs")).as(RUNS + way.code()),
        sum(way, col("n_reruns_merged")).as(MERGED + way.code()));
  }

  private static Column sum(Reruns.Evidence way, Column value) {
    return coalesce(
        functions.sum(when(col("rerun_recognised_by").equalTo(way.code()), value)), lit(0L));
  }

  /** A row with these sums. */
  static FoundReruns of(Row row, Reruns.Evidence way) {
    return new FoundReruns(
        row.getAs(EXPERIMENTS + way.code()),
        row.getAs(CONFIGURATIONS + way.code()),
        row.getAs(RUNS + way.code()),
        row.getAs(MERGED + way.code()));
  }

  FoundReruns plus(FoundReruns other) {
    return new FoundReruns(
        experiments + other.experiments,
        configurations + other.configurations,
        runs + other.runs,
        merged + other.merged);
  }

  /** All of it as a sentence. */
  String text(Reruns.Evidence way) {
    return experiments
        + " experiments have reruns: "
        + runs
        + " runs of "
        + configurations
        + " configurations, recognised by their "
        + way.code().replace('_', ' ')
        + (merged > 0
            ? "; each configuration counts once, so "
                + merged
                + " trials are part of the score of another (`reruns: separate` undoes that)"
            : "; each trial counts by itself");
  }
}
