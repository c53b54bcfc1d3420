package org.lossfloor.ingest.mark;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.lossfloor.engine.KeptRows;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.ingest.event.GroupEvents;
import org.lossfloor.ingest.kept.Candidates;
import org.lossfloor.ingest.kept.KeptEvents;
import org.lossfloor.read.event.Event;
import org.lossfloor.read.event.RetryRule;
import org.lossfloor.sweep.Trial;
import org.lossfloor.sweep.TrialState;

/**
 * Finds failed trials that were run again with the same hyperparameters: one draw, not two. Only
 * sources that hold states and hyperparameters and have failed trials are examined.
 */
final class Retries {
  /** The columns of a trial that hold its state and the hash of its hyperparameters. */
  private static final String STATE = "state";

  private static final String PARAMETERS = "params_hash";

  /** More tries of one configuration than this are not retries. */
  static final int MOST = 16;

  private static final String DRAW = "draw";

  private final SparkSession spark;
  private final TreeSet<String> sources;

  /**
   * Looks at some sources.
   *
   * @param sources the names of those that have failed trials and tell hyperparameters
   */
  Retries(SparkSession spark, Collection<String> sources) {
    this.spark = spark;
    this.sources = new TreeSet<>(sources);
  }

  /**
   * The same events with all tries of a draw but the last excluded.
   *
   * @param kept the events
   * @return the same when nothing was run again
   */
  KeptEvents marked(KeptEvents kept) {
    return kept.sharing(new Draw(sources)).map(same -> marked(kept, same)).orElse(kept);
  }

  private KeptEvents marked(KeptEvents kept, Candidates same) {
    try (KeptRows rows = new KeptRows(spark, same.rows())) {
      Dataset<Row> again = again(rows.rows());
      try {
        return again.isEmpty() ? kept : same.with(marked(rows.rows(), again));
      } finally {
        again.unpersist();
      }
    }
  }

  /** The trials of a draw have this text in common. */
  private record Draw(TreeSet<String> sources) implements Candidates.Key {
    private static final long serialVersionUID = 1L;

    @Override
    public Optional<String> of(Event.Made made) {
      Trial trial = made.trial();
      return sources.contains(trial.origin().source())
          ? Optional.of(
              trial.origin().source() + '/' + trial.score().metric() + '/' + trial.parameters())
          : Optional.empty();
    }
  }

  private static Column draw() {
    Column trial = functions.col(Events.TRIAL);
    return functions.when(
        trial.isNotNull(),
        functions.concat_ws(
            "/",
            functions.lit(DRAW),
            functions.col(Events.SOURCE),
            functions.col(Events.METRIC),
            trial.getField(PARAMETERS)));
  }

  private static Dataset<Row> again(Dataset<Row> events) {
    Column failed = functions.col(Events.TRIAL).getField(STATE).equalTo(TrialState.FAIL.code());
    return events
        .filter(functions.col(Events.TRIAL).isNotNull())
        .groupBy(draw().as(DRAW))
        .agg(functions.count(functions.lit(1)).as("n"), functions.max(failed).as("failed"))
        .filter(functions.col("n").between(2, MOST).and(functions.col("failed")))
        .select(DRAW)
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private static Dataset<Row> marked(Dataset<Row> events, Dataset<Row> again) {
    Column same = functions.coalesce(draw().equalTo(again.col(DRAW)), functions.lit(false));
    Dataset<Row> marked =
        GroupEvents.by(draw(), events.join(again, same, "left_semi"), new RetryRule());
    return events.join(again, same, "left_anti").unionAll(marked);
  }
}
