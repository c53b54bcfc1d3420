package org.lossfloor.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lossfloor.read.event.Event;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.Origin;
import org.lossfloor.sweep.Outcome;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.sweep.SamplerSource;
import org.lossfloor.sweep.Score;
import org.lossfloor.sweep.ScoreStatus;
import org.lossfloor.sweep.Timing;
import org.lossfloor.sweep.Trial;
import org.lossfloor.sweep.TrialState;

class TrialWriterTest {
  private final SplittableRandom random = new SplittableRandom(3);

  private boolean rarely() {
    return random.nextInt(4) == 0;
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private String text() {
    return any(new String[] {"", "a", "ä€", "😀", "12:3", "x".repeat(200)});
  }

  private OptionalDouble real() {
    return rarely()
        ? OptionalDouble.empty()
        : OptionalDouble.of(any(new Double[] {0.0, -0.0, Double.NaN, 1e300, random.nextDouble()}));
  }

  private OptionalLong whole() {
    long any = any(new Long[] {0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, random.nextLong(1000)});
    return rarely() ? OptionalLong.empty() : OptionalLong.of(any);
  }

  private Optional<Instant> time() {
    return rarely()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(random.nextLong(-9_999, 9_999), random.nextInt(999)));
  }

  private SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    for (String name : List.of("lr", "b:1", "ü")) {
      if (!rarely()) {
        texts.put(name, text());
      }
    }
    return texts;
  }

  private Score score() {
    OptionalDouble value = real();
    return new Score(
        text(),
        any(Direction.values()),
        value,
        value.isPresent()
            ? ScoreStatus.OK
            : any(new ScoreStatus[] {ScoreStatus.MISSING, ScoreStatus.NAN}),
        text(),
        real(),
        random.nextInt(3),
        real());
  }

  private Trial trial(ExperimentKey key) {
    Score score = score();
    Outcome scored = score.value().isPresent() ? Outcome.SCORED : Outcome.FAILED;
    return new Trial(
        key,
        text(),
        whole(),
        any(TrialState.values()),
        rarely() ? Optional.of(text()) : Optional.empty(),
        score,
        texts(),
        rarely() ? Optional.of(text()) : Optional.empty(),
        rarely() ? List.of(1.0, Double.NaN) : List.of(),
        any(Sampler.values()),
        any(SamplerSource.values()),
        rarely() ? new Timing(time(), time(), real()) : Timing.UNKNOWN,
        rarely() ? texts() : new TreeMap<>(),
        new Origin(text(), text(), text(), whole(), random.nextLong(1, 4)),
        rarely() ? new Outcome.Excluded(any(ExclusionReason.values())) : scored);
  }

  private Optional<String> group(Trial trial) {
    String own = TrialWriter.groupOfId(trial.experiment(), trial.trialId());
    String id = trial.trialId();
    List<String> some =
        List.of(own, text(), own + "1", "1" + own, "1:" + own, id, id.length() + ":" + id);
    return rarely() ? Optional.empty() : Optional.of(some.get(random.nextInt(some.size())));
  }

  @Test
  void whateverATrialHoldsComesBack() {
    List<ExperimentKey> keys = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      keys.add(ExperimentKey.of("s", "m", Map.of("task", text() + i)));
    }
    TrialWriter writer = new TrialWriter();
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      Trial trial = trial(keys.get(random.nextInt(keys.size())));
      Optional<String> absence = rarely() ? Optional.of(text()) : Optional.empty();
      // Half of them are like the one before.
      Event.Made before = i == 0 || random.nextBoolean() ? null : (Event.Made) events.get(i - 1);
      Event.Made made = before != null ? before : new Event.Made(trial, group(trial), absence);
      events.add(made);
      writer.write(made);
    }
    List<Event> read = new ArrayList<>();
    new TrialReader(writer.toBytes()).forEachRemaining(read::add);
    assertThat(read).hasSameSizeAs(events);
    for (int i = 0; i < events.size(); i++) {
      assertThat(read.get(i)).isEqualTo(events.get(i));
    }
  }

  @Test
  void ofATrialLikeTheOneBeforeLittleIsWritten() {
    ExperimentKey key = ExperimentKey.of("s", "m", Map.of("task", "t"));
    Trial trial = trial(key);
    TrialWriter writer = new TrialWriter();
    writer.write(new Event.Made(trial, Optional.empty(), Optional.empty()));
    int one = writer.size();
    SortedMap<String, String> same = new TreeMap<>(trial.parameters());
    writer.write(new Event.Made(trial, Optional.empty(), Optional.empty()));
    int values = same.values().stream().mapToInt(v -> v.length() * 4 + 2).sum();
    assertThat(writer.size() - one).isLessThan(values + trial.trialId().length() * 3 + 80);
  }
}
