package org.lossfloor.sweep;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A row of the table of sources: what became of one source.
 *
 * @param source the source's name
 * @param format the format of its logs
 * @param paths its paths as they are configured
 * @param reason why it could not be used; nothing when it was read
 * @param files how many files were to be read
 * @param filesLeftOut how many were found and left out, each named in the notes
 * @param brokenFiles how many broke while they were read, or were left out whole
 * @param lines physical lines of its text files
 * @param records records that the readers took
 * @param rejected how many of those could not be read as trials
 * @param metrics what became of the trials, by metric; empty when the source could not be used
 * @param states trials by the state they reached, each trial once
 * @param notes what was seen in the files
 * @param warnings what looks odd, in sentences
 */
public record SourceRecord(
    String source,
    String format,
    List<String> paths,
    Optional<String> reason,
    long files,
    long filesLeftOut,
    long brokenFiles,
    long lines,
    long records,
    long rejected,
    List<Metric> metrics,
    SortedMap<String, Long> states,
    List<Noted> notes,
    List<String> warnings) {
  /** Copies the collections. */
  public SourceRecord {
    paths = List.copyOf(paths);
    metrics = List.copyOf(metrics);
    states = Collections.unmodifiableSortedMap(new TreeMap<>(states));
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
  }

  /**
   * Where the trials of a metric went.
   *
   * @param metric its name
   * @param scored trials with a finite score
   * @param failed trials censored as worse than every threshold
   * @param excluded trials kept out, by reason
   */
  public record Metric(String metric, long scored, long failed, SortedMap<String, Long> excluded) {
    /** Copies the map. */
    public Metric {
      excluded = Collections.unmodifiableSortedMap(new TreeMap<>(excluded));
    }
  }

  /**
   * Something that was noticed and does not stop a run.
   *
   * @param kind its code
   * @param count how often
   * @param path the first file
   * @param line the first line in it, 0 for the file as a whole
   * @param detail what is special about the first one
   * @param text all of it as a sentence
   */
  public record Noted(
      String kind, long count, String path, long line, String detail, String text) {}
}
