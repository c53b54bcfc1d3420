package org.lossfloor.ingest.mark;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.functions;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.config.key.DedupConfig.Keep;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.ingest.event.GroupEvents;
import org.lossfloor.ingest.kept.Candidates;
import org.lossfloor.ingest.kept.KeptEvents;
import org.lossfloor.read.event.DuplicateRule;

/**
 * Finds the trials that a log holds more than once. Most logs have none, so only the hashes of the
 * keys are shuffled; only rows whose hash may occur twice are then moved and compared by the keys
 * themselves.
 */
final class Duplicates {
  private final List<SourceConfig> sources;

  Duplicates(List<SourceConfig> sources) {
    this.sources = sources;
  }

  /**
   * The same events with all records of a trial but one excluded.
   *
   * @param kept the events
   * @return the same when nothing is there twice, others otherwise
   */
  KeptEvents marked(KeptEvents kept) {
    if (sources.stream().allMatch(source -> source.dedup().keep() == Keep.NONE)) {
      return kept;
    }
    Optional<Candidates> same = kept.sharingGroups();
    return same.isEmpty()
        ? kept
        : same.get()
            .with(
                GroupEvents.by(
                    functions.col(Events.GROUP), same.get().rows(), new DuplicateRule(sources)));
  }
}
