package org.lossfloor.table;

import static org.lossfloor.table.Columns.orNull;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.decide.diff.Change;
import org.lossfloor.decide.diff.RunState;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Interval;
import org.lossfloor.sweep.ExperimentKey;

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
    Set<String> own = keyColumns.isEmpty() ? Set.of() : Set.of(ownColumns().fieldNames());
    for (String key : new TreeSet<>(keyColumns)) {
      // The column `source` is that of the change itself.
      if (!key.equals(ExperimentKey.SOURCE)) {
        all.text(own.contains(key) ? "key_" + key : key, c -> key(c, key));
      }
    }
    columns =
        all.text(ExperimentKey.ID, c -> orNull(c.experiment().map(RunState.Experiment::id)))
            .text("run_id_before", c -> before)
            .text("run_id_after", c -> after)
            .text("kind", c -> c.kind().code())
            .text("source", ChangesTable::source)
            .text("verdict_before", c -> orNull(c.before().map(e -> e.verdict().name())))
            .text("verdict_after", c -> orNull(c.after().map(e -> e.verdict().name())));
    quantity("before", Change::before);
    quantity("after", Change::after);
    columns
        .big("rejected_before", c -> orNull(c.sourceBefore().map(RunState.Source::rejected)))
        .big("rejected_after", c -> orNull(c.sourceAfter().map(RunState.Source::rejected)));
  }

  private void quantity(String when, Function<Change, Optional<RunState.Experiment>> side) {
    Function<Change, Optional<Quantity>> best =
        c -> side.apply(c).flatMap(RunState.Experiment::bestScore);
    columns
        .answer("best_score_" + when, c -> orNull(best.apply(c).map(Quantity::estimate)))
        .answer(
            "best_score_lower_" + when,
            c -> orNull(best.apply(c).flatMap(Quantity::interval).map(Interval::lower)))
        .answer(
            "best_score_upper_" + when,
            c -> orNull(best.apply(c).flatMap(Quantity::interval).map(Interval::upper)));
  }

  private static String key(Change change, String key) {
    return change.experiment().map(e -> e.key().getOrDefault(key, "")).orElse(null);
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
