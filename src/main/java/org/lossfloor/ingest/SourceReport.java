package org.lossfloor.ingest;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.error.InputException;
import org.lossfloor.ingest.count.SourceCounts;
import org.lossfloor.ingest.files.InputSize;
import org.lossfloor.ingest.files.ListedSource;
import org.lossfloor.read.note.Note;

/**
 * What became of a source as a whole. A source that cannot be used costs only itself: its trials
 * are left out and the others are read.
 *
 * @param source the source as it is configured
 * @param fault why it cannot be used; nothing when it was read
 * @param size how many files there are and how many of them were to be read
 * @param filesLeftOut how many were found and left out before that, each named in the notes
 * @param brokenFiles how many of the files broke while they were read, or were left out whole
 * @param lines how many physical lines its text files have
 * @param records how many records the readers took from the files
 * @param rejected how many of those could not be read as trials
 * @param rejections how many rejections that makes: a record that lacks the fields of two metrics
 *     is rejected for each
 * @param counts the same by metric; empty when the source cannot be used
 * @param states its trials by the state they reached, each trial once
 * @param notes what was seen in its files
 * @param warnings what looks odd, in sentences
 */
public record SourceReport(
    SourceConfig source,
    Optional<InputException> fault,
    InputSize size,
    long filesLeftOut,
    long brokenFiles,
    long lines,
    long records,
    long rejected,
    long rejections,
    List<SourceCounts> counts,
    SortedMap<String, Long> states,
    List<Note> notes,
    List<String> warnings) {

  /** Copies the collections. */
  public SourceReport {
    counts = List.copyOf(counts);
    states = Collections.unmodifiableSortedMap(new TreeMap<>(states));
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
  }

  /**
   * Returns the name of the source.
   *
   * @return its key column
   */
  public String name() {
    return source.name();
  }

  /** A source that was given up before a byte of it was read. */
  static SourceReport unread(ListedSource listed) {
    return new SourceReport(
        listed.source(),
        listed.fault(),
        listed.size(),
        listed.leftOut(),
        0,
        0,
        0,
        0,
        0,
        List.of(),
        Collections.emptySortedMap(),
        listed.notes(),
        listed.notes().stream().map(Note::text).toList());
  }
}
