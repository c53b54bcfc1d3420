package org.lossfloor.read.trial;

import java.util.Optional;
import java.util.regex.Pattern;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.config.key.RecordKind;
import org.lossfloor.config.key.StateConfig;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.Place;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.StateNames;
import org.lossfloor.read.record.Values;
import org.lossfloor.sweep.TrialState;

/**
 * Finds unmapped fields that plainly hold a state or a time: in the first lines of a file, and in
 * all lines for words by which a trial would count otherwise. The result does not depend on how a
 * file is cut.
 */
public final class Unmapped {
  private static final int LINES = 6;
  private static final Pattern TIME =
      Pattern.compile(
          "(?i)(.*[./])?_?((date)?time|date|datetime|timestamp|ts|created|started|submitted)"
              + "(_?(at|on|start|started|created|time|date))?"
              + "|(?i)(.*[./_])?(start|started|begin|create|creation|created|submit)[_ ]?(time|date|at|ts)");
  private static final Pattern WRITTEN =
      Pattern.compile("\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}([ T].*)?");
  private static final double SECONDS_FROM = 1e9;

  private final boolean wantsState;
  private final boolean wantsTime;
  private final boolean points;
  private final Plan plan;

  public Unmapped(SourceConfig source, Plan plan) {
    this.plan = plan;
    wantsState = source.state().field().isEmpty();
    points = source.record() == RecordKind.POINT;
    wantsTime = source.run().start().isEmpty() && source.run().number().isEmpty();
  }

  /**
   * Looks at a record that counts.
   *
   * @param scored whether it counts by its score
   */
  public void look(Place place, Values record, boolean scored, FileTally tally) {
    if (wantsState) {
      record
          .states()
          .forEach((name, text) -> lookAtState(new Told(name, text, place), scored, tally));
    }
    if (wantsTime && place.line() <= LINES) {
      record.all().forEach((name, text) -> lookAtTime(new Told(name, text, place), tally));
    }
  }

  /** What a field of a record says. */
  private record Told(String name, String text, Place place) {
    void note(NoteKind kind, FileTally tally) {
      tally.note(kind, place.line(), "`" + name + "` is " + text);
    }
  }

  private void lookAtState(Told told, boolean scored, FileTally tally) {
    Optional<TrialState> state =
        isUnmapped(told) && StateNames.isOne(told.name())
            ? StateConfig.usual(told.text())
            : Optional.empty();
    if (state.isEmpty()) {
      return;
    }
    if (matters(state.get(), scored)) {
      told.note(NoteKind.UNFINISHED_UNMAPPED, tally);
    } else if (told.place().line() <= LINES && !tally.hasNote(NoteKind.UNMAPPED_STATE)) {
      told.note(NoteKind.UNMAPPED_STATE, tally);
    }
  }

  /** Whether a trial would count otherwise. Only the last point of a trial shows its end. */
  private boolean matters(TrialState state, boolean scored) {
    return switch (state) {
      case FAIL, PRUNED -> scored;
      case RUNNING, WAITING -> !points;
      case COMPLETE, UNKNOWN -> false;
    };
  }

  private void lookAtTime(Told told, FileTally tally) {
    if (isUnmapped(told)
        && TIME.matcher(told.name()).matches()
        && isTime(told.text())
        && !tally.hasNote(NoteKind.UNMAPPED_TIME)) {
      told.note(NoteKind.UNMAPPED_TIME, tally);
    }
  }

  private boolean isUnmapped(Told told) {
    return told.text() != null && !plan.slots().contains(told.name());
  }

  private static boolean isTime(String text) {
    try {
      return Double.parseDouble(text) >= SECONDS_FROM;
    } catch (NumberFormatException e) {
      return WRITTEN.matcher(text.strip()).matches();
    }
  }
}
