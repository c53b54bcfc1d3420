package org.lossfloor.table.decide;

import static org.lossfloor.table.Columns.orNull;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.decide.replay.Replay;
import org.lossfloor.decide.replay.StopResult;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ColumnDoc;
import org.lossfloor.table.Columns;

/**
 * Table {@code replays}: one row for each experiment and stop rule. The key columns of the
 * experiments come first, with {@code key_} before a name that is also that of a column.
 */
public final class ReplaysTable {
  /** The table's name. */
  public static final String NAME = "replays";

  /** Changes whenever the same trials would give other numbers. */
  public static final String REPLAY_VERSION = "1";

  /**
   * An experiment that was replayed.
   *
   * @param key its key
   * @param direction which end of its score is the good one
   * @param replay what was found
   */
  public record Replayed(SortedMap<String, String> key, Direction direction, Replay replay) {}

  private record Line(Replayed of, StopResult stop) {}

  private final Columns<Line> columns = new Columns<>();

  /**
   * Makes the table of one run.
   *
   * @param keyColumns the names of the key columns of its experiments
   * @param runId the run whose experiments are replayed
   * @param seed the seed of the random orders
   */
  public ReplaysTable(Set<String> keyColumns, String runId, long seed) {
    columns.keys(keyColumns, ReplaysTable::ownColumns, (l, key) -> l.of().key().get(key));
    columns
        .text(ExperimentKey.ID, l -> l.of().replay().id())
        .says("The experiment.")
        .text("run_id", l -> runId)
        .says("The run whose experiments are replayed.")
        .text("direction", l -> l.of().direction().code())
        .says("`minimize` or `maximize`.")
        .whole("n_trials", l -> l.of().replay().trials())
        .says("trials", "never", "Trials that were run, failed ones included.")
        .whole("orders", l -> l.of().replay().orders())
        .says("orders", "never", "In how many random orders; 0 for the one in which they ran.");
    stops(columns)
        .big("seed", l -> seed)
        .says("The seed of the random orders.")
        .text("replay_version", l -> REPLAY_VERSION)
        .says("Changes whenever the same trials would give other numbers.");
  }

  private static Columns<Line> stops(Columns<Line> columns) {
    return columns
        .text("rule", l -> l.stop().rule().code())
        .says("The stop rule: `fixed`, `luck`, `law`, `chance` or `close`.")
        .whole("budget", l -> orNull(l.stop().budget()))
        .says("trials", "the rule needs none", "The number of trials that it was given.")
        .number("stopped", l -> l.stop().stopped())
        .says("share", "never", "The share of the orders in which it stopped before the end.")
        .number("trials", l -> l.stop().trials())
        .says("trials", "never", "The trials spent, in the mean.")
        .number("regret", l -> l.stop().regret())
        .says(
            "score",
            "never",
            "The distance of the best score then and the best of the full sweep, in the mean.")
        .number("fixed_regret", l -> l.stop().fixedRegret())
        .says("score", "never", "The same for a fixed budget of as many trials.")
        .number("regret_error", l -> orNull(l.stop().error()))
        .says("score", "there is one order", "The standard error of the difference of both.")
        .number("oracle_regret", l -> orNull(l.stop().oracleRegret()))
        .says(
            "score",
            "the order is the one in which they ran",
            "The same for who knows the sweep and stops, after as many trials in the mean, at the "
                + "first score beyond a constant.")
        .number("same_regret_trials", l -> l.stop().sameRegretTrials())
        .says("trials", "never", "The fixed budget that has the same regret.")
        .number("cost", l -> orNull(l.stop().cost()))
        .says("unit of the cost", "a cost is not known", "The cost of the trials spent.")
        .number("same_regret_cost", l -> orNull(l.stop().sameRegretCost()))
        .says("unit of the cost", "a cost is not known", "That of the fixed budget.");
  }

  /** {@return the part of the schema that is not key columns} */
  public static StructType ownColumns() {
    return any().schema();
  }

  private static ReplaysTable any() {
    return new ReplaysTable(Set.of(), "", 0);
  }

  /**
   * Returns what the columns say.
   *
   * @return one for each column
   */
  public static List<ColumnDoc> docs() {
    return any().columns.docs();
  }

  /** {@return the schema: the table's columns} */
  public StructType schema() {
    return columns.schema();
  }

  /**
   * Returns what the key columns of a table that was written are called.
   *
   * @param columns its columns
   * @return configured name to column name, sorted
   */
  public static SortedMap<String, String> keyNames(StructType columns) {
    return Columns.keyNames(columns, ownColumns().fieldNames());
  }

  /**
   * Writes an experiment.
   *
   * @param replayed the experiment
   * @return a row of {@link #schema} for each stop rule
   */
  public Stream<Row> rows(Replayed replayed) {
    return replayed.replay().stops().stream().map(stop -> columns.row(new Line(replayed, stop)));
  }
}
