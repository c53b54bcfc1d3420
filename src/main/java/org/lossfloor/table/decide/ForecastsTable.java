package org.lossfloor.table.decide;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.decide.replay.Forecast;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ColumnDoc;
import org.lossfloor.table.Columns;
import org.lossfloor.table.decide.ReplaysTable.Replayed;

/**
 * Table {@code forecasts}: what was told of the next trials while a sweep ran, and what came, one
 * row for each experiment, order, look and number of next trials. The key columns of the
 * experiments come first, as in {@link ReplaysTable}.
 */
public final class ForecastsTable {
  /** The table's name. */
  public static final String NAME = "forecasts";

  private record Line(Replayed of, Forecast told) {}

  private final Columns<Line> columns = new Columns<>();

  /**
   * Makes the table of one run.
   *
   * @param keyColumns the names of the key columns of its experiments
   * @param runId the run whose experiments are replayed
   */
  public ForecastsTable(Set<String> keyColumns, String runId) {
    columns.keys(keyColumns, ForecastsTable::ownColumns, (l, key) -> l.of().key().get(key));
    columns
        .text(ExperimentKey.ID, l -> l.of().replay().id())
        .says("The experiment.")
        .text("run_id", l -> runId)
        .says("The run whose experiments are replayed.")
        .text("direction", l -> l.of().direction().code())
        .says("`minimize` or `maximize`.")
        .whole("order", l -> l.told().order())
        .says("The number of the order, from 0.")
        .whole("trials", l -> l.told().trials())
        .says("trials", "never", "After how many trials it was told.")
        .whole("next_trials", l -> l.told().next())
        .says("trials", "never", "Of how many further trials, which were held out.")
        .text("verdict", l -> l.told().verdict().name())
        .says("The verdict of the answer then: `OK`, `CAUTION` or `INVALID`.");
    told(columns);
  }

  private static void told(Columns<Line> columns) {
    columns
        .number("best", l -> l.told().best())
        .says("score", "never", "The best score seen.")
        .number("eps", l -> l.told().eps())
        .says("score", "never", "By how much a score had to be better to count as an improvement.")
        .number("improvement_probability", l -> l.told().chance())
        .says("probability", "never", "The told chance of an improvement.")
        .flag("improved", l -> l.told().improved())
        .says("Whether one came.")
        .number("expected_gain", l -> l.told().gain())
        .says("score", "never", "The told gain.")
        .number("gain", l -> l.told().gained())
        .says("score", "never", "The gain that came.")
        .answer("predicted_lower", l -> l.told().predicted().lower())
        .says("score", "there is no limit", "Where the best of the next trials was told to be.")
        .answer("predicted_upper", l -> l.told().predicted().upper())
        .says("score", "there is no limit", "The other end.")
        .number(
            "best_of_next", l -> Double.isNaN(l.told().bestOfNext()) ? null : l.told().bestOfNext())
        .says("score", "all of them failed", "Where it was.")
        .flag("held", l -> l.told().held())
        .says("Whether it was inside.");
  }

  /** {@return the part of the schema that is not key columns} */
  public static StructType ownColumns() {
    return new ForecastsTable(Set.of(), "").schema();
  }

  /**
   * Returns what the columns say.
   *
   * @return one for each column
   */
  public static List<ColumnDoc> docs() {
    return new ForecastsTable(Set.of(), "").columns.docs();
  }

  /** {@return the schema: the table's columns} */
  public StructType schema() {
    return columns.schema();
  }

  /**
   * Writes an experiment.
   *
   * @param replayed the experiment
   * @return a row of {@link #schema} for each of its forecasts
   */
  public Stream<Row> rows(Replayed replayed) {
    return replayed.replay().forecasts().stream()
        .map(told -> columns.row(new Line(replayed, told)));
  }
}
