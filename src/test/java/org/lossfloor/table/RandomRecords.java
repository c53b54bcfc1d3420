package org.lossfloor.table;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.estimate.interval.Replicate;
import org.lossfloor.estimate.regime.TailTest;
import org.lossfloor.study.Findings;
import org.lossfloor.study.NullCell;
import org.lossfloor.study.Quantity;
import org.lossfloor.study.SetResult;
import org.lossfloor.study.SuspectCell;
import org.lossfloor.study.Truth;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.Origin;
import org.lossfloor.sweep.Outcome;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.sweep.SamplerSource;
import org.lossfloor.sweep.Score;
import org.lossfloor.sweep.ScoreStatus;
import org.lossfloor.sweep.SourceRecord;
import org.lossfloor.sweep.Timing;
import org.lossfloor.sweep.Trial;
import org.lossfloor.sweep.TrialState;

/** Records of every table, with every value that their types allow: nothing, NaN, extremes. */
final class RandomRecords {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "null",
          "NaN",
          "-1",
          "\u0000\t\n\r\"'`,;",
          "\u00fc\u4e2d",
          "\ud83d\ude00",
          "a=b");

  private static final double[] NUMBERS = {
    0,
    -0.0,
    1 / 3.0,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private static final long[] WHOLES = {
    0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
  };

  /** Spark keeps microseconds; beyond the years 1 to 9999 no log is believed. */
  private static final List<String> TIMES =
      List.of(
          "0001-01-01T00:00:00Z",
          "1582-10-10T00:00:00.000001Z",
          "1969-12-31T23:59:59.999999Z",
          "1970-01-01T00:00:00Z",
          "2026-03-29T01:30:00.123456Z",
          "9999-12-31T23:59:59.999999Z");

  private final UniformRandomProvider random;

  RandomRecords(long seed) {
    random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private <E extends Enum<E>> E any(Class<E> type) {
    return any(Arrays.asList(type.getEnumConstants()));
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value.get());
  }

  private String text() {
    return random.nextBoolean() ? any(TEXTS) : any(TEXTS).repeat(random.nextInt(1, 60)) + "x";
  }

  private double number() {
    return random.nextBoolean()
        ? NUMBERS[random.nextInt(NUMBERS.length)]
        : Double.longBitsToDouble(random.nextLong());
  }

  private double finite() {
    return random.nextDouble(-1e6, 1e6);
  }

  private long whole() {
    return random.nextBoolean() ? WHOLES[random.nextInt(WHOLES.length)] : random.nextLong();
  }

  private OptionalDouble maybeNumber() {
    return random.nextInt(3) == 0 ? OptionalDouble.empty() : OptionalDouble.of(number());
  }

  private OptionalLong maybeWhole() {
    return random.nextInt(3) == 0 ? OptionalLong.empty() : OptionalLong.of(whole());
  }

  private SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      texts.put(text(), text());
    }
    return texts;
  }

  private List<Double> numbers() {
    return Stream.generate(this::number).limit(random.nextInt(4)).toList();
  }

  private Instant time() {
    return Instant.parse(any(TIMES));
  }

  Trial trial() {
    OptionalDouble value = maybeNumber();
    ScoreStatus status =
        value.isPresent() ? ScoreStatus.OK : any(List.of(ScoreStatus.NAN, ScoreStatus.ABSENT));
    Outcome outcome =
        switch (random.nextInt(3)) {
          case 0 -> Outcome.FAILED;
          case 1 -> new Outcome.Excluded(any(ExclusionReason.class));
          default -> value.isPresent() ? Outcome.SCORED : Outcome.FAILED;
        };
    return new Trial(
        ExperimentKey.of(text(), text(), texts()),
        text(),
        maybeWhole(),
        any(TrialState.class),
        maybe(this::text),
        new Score(
            text(),
            any(Direction.class),
            value,
            status,
            text(),
            maybeNumber(),
            (int) whole(),
            maybeNumber()),
        texts(),
        maybe(this::text),
        numbers(),
        any(Sampler.class),
        any(SamplerSource.class),
        new Timing(maybe(this::time), maybe(this::time), maybeNumber()),
        texts(),
        new Origin(text(), text(), text(), maybeWhole(), Math.max(1, whole())),
        outcome);
  }

  RejectedRecord rejected() {
    return new RejectedRecord(text(), text(), maybeWhole(), text(), text(), whole());
  }

  SourceRecord source() {
    SortedMap<String, Long> counts = new TreeMap<>();
    texts().keySet().forEach(name -> counts.put(name, whole()));
    return new SourceRecord(
        text(),
        text(),
        List.copyOf(texts().keySet()),
        maybe(this::text),
        whole(),
        whole(),
        whole(),
        whole(),
        whole(),
        whole(),
        List.of(new SourceRecord.Metric(text(), whole(), whole(), counts)),
        counts,
        List.of(new SourceRecord.Noted(text(), whole(), text(), whole(), text(), text())),
        List.copyOf(texts().keySet()));
  }

  TuningCurvesTable.Point point() {
    return new TuningCurvesTable.Point(
        text(),
        number(),
        text(),
        text(),
        number(),
        maybe(this::number).orElse(null),
        maybe(this::number).orElse(null));
  }

  Replicate replicate() {
    return new Replicate(number(), (int) whole(), number(), numbers());
  }

  NullCell.Result nullResult() {
    return new NullCell.Result(
        text(),
        whole(),
        (int) whole(),
        maybe(() -> new TailTest((int) whole(), number(), number())));
  }

  SuspectCell.Result suspect() {
    return new SuspectCell.Result(
        text(), whole(), number(), maybe(() -> any(Verdict.class)), List.copyOf(texts().keySet()));
  }

  private Interval interval() {
    double one = finite();
    double other = any(List.of(one, finite(), Double.POSITIVE_INFINITY));
    return new Interval(Math.min(one, other), Math.max(one, other));
  }

  private Findings studied() {
    Map<Quantity, Findings.Bracket> brackets = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      brackets.put(quantity, new Findings.Bracket(number(), interval(), interval()));
    }
    return new Findings(brackets, random.nextInt(1, 8), List.of(1, 2, 7), (int) whole(), number());
  }

  SetResult set() {
    return new SetResult(
        text(),
        text(),
        (int) whole(),
        whole(),
        new Truth(
            finite(),
            any(List.of(Double.MIN_VALUE, 1.0, 1e300)),
            random.nextInt(0, 8),
            finite(),
            finite()),
        any(Verdict.class),
        List.copyOf(texts().keySet()),
        maybe(this::studied),
        number());
  }
}
