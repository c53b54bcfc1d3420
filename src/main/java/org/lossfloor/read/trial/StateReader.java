package org.lossfloor.read.trial;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.sweep.TrialState;

/** Reads how far a trial came. */
public final class StateReader {
  private final SourceConfig source;
  private final Optional<Ref> field;
  private final List<Ref> flags;

  StateReader(SourceConfig source, Plan plan) {
    this.source = source;
    field = source.state().field().map(name -> Ref.needed(name, source, plan));
    flags = source.state().failedIf().stream().map(name -> Ref.of(name, source, plan)).toList();
  }

  /** The log's own word, when it has one. */
  Optional<String> raw(Fields fields, Map<String, String> parts) {
    return field
        .flatMap(ref -> Optional.ofNullable(ref.text(fields, parts)))
        .filter(text -> !text.isBlank());
  }

  /**
   * The state.
   *
   * @throws UnreadableRecord when the word is not known: guessing would let pruned or crashed
   *     trials pass for finished ones
   */
  public TrialState state(Fields fields, Map<String, String> parts) throws UnreadableRecord {
    for (Ref flag : flags) {
      if (holds(flag.text(fields, parts))) {
        return TrialState.FAIL;
      }
    }
    Optional<String> raw = raw(fields, parts);
    if (raw.isEmpty()) {
      return TrialState.UNKNOWN;
    }
    Optional<TrialState> known = source.state().state(raw.get());
    if (known.isEmpty()) {
      throw new UnreadableRecord(
          "the state `" + raw.get() + "` is not known; add it to state.values");
    }
    return known.get();
  }

  public static boolean holds(String flag) {
    if (flag == null) {
      return false;
    }
    try {
      return flag.strip().equalsIgnoreCase("true") || Double.parseDouble(flag) != 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Whether a point record holds the state. */
  public boolean isToldBy(String[] texts) {
    for (int slot = 0; slot < texts.length; slot++) {
      if (tellsOfEnd(slot) && texts[slot] != null && !texts[slot].isBlank()) {
        return true;
      }
    }
    return false;
  }

  /** The slots whose values are about the end of a trial: the last record that has one counts. */
  public boolean tellsOfEnd(int slot) {
    return field.map(ref -> ref.equals(new Ref.Field(slot))).orElse(false);
  }

  /** The slots of flags: one record that raises a flag is enough. */
  public boolean isFlag(int slot) {
    return flags.contains(new Ref.Field(slot));
  }
}
