package org.lossfloor.table;

import static org.lossfloor.table.Columns.orNull;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.ReplicateSummary;

/** The columns that the bootstrap adds to the table {@code experiments}. */
public final class BootstrapRows {
  /** What the replicates of one experiment gave. */
  private record Summary(String experimentId, int drawn, Optional<ReplicateSummary> found) {}

  private static final Columns<Summary> COLUMNS =
      new Columns<Summary>()
          .text("experiment_id", Summary::experimentId)
          .whole("replicates", Summary::drawn)
          .number("best_score_percentile_lower", end(ReplicateSummary::bestScore, Interval::lower))
          .number("best_score_percentile_upper", end(ReplicateSummary::bestScore, Interval::upper))
          .number("noise_percentile_lower", end(ReplicateSummary::noise, Interval::lower))
          .number("noise_percentile_upper", end(ReplicateSummary::noise, Interval::upper))
          .weightMap(
              "effective_dimension_bootstrap",
              s -> orNull(s.found().map(found -> (Map<Integer, Double>) found.dimensions())));

  private BootstrapRows() {}

  /**
   * Returns the columns, the experiment's id first.
   *
   * @return the schema
   */
  public static StructType schema() {
    return COLUMNS.schema();
  }

  /**
   * Writes a summary as a row.
   *
   * @param experimentId the experiment
   * @param drawn how many replicates were drawn
   * @param summary what they gave; nothing for fewer than two
   * @return a row of {@link #schema}
   */
  public static Row row(String experimentId, int drawn, Optional<ReplicateSummary> summary) {
    return COLUMNS.row(new Summary(experimentId, drawn, summary));
  }

  private static Function<Summary, Double> end(
      Function<ReplicateSummary, Interval> interval, Function<Interval, Double> end) {
    return s -> orNull(s.found().map(interval).map(end));
  }
}
