package org.lossfloor.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.Objective;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Threshold;
import org.lossfloor.estimate.noise.NoiseRule;
import org.lossfloor.estimate.prospect.Closeness;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.RerunPolicy;
import org.lossfloor.sweep.RerunRule;

/** Equal input, equal fingerprint; whatever a row depends on changes it. */
class FingerprintTest {
  private static final MetricSettings WANTED = wanted("25%", "5%");

  /** Dimensions from 2 to 2 that are not pinned: each of the three can be changed alone. */
  private static MetricSettings wanted(String threshold, String eps) {
    return new MetricSettings(
        new EstimateSettings(
            Direction.MINIMIZE,
            Threshold.parse(threshold),
            0,
            1,
            2,
            2,
            false,
            .95,
            Objective.RECIPE,
            List.of(1.0, 20.0)),
        10,
        IntervalMethod.PROFILE,
        new DecideSettings(Closeness.parse(eps).orElseThrow(), .9, List.of(10, 100)),
        NoiseRule.Word.AUTO,
        RerunRule.DEFAULT,
        List.of(Reason.IDS_CONFLICT));
  }

  private static Fingerprint.Sums sums(List<Long> traces) {
    Fingerprint.Sums sums = Fingerprint.Sums.NONE;
    for (long trace : traces) {
      sums = sums.with(trace);
    }
    return sums;
  }

  private static List<Long> traces() {
    return new ArrayList<>(new Random(1).longs(50).boxed().toList());
  }

  private static String of(List<Long> traces, MetricSettings wanted, long seed) {
    return Fingerprint.of(sums(traces), wanted, seed);
  }

  @Test
  void namesAndHashOfThisVersionStay() {
    assertThat(Fingerprint.fields(sums(traces()), WANTED, 1).keySet())
        .containsExactly(
            "confidence",
            "doubts",
            "eps",
            "fingerprint_version",
            "intervals",
            "lower_bound",
            "max_dimension",
            "min_dimension",
            "minimize",
            "next_trials",
            "noise",
            "objective",
            "pinned_dimension",
            "probability",
            "replicates",
            "reruns",
            "reruns_stated",
            "seed",
            "statistics_version",
            "threshold",
            "trials",
            "trials_high",
            "trials_low",
            "tuning_trials",
            "upper_bound");
    assertThat(of(traces(), WANTED, 1))
        .as("a user's runs are all estimated again when this changes: raise VERSION, and say so")
        .isEqualTo("0b1a96886ca8fab3");
  }

  @Test
  void equalSettingsHaveOneSpelling() {
    assertThat(of(traces(), wanted("25.0%", "5.00%"), 1)).isEqualTo(of(traces(), WANTED, 1));
    assertThat(of(traces(), wanted("1e-1", "1"), 1))
        .isEqualTo(of(traces(), wanted(".1", "1.0"), 1));
  }

  @Test
  void theOrderOfTrialsMeansNothing() {
    List<Long> shuffled = traces();
    Collections.shuffle(shuffled, new Random(4));
    assertThat(of(shuffled, WANTED, 1)).isEqualTo(of(traces(), WANTED, 1)).hasSize(16);
  }

  @Test
  void everyPartOfTheInputCounts() {
    List<Long> low = traces();
    low.set(1, low.get(1) + 1);
    List<Long> high = traces();
    high.set(1, high.get(1) + (1L << 40));
    List<Long> nothing = traces();
    nothing.add(0L);
    Set<String> all = new TreeSet<>();
    for (List<Long> traces : List.of(traces(), low, high, nothing, traces().subList(0, 49))) {
      all.add(of(traces, WANTED, 1));
    }
    all.add(of(traces(), WANTED, 2));
    assertThat(all).hasSize(6);
  }

  static Stream<Record> changedSettings() throws ReflectiveOperationException {
    return Stream.concat(
        changed(WANTED).stream(),
        Stream.of(changed(WANTED.settings()), changed(WANTED.decide()), changed(WANTED.reruns()))
            .flatMap(List::stream));
  }

  @ParameterizedTest
  @MethodSource("changedSettings")
  void everySettingCounts(Record changed) {
    MetricSettings wanted =
        changed instanceof MetricSettings all
            ? all
            : new MetricSettings(
                changed instanceof EstimateSettings settings ? settings : WANTED.settings(),
                WANTED.replicates(),
                WANTED.intervals(),
                changed instanceof DecideSettings decide ? decide : WANTED.decide(),
                NoiseRule.Word.AUTO,
                changed instanceof RerunRule reruns ? reruns : WANTED.reruns(),
                WANTED.doubts());
    assertThat(of(traces(), wanted, 1)).isNotEqualTo(of(traces(), WANTED, 1));
  }

  /** The record once for each of its components, with another value for that one. */
  private static List<Record> changed(Record record) throws ReflectiveOperationException {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    var constructor = record.getClass().getDeclaredConstructor(types);
    List<Record> all = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      Object[] values = new Object[components.length];
      for (int j = 0; j < values.length; j++) {
        values[j] = components[j].getAccessor().invoke(record);
      }
      values[i] = another(components[i].getName(), values[i]);
      all.add(constructor.newInstance(values));
    }
    return all;
  }

  private static Object another(String name, Object value) {
    if (value instanceof Boolean flag) {
      return !flag;
    }
    if (value instanceof Integer number) {
      return name.equals("minDimension") ? number - 1 : number + 1;
    }
    if (value instanceof Double number) {
      return Math.nextDown(number);
    }
    if (value instanceof Enum<?> word) {
      return Arrays.stream(word.getDeclaringClass().getEnumConstants())
          .filter(other -> !other.equals(word))
          .findFirst()
          .orElseThrow();
    }
    if (value instanceof List<?> list) {
      return list.subList(0, list.size() - 1);
    }
    if (value instanceof RerunRule) {
      return new RerunRule(RerunPolicy.FIRST, true);
    }
    if (value instanceof Threshold) {
      return new Threshold.At(.25);
    }
    if (value instanceof NoiseRule) {
      return new NoiseRule.Given(.05, 3);
    }
    if (value instanceof Closeness) {
      return new Closeness.Score(.05);
    }
    return value instanceof EstimateSettings
        ? WANTED.settings().withTrials(List.of())
        : DecideSettings.DEFAULT;
  }
}
