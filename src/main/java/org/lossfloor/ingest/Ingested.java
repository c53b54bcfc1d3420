package org.lossfloor.ingest;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The logs of an audit, read once and kept in memory and on disk until {@link #close}. The order of
 * rows means nothing.
 */
public final class Ingested implements AutoCloseable {
  private final KeptRows kept;
  private final Dataset<Row> events;
  private final List<SourceCounts> counts;
  private final List<Note> notes;
  private final List<String> warnings;

  Ingested(KeptRows kept, List<SourceCounts> counts, List<Note> notes, List<String> warnings) {
    this.kept = kept;
    events = kept.rows();
    this.counts = List.copyOf(counts);
    this.notes = List.copyOf(notes);
    this.warnings = List.copyOf(warnings);
  }

  /**
   * All trials, used or excluded, one row for each trial and metric.
   *
   * @return rows of the trial codec's schema
   */
  public Dataset<Row> trials() {
    return events.filter(functions.col(Events.TRIAL).isNotNull()).select(Events.TRIAL + ".*");
  }

  /**
   * All records that could not be read.
   *
   * @return rows of the rejection codec's schema
   */
  public Dataset<Row> rejected() {
    return events.filter(functions.col(Events.REJECTED).isNotNull()).select(Events.REJECTED + ".*");
  }

  /**
   * How many records each file holds.
   *
   * @return rows of {@code source, path, records}
   */
  public Dataset<Row> tallies() {
    return events
        .filter(functions.col(Events.TALLY).isNotNull())
        .groupBy(functions.col(Events.SOURCE), functions.col(Events.TALLY + ".path").as("path"))
        .agg(functions.sum(Events.TALLY + ".records").as("records"));
  }

  /**
   * What became of the records, by source and metric in the order of the configuration.
   *
   * @return the counts
   */
  public List<SourceCounts> counts() {
    return counts;
  }

  /**
   * What was seen in the files and stops no run, by source in the order of the configuration.
   *
   * @return the notes; their sentences are among the {@link #warnings}
   */
  public List<Note> notes() {
    return notes;
  }

  /**
   * What looks wrong but does not stop a run.
   *
   * @return sentences, in a stable order
   */
  public List<String> warnings() {
    return warnings;
  }

  /** Gives the memory back; the data sets above would be read from the logs again. */
  @Override
  public void close() {
    kept.close();
  }
}
