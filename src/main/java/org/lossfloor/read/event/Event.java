package org.lossfloor.read.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.lossfloor.error.Secrets;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.Place;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;

/**
 * What reading a log gives: trials, records that cannot be read, drafts of trials whose records
 * have yet to be joined, and counts.
 */
public sealed interface Event {
  /**
   * A trial of one metric.
   *
   * @param trial the trial
   * @param group the key in which its duplicates agree; nothing if no duplicates are searched
   * @param absence what the record holds instead of the metric's field, as {@link
   *     org.lossfloor.read.trial.Absence} spells it
   */
  record Made(Trial trial, Optional<String> group, Optional<String> absence) implements Event {
    /**
     * The same event with another decision about the trial.
     *
     * @param decided the trial
     * @return the event
     */
    public Made with(Trial decided) {
      return new Made(decided, group, absence);
    }
  }

  /**
   * A record that cannot be read as a trial, or the break of a file.
   *
   * @param record what is wrong with it
   * @param metric the only metric that it is no trial of; nothing for all of them
   */
  record Rejected(RejectedRecord record, Optional<String> metric) implements Event {
    /**
     * A record that is rejected for all metrics.
     *
     * @param source the source's name
     * @param place where it stands
     * @param reason what is wrong with it
     * @param text its raw text
     * @param records 1, or 0 for the break of a file
     * @return the event
     */
    public static Rejected of(
        String source, Place place, String reason, String text, long records) {
      OptionalLong line = place.line() > 0 ? OptionalLong.of(place.line()) : OptionalLong.empty();
      return new Rejected(
          new RejectedRecord(source, place.path(), line, Secrets.masked(reason), text, records),
          Optional.empty());
    }

    /**
     * A trial that is rejected after all.
     *
     * @param trial the trial
     * @param reason what is wrong with it
     * @return the event, for the trial's metric only
     */
    public static Rejected of(Trial trial, String reason) {
      return new Rejected(
          new RejectedRecord(
              trial.origin().source(),
              trial.origin().path(),
              trial.origin().line(),
              reason,
              "",
              trial.origin().records()),
          Optional.of(trial.score().metric()));
    }
  }

  /**
   * One of several records that together make a trial.
   *
   * @param source the source's name
   * @param group what the records of the trial agree in
   * @param place where it stands
   * @param texts the mapped values by slot, null where there is none; not copied, millions are made
   * @param prefixed the values that a prefix keeps
   * @param passes whether the filters hold
   */
  record Draft(
      String source,
      String group,
      Place place,
      List<String> texts,
      Map<String, String> prefixed,
      boolean passes)
      implements Event {}

  /**
   * What was counted in a file or a piece of it.
   *
   * @param source the source's name
   * @param tally the counts and notes
   */
  record Counted(String source, FileTally tally) implements Event {}
}
