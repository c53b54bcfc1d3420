package org.lossfloor.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.key.FieldRules;
import org.lossfloor.estimate.Reason;
import org.lossfloor.experiment.AuditSettings;
import org.lossfloor.experiment.MetricSettings;
import org.lossfloor.read.note.Note;
import org.lossfloor.read.note.NoteKind;

/** The doubts from reading a source, for the verdicts of its experiments. */
final class Doubts {
  private Doubts() {}

  /**
   * The reason that a note gives.
   *
   * @return nothing for a note that does not move an answer, or that the user has settled
   */
  private static Optional<Reason> of(NoteKind kind, FieldRules rules) {
    return switch (kind) {
      case ABSENT_FIELD ->
          rules.onAbsentField() == FieldRules.OnAbsent.REJECT
              ? Optional.of(Reason.METRIC_ABSENT)
              : Optional.empty();
      case UNFINISHED_UNMAPPED -> Optional.of(Reason.STATE_UNMAPPED);
      case GUESSED_MAPPING -> Optional.of(Reason.MAPPING_GUESSED);
      case ID_CONFLICT -> Optional.of(Reason.IDS_CONFLICT);
      default -> Optional.empty();
    };
  }

  /**
   * Adds the reasons that the notes of each source give.
   *
   * @param config the audit
   * @param settings by their names, see {@link AuditSettings#name}
   * @param notes what was seen in all sources
   * @return the settings by the same names
   */
  static Map<String, MetricSettings> added(
      AuditConfig config, Map<String, MetricSettings> settings, List<Note> notes) {
    Map<String, FieldRules> rules = new TreeMap<>();
    config.sources().forEach(source -> rules.put(source.name(), source.fields()));
    Map<String, MetricSettings> all = new TreeMap<>(settings);
    for (Note note : notes) {
      String ofSource = AuditSettings.ofSource(note.source());
      of(note.kind(), rules.get(note.source()))
          .ifPresent(
              reason ->
                  all.replaceAll(
                      (name, wanted) ->
                          name.startsWith(ofSource) ? wanted.doubting(reason) : wanted));
    }
    return all;
  }
}
