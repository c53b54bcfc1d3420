package org.lossfloor.ingest;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.lossfloor.config.SourceConfig;

/**
 * The files of a source, or why there are none.
 *
 * @param source the source
 * @param files the files to read
 * @param leftOut how many files were found and left out
 * @param notes what was seen on the way
 * @param fault why the source cannot be read
 */
record ListedSource(
    SourceConfig source,
    List<InputFile> files,
    long leftOut,
    List<Note> notes,
    Optional<InputException> fault) {

  /** Lists a source; a fault is its own. */
  static ListedSource of(
      Configuration hadoop, SourceConfig source, InputSample sample, Optional<String> output) {
    try {
      List<InputFile> files = sample.of(InputFiles.of(hadoop, source));
      return new ListedSource(source, files, 0, List.of(), Optional.empty());
    } catch (InputException e) {
      return new ListedSource(source, List.of(), 0, List.of(), Optional.of(e));
    }
  }

  SourceReport unread() {
    return SourceReport.unread(source, fault.orElseThrow(), leftOut, notes);
  }
}
