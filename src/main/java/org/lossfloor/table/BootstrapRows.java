package org.lossfloor.table;

import static org.lossfloor.table.Columns.orNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.interval.ReplicateSummary;

/** The columns that the bootstrap adds to the table {@code experiments}, behind its own. */
final class BootstrapRows {
  /** The results of the replicates of one experiment. */
  private record Summary(int drawn, Optional<ReplicateSummary> found) {}

  private static final Columns<Summary> COLUMNS =
      new Columns<Summary>()
          .whole("replicates", Summary::drawn)
          .says("replicates", "no replicates", "Bootstrap replicates that were drawn.")
          .answer("best_score_percentile_lower", end(ReplicateSummary::bestScore, Interval::lower))
          .says(
              "score",
              "no replicates, or not told",
              "Percentile interval of the bootstrap, lower end; for comparison.")
          .answer("best_score_percentile_upper", end(ReplicateSummary::bestScore, Interval::upper))
          .says("score", "no replicates, or not told", "Upper end.")
          .answer("noise_percentile_lower", end(ReplicateSummary::noise, Interval::lower))
          .says("score", "no replicates", "The same for the noise, lower end.")
          .answer("noise_percentile_upper", end(ReplicateSummary::noise, Interval::upper))
          .says("score", "no replicates", "Upper end.")
          .weightMap(
              "effective_dimension_bootstrap",
              s -> orNull(s.found().map(found -> (Map<Integer, Double>) found.dimensions())))
          .says("0 to 1", "no replicates", "Share of the replicates with each dimension.");

  private BootstrapRows() {}

  static List<ColumnDoc> docs() {
    return COLUMNS.docs();
  }

  static StructType schema() {
    return COLUMNS.schema();
  }

  /** Empty without replicates; only their number if there is one. */
  static Row row(int drawn, Optional<ReplicateSummary> summary) {
    return drawn == 0
        ? RowFactory.create(new Object[COLUMNS.schema().length()])
        : COLUMNS.row(new Summary(drawn, summary));
  }

  private static Function<Summary, Double> end(
      Function<ReplicateSummary, Interval> interval, Function<Interval, Double> end) {
    return s -> orNull(s.found().map(interval).map(end));
  }
}
