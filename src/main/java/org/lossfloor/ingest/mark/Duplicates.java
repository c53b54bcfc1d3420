package org.lossfloor.ingest.mark;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.config.key.DedupConfig.Keep;
import org.lossfloor.engine.KeptRows;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.ingest.event.GroupEvents;
import org.lossfloor.read.event.DuplicateRule;
import org.lossfloor.sweep.ExclusionReason;

/**
 * Finds the trials that a log holds more than once. Most logs have none, so only the hashes of the
 * keys are shuffled; only rows whose hash occurs twice are then moved and compared by the keys
 * themselves.
 */
final class Duplicates {
  private static final String HASH = "hash";

  private final SparkSession spark;
  private final List<SourceConfig> sources;

  Duplicates(SparkSession spark, List<SourceConfig> sources) {
    this.spark = spark;
    this.sources = sources;
  }

  /**
   * The same events with all records of a trial but one excluded.
   *
   * @param kept the events
   * @return the same when nothing is there twice, others otherwise
   */
  KeptRows marked(KeptRows kept) {
    if (sources.stream().allMatch(source -> source.dedup().keep() == Keep.NONE)) {
      return kept;
    }
    Dataset<Row> events = kept.rows();
    Dataset<Row> repeated =
        events
            .select(hash().as(HASH))
            .filter(functions.col(HASH).isNotNull())
            .groupBy(HASH)
            .count()
            .filter("count > 1")
            .select(HASH)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return repeated.isEmpty() ? kept : marked(events, repeated);
    } finally {
      repeated.unpersist();
    }
  }

  private KeptRows marked(Dataset<Row> events, Dataset<Row> repeated) {
    Column same = hash().equalTo(repeated.col(HASH));
    Dataset<Row> others = events.join(repeated, same, "left_anti");
    Dataset<Row> decided =
        GroupEvents.by(
            functions.col(Events.GROUP),
            events.join(repeated, same, "left_semi"),
            new DuplicateRule(sources));
    KeptRows marked = new KeptRows(spark, others.unionAll(decided));
    // Here, while what it is made from is still kept.
    marked.rows().count();
    return marked;
  }

  /** Null for what is no trial; a record that a filter keeps out must not displace a wanted one. */
  private static Column hash() {
    Column counts =
        functions
            .col(Events.TRIAL)
            .isNotNull()
            .and(functions.col(Events.GROUP).isNotNull())
            .and(functions.col(Events.OUTCOME).notEqual(ExclusionReason.FILTERED.code()));
    return functions.when(counts, functions.xxhash64(functions.col(Events.GROUP)));
  }
}
