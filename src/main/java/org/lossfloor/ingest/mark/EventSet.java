package org.lossfloor.ingest.mark;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.ingest.count.BrokenFiles;
import org.lossfloor.ingest.count.Survey;
import org.lossfloor.ingest.files.InputFile;
import org.lossfloor.read.event.AbsentRule;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.trial.FieldGap;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;

/**
 * All events of some sources, and what is asked of them. Events lie in rows of the engine or, where
 * they are few, in the memory of this JVM; what is decided about them is the same.
 *
 * @param <E> the set that a rule gives: the same one where the rule has changed nothing
 */
public interface EventSet<E extends EventSet<E>> extends AutoCloseable {
  /** Counts the events. */
  Survey survey();

  /** Excludes all records of a trial but one. */
  E deduplicated(List<SourceConfig> sources);

  /** Finds the files with trials of these sources that lack the field of their metric. */
  List<FieldGap> gaps(Collection<String> sources);

  /** Decides about the trials that lack the field of their metric. */
  E decided(AbsentRule rule);

  /** Of the draws of these sources that failed and were run again excludes all tries but one. */
  E retried(Collection<String> sources);

  /** The files of a source that broke. */
  BrokenFiles broken(String source);

  /** Of the rejections of a source the first: records before broken files, by path and line. */
  Optional<RejectedRecord> firstRejected(String source);

  /** Of the trials of a source that the configuration does not allow the first by path and line. */
  Optional<Trial> firstRefused(String source);

  /** Opens files, to name their fields. */
  List<? extends LogFile> files(List<InputFile> files);

  /** The trials, one by one. */
  Iterator<Trial> trials();

  /** The rejections, one by one. */
  Iterator<RejectedRecord> rejected();

  /** Gives the memory back. */
  @Override
  void close();
}
