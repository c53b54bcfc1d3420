package org.lossfloor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
    double[] scores = one.scores().orElseThrow();
    assertThat(scores).hasSizeBetween(TrialTraces.MOST / 2, TrialTraces.MOST).isSorted();
    assertThat(other.scores().orElseThrow()).isEqualTo(scores);
    assertThat(other.hyperparameters().orElseThrow().levels().toArray())
        .isEqualTo(one.hyperparameters().orElseThrow().levels().toArray());
    assertThat(other.lastSteps()).hasSameSizeAs(scores);
  }

  @Test
  void oneTrialWithoutANumberLeavesTheOrderToTheStartTimes() {
    List<Arrival> arrivals = arrivals(50);
    arrivals.set(7, new Arrival(7, null, 5_000L, Map.of()));
    double[] scores = traces(arrivals).scores().orElseThrow();
    assertThat(scores[49]).isEqualTo(7);
    arrivals.set(8, new Arrival(8, 8L, null, Map.of()));
    assertThat(traces(arrivals).scores()).isEmpty();
  }

  @Test
  void numbersThatRepeatTooOftenAreNoOrder() {
    List<Arrival> tied =
        arrivals(60).stream()
            .map(a -> new Arrival(a.i(), (long) Math.floorDiv(a.i(), 2), null, Map.of()))
            .toList();
    assertThat(traces(tied).scores()).isEmpty();
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
    // A binomial count of 250,000 chances of one half, doubled: standard error 500.
    assertThat((double) many.count()).isEqualTo(250_000, within(2_500.0));
  }
}
