package org.lossfloor.ingest.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.lossfloor.read.event.Event;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.NamedTexts;
import org.lossfloor.sweep.NamedTexts.Names;
import org.lossfloor.sweep.Origin;
import org.lossfloor.sweep.Outcome;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.sweep.SamplerSource;
import org.lossfloor.sweep.Score;
import org.lossfloor.sweep.ScoreStatus;
import org.lossfloor.sweep.Timing;
import org.lossfloor.sweep.Trial;
import org.lossfloor.sweep.TrialState;

/** The trials that a {@link TrialWriter} was given, in the same order. */
final class TrialReader implements Iterator<Event> {
  private static final TrialSlot[] SLOTS = TrialSlot.values();

  private static final int WORDS = words(TrialSlot.SEED, TrialSlot.STATE_RAW, TrialSlot.ABSENCE);

  private final ByteSource in;
  private final List<ExperimentKey> experiments = new ArrayList<>();
  private final Map<TrialSlot, String> slots = new EnumMap<>(TrialSlot.class);
  private Names names = NamedTexts.NONE.names();
  private NamedTexts tags = NamedTexts.NONE;
  private long number;
  private long line;
  private long records;
  private int points;
  private OptionalDouble step = OptionalDouble.empty();
  private OptionalDouble maxStep = OptionalDouble.empty();

  // What the slots stand for.
  private Optional<String> stateRaw = Optional.empty();
  private Optional<String> seed = Optional.empty();
  private Optional<String> absence = Optional.empty();
  private TrialState state;
  private Direction direction;
  private ScoreStatus status;
  private Sampler sampler;
  private SamplerSource samplerSource;
  private Outcome outcome;

  TrialReader(byte[] bytes) {
    in = new ByteSource(bytes);
  }

  @Override
  public boolean hasNext() {
    return in.hasMore();
  }

  /** The values are asked for in the order in which they were written. */
  @Override
  public Event next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int bits = in.bits();
    slots(bits);
    ExperimentKey experiment = experiment();
    String id = in.text();
    OptionalLong at = has(bits, TrialWriter.NUMBER) ? OptionalLong.of(number()) : none();
    OptionalLong stands = has(bits, TrialWriter.LINE) ? OptionalLong.of(line()) : none();
    Score score = score(bits);
    records = has(bits, TrialWriter.RECORDS) ? in.whole() : records;
    Timing timing = has(bits, TrialWriter.TIMING) ? timing() : Timing.UNKNOWN;
    List<Double> runs = has(bits, TrialWriter.EXECUTIONS) ? executions() : List.of();
    names = has(bits, TrialWriter.NAMES) ? names() : names;
    NamedTexts parameters = texts(names);
    tags = has(bits, TrialWriter.TAGS) ? texts(names()) : tags;
    Trial trial =
        new Trial(
            experiment,
            id,
            at,
            state,
            stateRaw,
            score,
            parameters,
            seed,
            runs,
            sampler,
            samplerSource,
            timing,
            tags,
            new Origin(
                slot(TrialSlot.SOURCE),
                slot(TrialSlot.FORMAT),
                slot(TrialSlot.PATH),
                stands,
                records),
            outcome);
    return new Event.Made(trial, group(bits, experiment, id), absence);
  }

  /** The bits of all slots but those that are texts and change from trial to trial. */
  private static int words(TrialSlot... texts) {
    int bits = 0;
    for (int i = 0; i < SLOTS.length; i++) {
      bits |= List.of(texts).contains(SLOTS[i]) ? 0 : 1 << i;
    }
    return bits;
  }

  private static boolean has(int bits, int one) {
    return (bits & one) != 0;
  }

  private static OptionalLong none() {
    return OptionalLong.empty();
  }

  private String slot(TrialSlot slot) {
    return slots.get(slot);
  }

  private void slots(int bits) {
    int changed = bits & ((1 << SLOTS.length) - 1);
    for (int i = 0; i < SLOTS.length; i++) {
      if (has(changed, 1 << i)) {
        slots.put(SLOTS[i], in.text());
      }
    }
    if (changed != 0) {
      texts();
    }
    if (has(changed, WORDS)) {
      words();
    }
  }

  private void texts() {
    stateRaw = Optional.ofNullable(slot(TrialSlot.STATE_RAW));
    seed = Optional.ofNullable(slot(TrialSlot.SEED));
    absence = Optional.ofNullable(slot(TrialSlot.ABSENCE));
  }

  private void words() {
    state = TrialSlot.word(TrialState.class, slot(TrialSlot.STATE));
    direction = TrialSlot.word(Direction.class, slot(TrialSlot.DIRECTION));
    status = TrialSlot.word(ScoreStatus.class, slot(TrialSlot.STATUS));
    sampler = TrialSlot.word(Sampler.class, slot(TrialSlot.SAMPLER));
    samplerSource = TrialSlot.word(SamplerSource.class, slot(TrialSlot.SAMPLER_SOURCE));
    outcome = TrialSlot.outcome(slot(TrialSlot.OUTCOME));
  }

  private ExperimentKey experiment() {
    int known = (int) in.whole();
    if (known == experiments.size()) {
      experiments.add(new ExperimentKey(texts(names())));
    }
    return experiments.get(known);
  }

  private long number() {
    number += in.whole();
    return number;
  }

  private long line() {
    line += in.whole();
    return line;
  }

  private Score score(int bits) {
    OptionalDouble value =
        has(bits, TrialWriter.VALUE) ? OptionalDouble.of(in.real()) : OptionalDouble.empty();
    if (has(bits, TrialWriter.CURVE)) {
      points = (int) in.whole();
      step = real();
      maxStep = real();
    }
    return new Score(
        slot(TrialSlot.METRIC),
        direction,
        value,
        status,
        slot(TrialSlot.REDUCE),
        step,
        points,
        maxStep);
  }

  private OptionalDouble real() {
    return in.whole() == 0 ? OptionalDouble.empty() : OptionalDouble.of(in.real());
  }

  private Timing timing() {
    Optional<Instant> start = instant();
    Optional<Instant> end = instant();
    return new Timing(start, end, real());
  }

  private Optional<Instant> instant() {
    return in.whole() == 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(in.whole(), in.whole()));
  }

  private List<Double> executions() {
    int count = (int) in.whole();
    List<Double> scores = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      scores.add(in.real());
    }
    return scores;
  }

  private Names names() {
    int count = (int) in.whole();
    List<String> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      read.add(in.text());
    }
    return Names.of(read);
  }

  private NamedTexts texts(Names named) {
    Object[] values = new Object[named.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.value();
    }
    return NamedTexts.of(named, values);
  }

  private Optional<String> group(int bits, ExperimentKey experiment, String id) {
    if (has(bits, TrialWriter.GROUP_OF_ID)) {
      return Optional.of(TrialWriter.groupOfId(experiment, id));
    }
    return has(bits, TrialWriter.GROUP) ? Optional.of(in.text()) : Optional.empty();
  }
}
