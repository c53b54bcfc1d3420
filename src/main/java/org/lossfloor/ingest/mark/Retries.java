package org.lossfloor.ingest.mark;

import java.util.Collection;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.lossfloor.engine.KeptRows;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.ingest.event.GroupEvents;
import org.lossfloor.read.event.RetryRule;
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
  private final Column inFailing;

  /**
   * Looks at some sources.
   *
   * @param sources the names of those that have failed trials and tell hyperparameters
   */
  Retries(SparkSession spark, Collection<String> sources) {
    this.spark = spark;
    inFailing =
        functions.coalesce(
            functions.col(Events.SOURCE).isin(sources.toArray()), functions.lit(false));
  }

  /**
   * The same events with all tries of a draw but the last excluded.
   *
   * @param kept the events
   * @return the same when nothing was run again
   */
  KeptRows marked(KeptRows kept) {
    Dataset<Row> again = again(kept.rows().filter(inFailing));
    try {
      return again.isEmpty() ? kept : marked(kept, again);
    } finally {
      again.unpersist();
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

  private KeptRows marked(KeptRows kept, Dataset<Row> again) {
    Dataset<Row> events = kept.rows();
    Column same =
        functions.coalesce(draw().equalTo(again.col(DRAW)).and(inFailing), functions.lit(false));
    Dataset<Row> marked =
        GroupEvents.by(draw(), events.join(again, same, "left_semi"), new RetryRule());
    KeptRows result = new KeptRows(spark, events.join(again, same, "left_anti").unionAll(marked));
    // Here, while what it is made from is still kept.
    result.rows().count();
    return result;
  }
}
