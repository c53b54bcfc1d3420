package org.lossfloor.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lossfloor.estimate.Reason;
import org.lossfloor.ingest.Note;
import org.lossfloor.ingest.NoteKind;

/** What reading a source has left in doubt, for the verdicts of its experiments. */
final class Doubts {
  private Doubts() {}

  /**
   * The reason that a note gives.
   *
   * @return nothing for what does not move an answer
   */
  static Optional<Reason> of(NoteKind kind) {
    return switch (kind) {
      case UNFINISHED_UNMAPPED -> Optional.of(Reason.STATE_UNMAPPED);
      case ID_CONFLICT -> Optional.of(Reason.IDS_CONFLICT);
      default -> Optional.empty();
    };
  }

  /**
   * Adds the reasons that the notes of each source give.
   *
   * @param settings by their names, see {@link AuditSettings#name}
   * @param notes what was seen in all sources
   * @return the settings by the same names
   */
  static Map<String, MetricSettings> added(Map<String, MetricSettings> settings, List<Note> notes) {
    Map<String, MetricSettings> all = new TreeMap<>(settings);
    for (Note note : notes) {
      String ofSource = AuditSettings.name(note.source(), "");
      of(note.kind())
          .ifPresent(
              reason ->
                  all.replaceAll(
                      (name, wanted) ->
                          name.startsWith(ofSource) ? wanted.doubting(reason) : wanted));
    }
    return all;
  }
}
