package org.lossfloor.ingest;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.lossfloor.ingest.count.SourceCounts;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.ingest.kept.KeptEvents;
import org.lossfloor.read.note.Note;

/**
 * The logs of an audit, read once and kept in memory and on disk until {@link #close}. The order of
 * rows has no meaning.
 */
public final class Ingested implements AutoCloseable {
  private final KeptEvents kept;
  private final List<SourceReport> sources;

  Ingested(KeptEvents kept, List<SourceReport> sources) {
    this.kept = kept;
    this.sources = List.copyOf(sources);
  }

  /**
   * All trials of the sources that can be used, used or excluded, one row for each trial and
   * metric.
   *
   * @return rows of the trial codec's schema
   */
  public Dataset<Row> trials() {
    return kept.trials(
        sources.stream().filter(s -> s.fault().isPresent()).map(SourceReport::name).toList());
  }

  /**
   * All records that could not be read.
   *
   * @return rows of the rejection codec's schema
   */
  public Dataset<Row> rejected() {
    return kept.others()
        .filter(functions.col(Events.REJECTED).isNotNull())
        .select(Events.REJECTED + ".*");
  }

  /**
   * How many records each file holds.
   *
   * @return rows of {@code source, path, records}
   */
  public Dataset<Row> tallies() {
    return kept.others()
        .filter(functions.col(Events.TALLY).isNotNull())
        .groupBy(functions.col(Events.SOURCE), functions.col(Events.TALLY + ".path").as("path"))
        .agg(functions.sum(Events.TALLY + ".records").as("records"));
  }

  /**
   * What became of every source.
   *
   * @return the reports in the order of the configuration
   */
  public List<SourceReport> sources() {
    return sources;
  }

  /**
   * What became of the records of the sources that can be used, by source and metric in the order
   * of the configuration.
   *
   * @return the counts
   */
  public List<SourceCounts> counts() {
    return sources.stream().flatMap(source -> source.counts().stream()).toList();
  }

  /**
   * What was noticed in the files and does not stop a run, by source in the order of the
   * configuration.
   *
   * @return the notes; their sentences are among the {@link #warnings}
   */
  public List<Note> notes() {
    return sources.stream().flatMap(source -> source.notes().stream()).toList();
  }

  /**
   * What looks wrong but does not stop a run.
   *
   * @return sentences, in a stable order
   */
  public List<String> warnings() {
    return sources.stream().flatMap(source -> source.warnings().stream()).toList();
  }

  /** Releases the memory; the data sets above would be read from the logs again. */
  @Override
  public void close() {
    kept.close();
  }
}
