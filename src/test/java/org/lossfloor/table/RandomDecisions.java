package org.lossfloor.table;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.spark.sql.Row;
import org.lossfloor.decide.family.Families;
import org.lossfloor.decide.family.FamilyMember;
import org.lossfloor.decide.noise.AcceptedStep;
import org.lossfloor.decide.noise.ExperimentNoise;
import org.lossfloor.decide.noise.JudgedDecisions;
import org.lossfloor.decide.noise.NoiseOfReruns;
import org.lossfloor.decide.replay.Forecast;
import org.lossfloor.decide.replay.Replay;
import org.lossfloor.decide.replay.StopResult;
import org.lossfloor.decide.replay.StopRule;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.sweep.Direction;
import org.lossfloor.table.decide.ReplaysTable.Replayed;

/** Decisions in which whatever may be missing is missing now and then. */
final class RandomDecisions {
  private final UniformRandomProvider random;

  RandomDecisions(long seed) {
    random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
  }

  private <V> Optional<V> some(Supplier<V> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private OptionalDouble number() {
    return some(random::nextDouble).map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private <V> V any(V[] values) {
    return values[random.nextInt(values.length)];
  }

  /** One of four experiments, the first of which may have no family. */
  FamilyMember member() {
    List<FamilyMember> four = Stream.of("a", "b", "c", "d").map(this::member).toList();
    TreeMap<String, List<String>> declared = new TreeMap<>();
    four.forEach(one -> declared.put(one.id(), List.of(random.nextBoolean() ? "x" : "y")));
    if (random.nextBoolean()) {
      declared.remove("a");
    }
    return any(
        FamilyMember.weighed(four, Families.declared(declared), .95, random.nextLong())
            .toArray(FamilyMember[]::new));
  }

  private FamilyMember member(String id) {
    TreeMap<Integer, Double> weights = new TreeMap<>();
    if (random.nextBoolean()) {
      double one = random.nextDouble();
      weights.put(1, one);
      weights.put(2, 1 - one);
    }
    return new FamilyMember(id, new TreeMap<>(), weights, Optional.empty());
  }

  ExperimentNoise noise() {
    Optional<NoiseOfReruns> reruns =
        some(() -> new NoiseOfReruns(2, 6, random.nextDouble(), new Interval(0, 1), number()));
    return new ExperimentNoise(
        "0f",
        new TreeMap<>(),
        any(Direction.values()),
        reruns,
        reruns.isPresent() ? number() : OptionalDouble.empty(),
        number(),
        number(),
        number(),
        random.nextInt(3),
        number(),
        some(this::decisions));
  }

  private JudgedDecisions decisions() {
    Optional<JudgedDecisions.StepNoise> noise =
        some(() -> new JudgedDecisions.StepNoise(any(JudgedDecisions.Source.values()), 1));
    return new JudgedDecisions(2, 1, 0, noise, noise.isPresent() ? List.of(step()) : List.of());
  }

  AcceptedStep step() {
    return new AcceptedStep("b", 3, "a", random.nextDouble(), 1, random.nextDouble());
  }

  /** A row of a table of replays, which are of one stop and one forecast each. */
  Row replayed(Function<Replayed, Stream<Row>> rows) {
    Replay replay = new Replay("0f", 100, random.nextInt(3), List.of(forecast()), List.of(stop()));
    return rows.apply(new Replayed(new TreeMap<>(), any(Direction.values()), replay))
        .findFirst()
        .orElseThrow();
  }

  private StopResult stop() {
    return new StopResult(
        any(StopRule.values()),
        some(() -> OptionalInt.of(48)).orElse(OptionalInt.empty()),
        random.nextDouble(),
        50,
        random.nextDouble(),
        random.nextDouble(),
        number(),
        number(),
        60,
        number());
  }

  private Forecast forecast() {
    double far = Double.POSITIVE_INFINITY;
    return new Forecast(
        random.nextInt(5),
        24,
        10,
        any(Verdict.values()),
        1,
        .1,
        random.nextDouble(),
        .2,
        new Interval(random.nextBoolean() ? -far : 0, random.nextBoolean() ? far : 1),
        random.nextBoolean() ? Double.NaN : .5,
        random.nextDouble());
  }
}
