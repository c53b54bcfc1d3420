package org.lossfloor.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lossfloor.estimate.DecideSettings;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.Reason;

/** Equal input, equal fingerprint; whatever a row depends on changes it. */
class FingerprintTest {
  private static final EstimateSettings SETTINGS = EstimateSettings.withDefaults(true);
  private static final MetricSettings WANTED =
      new MetricSettings(SETTINGS, 10, IntervalMethod.PROFILE, DecideSettings.DEFAULT);

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
    all.add(
        of(
            traces(),
            new MetricSettings(SETTINGS, 11, IntervalMethod.PROFILE, DecideSettings.DEFAULT),
            1));
    EstimateSettings curve = SETTINGS.withTrials(List.of(1.0, 3.0));
    all.add(
        of(
            traces(),
            new MetricSettings(curve, 10, IntervalMethod.PROFILE, DecideSettings.DEFAULT),
            1));
    all.add(of(traces(), WANTED.doubting(Reason.IDS_CONFLICT), 1));
    assertThat(all).hasSize(9);
  }
}
