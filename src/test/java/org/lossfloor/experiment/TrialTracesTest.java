package org.lossfloor.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lossfloor.estimate.diagnosis.Hyperparameters;
import org.lossfloor.experiment.state.RepeatedTrials;
import org.lossfloor.experiment.state.TrialTraces;

/** The bounded sample of trials: the same whatever the order of arrival, in the order of draws. */
class TrialTracesTest {
  private record Arrival(int i, Long number, Long start, Map<String, String> parameters) {
    /** A bijection with well mixed bits. */
    long hash() {
      long x = i * 0x9E3779B97F4A7C15L;
      x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
      return x ^ (x >>> 27);
    }
  }

  private static List<Arrival> arrivals(int trials) {
    return IntStream.range(0, trials)
        .mapToObj(
            i ->
                new Arrival(
                    i,
                    (long) i,
                    1_000L + i,
                    Map.of("lr", "" + i / 7.0, "optimizer", i % 3 == 0 ? "adam" : "sgd")))
        .collect(Collectors.toList());
  }

  private static TrialTraces traces(List<Arrival> arrivals) {
    TrialTraces traces = new TrialTraces();
    arrivals.forEach(a -> traces.add(a.hash(), a.i(), a.number(), a.start(), 10.0, a.parameters()));
    return traces;
  }

  @Test
  void aLargeExperimentLeavesTheSameSampleWhateverTheOrderOfArrival() {
    List<Arrival> arrivals = arrivals(100_000);
    TrialTraces one = traces(arrivals);
    Collections.shuffle(arrivals, new Random(1));
    TrialTraces other = traces(arrivals);
    double[] scores = one.scores();
    assertThat(scores).hasSizeBetween(TrialTraces.MOST / 2, TrialTraces.MOST).isSorted();
    assertThat(other.scores()).isEqualTo(scores);
    assertThat(other.hyperparameters().orElseThrow().levels().toArray())
        .isEqualTo(one.hyperparameters().orElseThrow().levels().toArray());
    assertThat(other.lastSteps()).hasSameSizeAs(scores);
  }

  @Test
  void partsPutTogetherAreTheWhole() {
    Random random = new Random(5);
    for (int trials : List.of(40, 70_000)) {
      List<Arrival> arrivals = arrivals(trials);
      // Some trials lack a hyperparameter, one is text in a single trial, and the first part of
      // the two has names in another order.
      arrivals.replaceAll(
          a ->
              a.i() % 5 == 0
                  ? new Arrival(a.i(), a.number(), a.start(), Map.of("depth", "" + a.i() % 3))
                  : a);
      arrivals.set(7, new Arrival(7, 7L, 1L, Map.of("lr", "small")));
      TrialTraces whole = traces(arrivals);
      Collections.shuffle(arrivals, random);
      int cut = random.nextInt(trials);
      TrialTraces parts = traces(arrivals.subList(cut, trials));
      TrialTraces part = traces(arrivals.subList(0, cut));
      part.trim();
      parts.add(part);
      assertThat(parts.scores()).isEqualTo(whole.scores());
      Hyperparameters expected = whole.hyperparameters().orElseThrow();
      assertThat(parts.hyperparameters().orElseThrow())
          .usingRecursiveComparison()
          .isEqualTo(expected);
      assertThat(parts.lastSteps()).hasSameSizeAs(whole.lastSteps());
    }
  }

  @Test
  void aPartWithoutNumbersLeavesTheWholeWithoutThem() {
    List<Arrival> arrivals = arrivals(50);
    TrialTraces whole = traces(arrivals);
    arrivals.replaceAll(a -> new Arrival(a.i() + 50, null, null, a.parameters()));
    whole.add(traces(arrivals));
    assertThat(whole.ordered()).isFalse();
  }

  @Test
  void oneTrialWithoutANumberLeavesTheOrderToTheStartTimes() {
    List<Arrival> arrivals = arrivals(50);
    arrivals.set(7, new Arrival(7, null, 5_000L, Map.of()));
    double[] scores = traces(arrivals).scores();
    assertThat(scores[49]).isEqualTo(7);
    arrivals.set(8, new Arrival(8, 8L, null, Map.of()));
    assertThat(traces(arrivals).ordered()).isFalse();
  }

  @Test
  void numbersThatRepeatTooOftenAreNoOrder() {
    List<Arrival> tied =
        arrivals(60).stream()
            .map(a -> new Arrival(a.i(), (long) Math.floorDiv(a.i(), 2), null, Map.of()))
            .toList();
    assertThat(traces(tied).ordered()).isFalse();
  }

  @Test
  void aColumnIsNumericIfAllItsValuesAre() {
    List<Arrival> arrivals = arrivals(30);
    assertThat(traces(arrivals).hyperparameters()).isPresent();
    List<Arrival> none = arrivals.stream().map(a -> new Arrival(a.i(), 1L, 1L, Map.of())).toList();
    assertThat(traces(none).hyperparameters()).isEmpty();
    List<Arrival> many =
        IntStream.range(0, 300)
            .mapToObj(i -> new Arrival(i, 1L, 1L, Map.of("p" + i, "1")))
            .toList();
    assertThat(traces(many).hyperparameters()).isEmpty();
  }

  @Test
  void repeatedTrialsAreCountedExactlyAndBeyondAMillionNearlySo() {
    RepeatedTrials few = new RepeatedTrials();
    List.of(1L, 2L, 1L, 3L, 1L, 2L).forEach(few::add);
    assertThat(few.count()).isEqualTo(3);
    RepeatedTrials many = new RepeatedTrials();
    for (Arrival a : arrivals(1_000_000)) {
      many.add(a.hash());
      if (a.i() % 4 == 0) {
        many.add(a.hash());
      }
    }
    RepeatedTrials first = new RepeatedTrials();
    RepeatedTrials second = new RepeatedTrials();
    for (Arrival a : arrivals(1_000_000)) {
      (a.i() % 3 == 0 ? first : second).add(a.hash());
      if (a.i() % 4 == 0) {
        first.add(a.hash());
      }
    }
    first.add(second);
    assertThat(first.count()).isEqualTo(many.count());
    // A binomial count of 250,000 chances of one half, doubled: standard error 500.
    assertThat((double) many.count()).isEqualTo(250_000, within(2_500.0));
  }
}
