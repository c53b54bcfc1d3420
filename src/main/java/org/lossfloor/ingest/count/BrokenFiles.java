package org.lossfloor.ingest.count;

import java.util.Optional;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.sweep.RejectedRecord;

/**
 * The files of a source that broke or were left out whole. No count of records shows them, because
 * the number of lost records is unknown.
 *
 * @param count how many there are
 * @param first the break that comes first by path and line
 */
public record BrokenFiles(long count, Optional<RejectedRecord> first) {
  public static final BrokenFiles NONE = new BrokenFiles(0, Optional.empty());

  /** A sentence for the warnings, when there is something to warn of. */
  public Optional<String> warning(SourceConfig source) {
    String many =
        count == 1 ? "1 file could not be read whole" : count + " files could not be read whole";
    return first.map(
        r -> {
          String line = r.line().isPresent() ? ", line " + r.line().getAsLong() : "";
          return "source "
              + source.name()
              + ": "
              + many
              + "; the first: "
              + r.path()
              + line
              + ": "
              + (r.reason().endsWith(".") ? r.reason() : r.reason() + ".");
        });
  }
}
