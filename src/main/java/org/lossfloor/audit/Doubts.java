package org.lossfloor.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.MetricConfig;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.config.key.FieldRules;
import org.lossfloor.estimate.Reason;
import org.lossfloor.experiment.AuditSettings;
import org.lossfloor.experiment.MetricSettings;
import org.lossfloor.read.note.Note;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.sweep.Direction;

/** The doubts from reading a source, for the verdicts of its experiments. */
final class Doubts {
  private Doubts() {}

  /**
   * The reason that a note gives for the experiments of a metric.
   *
   * @return nothing for a note that does not move an answer, or that the user has settled
   */
  private static Optional<Reason> of(NoteKind kind, SourceConfig source, MetricConfig metric) {
    return switch (kind) {
      case ABSENT_FIELD ->
          Optional.of(Reason.METRIC_ABSENT)
              .filter(r -> source.fields().onAbsentField() == FieldRules.OnAbsent.REJECT);
      case UNFINISHED_UNMAPPED -> Optional.of(Reason.STATE_UNMAPPED);
      case GUESSED_MAPPING -> Optional.of(Reason.MAPPING_GUESSED);
      case ID_CONFLICT -> Optional.of(Reason.IDS_CONFLICT);
      case MEAN_POINTS, ONLY_ZEROS -> Optional.of(Reason.READING_GUESSED);
      case GUESSED_STOP -> guessed(source, source.state().field().stream().toList());
      case GUESSED_COLUMNS, MIXED_COLUMNS -> guessed(source, source.hyperparameters());
      case GUESSED_OBJECTIVE -> guessed(source, metric.field().stream().toList());
      case NAMED_DIRECTION ->
          Optional.of(Reason.DIRECTION_GUESSED).filter(r -> metric.direction().isEmpty());
      default -> Optional.empty();
    };
  }

  /** A guess counts while the source takes fields as the format maps them by itself. */
  private static Optional<Reason> guessed(SourceConfig source, Collection<String> fields) {
    return fields.stream().anyMatch(source.usualFields()::contains)
        ? Optional.of(Reason.READING_GUESSED)
        : Optional.empty();
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
    Map<String, MetricSettings> all = new TreeMap<>(settings);
    for (Note note : notes) {
      SourceConfig source = config.source(note.source());
      for (MetricConfig metric : source.metrics()) {
        of(note.kind(), source, metric).ifPresent(reason -> add(all, source, metric, reason));
      }
    }
    return all;
  }

  private static void add(
      Map<String, MetricSettings> all, SourceConfig source, MetricConfig metric, Reason reason) {
    for (Direction direction : Direction.values()) {
      all.computeIfPresent(
          AuditSettings.name(source.name(), metric.name(), direction),
          (name, wanted) -> wanted.doubting(reason));
    }
  }
}
