package org.lossfloor.table.decide;

import static org.lossfloor.table.Columns.orNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.decide.diff.Change;
import org.lossfloor.decide.diff.RunState;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Interval;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ColumnDoc;
import org.lossfloor.table.Columns;

/**
 * Table {@code changes}: one row for each change between two runs. The key columns of the
 * experiments come first, with {@code key_} before a name that is also that of a column.
 */
public final class ChangesTable {
  /** The table's name. */
  public static final String NAME = "changes";

  private final Columns<Change> columns;

  /**
   * Makes the table of two runs.
   *
   * @param keyColumns the names of the key columns of their experiments
   * @param before the earlier run
   * @param after the later run
   */
  public ChangesTable(Set<String> keyColumns, String before, String after) {
    Columns<Change> all = new Columns<>();
    // The column `source` is that of the change itself.
    Set<String> keys = new TreeSet<>(keyColumns);
    keys.remove(ExperimentKey.SOURCE);
    all.keys(keys, ChangesTable::ownColumns, ChangesTable::key);
    columns =
        all.text(ExperimentKey.ID, c -> orNull(c.experiment().map(RunState.Experiment::id)))
            .says("", "a source changed", "The experiment.")
            .text("run_id_before", c -> before)
            .says("The earlier run.")
            .text("run_id_after", c -> after)
            .says("The later run.")
            .text("kind", c -> c.kind().code())
            .says(
                "What changed: `broken_sources`, `vanished_experiments`, `worse_verdicts`, "
                    + "`worse_best_scores`, `new_rejections`, `better_best_scores`, "
                    + "`better_verdicts`, `new_experiments`, `mended_sources`.")
            .text("source", ChangesTable::source)
            .says("The source that changed, or that of the experiment.")
            .text("direction", c -> orNull(c.experiment().map(e -> e.direction().code())))
            .says("", "a source changed", "`minimize` or `maximize`.")
            .text("verdict_before", c -> orNull(c.before().map(e -> e.verdict().name())))
            .says("", "it is new, or a source changed", "The verdict as it was.")
            .text("verdict_after", c -> orNull(c.after().map(e -> e.verdict().name())))
            .says("", "it vanished, or a source changed", "The verdict as it is.");
    quantity("before", "was", Change::before);
    quantity("after", "is", Change::after);
    columns
        .big("rejected_before", c -> orNull(c.sourceBefore().map(RunState.Source::rejected)))
        .says(
            "records",
            "it is new, or an experiment changed",
            "Rejected records of the source as they were.")
        .big("rejected_after", c -> orNull(c.sourceAfter().map(RunState.Source::rejected)))
        .says("records", "an experiment changed", "Rejected records of the source as they are.");
  }

  private void quantity(
      String when, String verb, Function<Change, Optional<RunState.Experiment>> side) {
    Function<Change, Optional<Quantity>> best =
        c -> side.apply(c).flatMap(RunState.Experiment::bestScore);
    columns
        .answer("best_score_" + when, c -> orNull(best.apply(c).map(Quantity::estimate)))
        .says("score", "no law was fitted", "The best possible score as it " + verb + ".")
        .answer(
            "best_score_lower_" + when,
            c -> orNull(best.apply(c).flatMap(Quantity::interval).map(Interval::lower)))
        .says("score", "the data set no limit", "Lower end of its interval.")
        .answer(
            "best_score_upper_" + when,
            c -> orNull(best.apply(c).flatMap(Quantity::interval).map(Interval::upper)))
        .says("score", "the data set no limit", "Upper end of its interval.");
  }

  /**
   * Returns what the key columns of a table that was written are called.
   *
   * @param columns its columns: those of the key first
   * @return configured name to column name, sorted; without that of the source
   */
  public static SortedMap<String, String> keyNames(StructType columns) {
    return Columns.keyNames(columns, ownColumns().fieldNames());
  }

  private static String key(Change change, String key) {
    return change
        .experiment()
        .map(e -> e.key().get(key))
        .filter(value -> !value.isEmpty())
        .orElse(null);
  }

  private static String source(Change change) {
    return change
        .sourceAfter()
        .map(RunState.Source::name)
        .orElseGet(
            () -> change.experiment().map(e -> e.key().get(ExperimentKey.SOURCE)).orElse(null));
  }

  /**
   * Returns the columns that the table has besides the key columns.
   *
   * @return their part of the schema
   */
  public static StructType ownColumns() {
    return new ChangesTable(Set.of(), "", "").schema();
  }

  /**
   * Returns what the columns say.
   *
   * @return one for each column
   */
  public static List<ColumnDoc> docs() {
    return new ChangesTable(Set.of(), "", "").columns.docs();
  }

  /**
   * Returns the table's columns.
   *
   * @return the schema
   */
  public StructType schema() {
    return columns.schema();
  }

  /**
   * Writes a change.
   *
   * @param change the change
   * @return a row of {@link #schema}
   */
  public Row row(Change change) {
    return columns.row(change);
  }
}
