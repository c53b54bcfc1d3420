package org.lossfloor.ingest;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.config.StateConfig;

/**
 * Looks at the first lines of a file for fields that plainly tell state or time and that nobody
 * mapped. What is seen does not depend on how a file is cut.
 */
final class Unmapped {
  private static final int LINES = 6;
  private static final Pattern STATE =
      Pattern.compile("(?i)(.*[^a-z])?[a-z]*(state|status|outcome|conclusion)(_?raw)?");
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
  private final Plan plan;

  Unmapped(SourceConfig source, Plan plan) {
    this.plan = plan;
    wantsState = source.state().field().isEmpty();
    wantsTime = source.run().start().isEmpty() && source.run().number().isEmpty();
  }

  void look(Place place, SourceReader.Values record, FileTally tally) {
    if (place.line() > LINES || !(wantsState || wantsTime)) {
      return;
    }
    for (Map.Entry<String, String> field : record.all().entrySet()) {
      if (field.getValue() == null || plan.slots().contains(field.getKey())) {
        continue;
      }
      kind(field.getKey(), field.getValue())
          .filter(kind -> !tally.hasNote(kind))
          .ifPresent(
              kind ->
                  tally.note(
                      kind, place.line(), "`" + field.getKey() + "` is " + field.getValue()));
    }
  }

  private Optional<NoteKind> kind(String name, String text) {
    if (wantsState && STATE.matcher(name).matches() && StateConfig.usual(text).isPresent()) {
      return Optional.of(NoteKind.UNMAPPED_STATE);
    }
    return wantsTime && TIME.matcher(name).matches() && isTime(text)
        ? Optional.of(NoteKind.UNMAPPED_TIME)
        : Optional.empty();
  }

  private static boolean isTime(String text) {
    try {
      return Double.parseDouble(text) >= SECONDS_FROM;
    } catch (NumberFormatException e) {
      return WRITTEN.matcher(text.strip()).matches();
    }
  }
}
