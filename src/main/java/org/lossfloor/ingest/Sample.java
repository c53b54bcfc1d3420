package org.lossfloor.ingest;

import java.util.Iterator;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;

/** Some files of a source, read as an audit would read them. */
public final class Sample implements AutoCloseable {
  private final Decided<?> read;

  Sample(Decided<?> read) {
    this.read = read;
  }

  /**
   * What became of the source.
   *
   * @return its report
   */
  public SourceReport report() {
    return read.reports().get(0);
  }

  /**
   * All its trials, used or excluded, in no order that means anything.
   *
   * @return one for each trial and metric
   */
  public Iterator<Trial> trials() {
    return read.events().trials();
  }

  /**
   * All its records that could not be read, in no order that means anything.
   *
   * @return the records
   */
  public Iterator<RejectedRecord> rejected() {
    return read.events().rejected();
  }

  @Override
  public void close() {
    read.events().close();
  }
}
