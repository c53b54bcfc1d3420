package org.lossfloor.ingest.event;

import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.lossfloor.read.event.Event;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.NamedTexts;
import org.lossfloor.sweep.Score;
import org.lossfloor.sweep.Timing;
import org.lossfloor.sweep.Trial;

/**
 * Trials as bytes. Of each trial only that is written in which it differs from the one before it;
 * for a narrow log that is the id, the score and the hyperparameters. {@link TrialReader} reads it.
 */
public final class TrialWriter {
  /** Bits that say what follows; those of the slots come first. */
  static final int NUMBER = bit(0);

  static final int LINE = bit(1);
  static final int VALUE = bit(2);
  static final int CURVE = bit(3);
  static final int RECORDS = bit(4);
  static final int TIMING = bit(5);
  static final int EXECUTIONS = bit(6);
  static final int NAMES = bit(7);
  static final int TAGS = bit(8);
  static final int GROUP = bit(9);
  static final int GROUP_OF_ID = bit(10);

  private static int bit(int behind) {
    return 1 << (TrialSlot.values().length + behind);
  }

  private static final TrialSlot[] SLOTS = TrialSlot.values();

  private final ByteSink out = new ByteSink();
  private final IdentityHashMap<ExperimentKey, Integer> experiments = new IdentityHashMap<>();
  private final Object[] slots = new Object[SLOTS.length];
  private Trial before;
  private long number;
  private long line;

  /** How many bytes there are. */
  public int size() {
    return out.size();
  }

  public byte[] toBytes() {
    return out.toBytes();
  }

  public void write(Event.Made made) {
    Trial trial = made.trial();
    int changed = changed(made);
    int bits = changed | flags(made, before);
    out.bits(bits);
    for (int i = 0; i < SLOTS.length; i++) {
      if ((bits & (1 << i)) != 0) {
        out.text(TrialSlot.text(slots[i]));
      }
    }
    experiment(trial.experiment());
    out.text(trial.trialId());
    numbers(trial, bits);
    if ((bits & TIMING) != 0) {
      timing(trial.timing());
    }
    if ((bits & EXECUTIONS) != 0) {
      executions(trial.executions());
    }
    parameters(trial.parameters(), (bits & NAMES) != 0);
    if ((bits & TAGS) != 0) {
      parameters(trial.tags(), true);
    }
    if ((bits & GROUP) != 0) {
      out.text(made.group().orElseThrow());
    }
    before = trial;
  }

  private int changed(Event.Made made) {
    int bits = 0;
    for (int i = 0; i < SLOTS.length; i++) {
      Object value = SLOTS[i].of(made);
      if (!Objects.equals(slots[i], value)) {
        slots[i] = value;
        bits |= 1 << i;
      }
    }
    return bits;
  }

  private static int flags(Event.Made made, Trial before) {
    Trial trial = made.trial();
    int bits = trial.number().isPresent() ? NUMBER : 0;
    bits |= trial.origin().line().isPresent() ? LINE : 0;
    bits |= trial.score().value().isPresent() ? VALUE : 0;
    bits |= before == null || differ(trial.score(), before.score()) ? CURVE : 0;
    bits |= before == null || trial.origin().records() != before.origin().records() ? RECORDS : 0;
    bits |= trial.timing().equals(Timing.UNKNOWN) ? 0 : TIMING;
    bits |= trial.executions().isEmpty() ? 0 : EXECUTIONS;
    bits |= before == null || !sameNames(trial.parameters(), before.parameters()) ? NAMES : 0;
    bits |= before == null || !trial.tags().equals(before.tags()) ? TAGS : 0;
    return bits | group(made);
  }

  private static int group(Event.Made made) {
    if (made.group().isEmpty()) {
      return 0;
    }
    return isOfId(made.group().get(), made.trial()) ? GROUP_OF_ID : GROUP;
  }

  /** Whether it is {@link #groupOfId}, as it mostly is; no text is made to find out. */
  private static boolean isOfId(String group, Trial trial) {
    String key = trial.experiment().id();
    String id = trial.trialId();
    int keyAt = digits(key.length()) + 1;
    int idAt = keyAt + key.length() + digits(id.length()) + 1;
    return group.length() == idAt + id.length()
        && group.endsWith(id)
        && group.startsWith(key, keyAt)
        && isLength(group, keyAt, key.length())
        && isLength(group, idAt, id.length());
  }

  private static int digits(int length) {
    int digits = 1;
    for (int left = length / 10; left > 0; left /= 10) {
      digits++;
    }
    return digits;
  }

  /** Whether {@code length:} stands in front of a position. */
  private static boolean isLength(String group, int end, int length) {
    int at = end - 2;
    int left = length;
    for (int digits = digits(length); digits > 0; digits--) {
      if (group.charAt(at) != '0' + left % 10) {
        return false;
      }
      left /= 10;
      at--;
    }
    return group.charAt(end - 1) == ':';
  }

  static String groupOfId(ExperimentKey experiment, String id) {
    String key = experiment.id();
    return key.length() + ":" + key + id.length() + ":" + id;
  }

  private static boolean differ(Score one, Score other) {
    return one.points() != other.points()
        || !one.step().equals(other.step())
        || !one.maxStep().equals(other.maxStep());
  }

  private static boolean sameNames(SortedMap<String, String> one, SortedMap<String, String> other) {
    return NamedTexts.of(one).names().equals(NamedTexts.of(other).names());
  }

  private void experiment(ExperimentKey key) {
    Integer known = experiments.get(key);
    if (known != null) {
      out.whole(known);
      return;
    }
    out.whole(experiments.size());
    experiments.put(key, experiments.size());
    parameters(key.columns(), true);
  }

  private void numbers(Trial trial, int bits) {
    if ((bits & NUMBER) != 0) {
      out.whole(trial.number().getAsLong() - number);
      number = trial.number().getAsLong();
    }
    if ((bits & LINE) != 0) {
      out.whole(trial.origin().line().getAsLong() - line);
      line = trial.origin().line().getAsLong();
    }
    Score score = trial.score();
    if ((bits & VALUE) != 0) {
      out.real(score.value().getAsDouble());
    }
    if ((bits & CURVE) != 0) {
      out.whole(score.points());
      real(score.step());
      real(score.maxStep());
    }
    if ((bits & RECORDS) != 0) {
      out.whole(trial.origin().records());
    }
  }

  private void real(OptionalDouble value) {
    out.whole(value.isPresent() ? 1 : 0);
    value.ifPresent(out::real);
  }

  private void timing(Timing timing) {
    instant(timing.start());
    instant(timing.end());
    real(timing.durationSeconds());
  }

  private void instant(Optional<Instant> time) {
    out.whole(time.isPresent() ? 1 : 0);
    time.ifPresent(
        at -> {
          out.whole(at.getEpochSecond());
          out.whole(at.getNano());
        });
  }

  private void executions(List<Double> scores) {
    out.whole(scores.size());
    scores.forEach(out::real);
  }

  private void parameters(SortedMap<String, String> texts, boolean named) {
    NamedTexts all = NamedTexts.of(texts);
    if (named) {
      out.whole(all.size());
      all.keySet().forEach(out::text);
    }
    for (int i = 0; i < all.size(); i++) {
      out.value(all.value(i));
    }
  }
}
