package org.lossfloor.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.lossfloor.decide.DecideSettings;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.IntervalMethod;
import scala.jdk.javaapi.CollectionConverters;

/** Equal input, equal fingerprint; whatever a row depends on changes it. */
class FingerprintTest {
  private static final EstimateSettings SETTINGS = EstimateSettings.withDefaults(true);
  private static final MetricSettings WANTED =
      new MetricSettings(SETTINGS, 10, IntervalMethod.PROFILE, DecideSettings.DEFAULT);

  private static Row trial(double value, boolean failed, boolean excluded, long trace) {
    scala.collection.Map<String, String> none = CollectionConverters.asScala(Map.of());
    return RowFactory.create(
        "id",
        none,
        "settings",
        "random",
        failed ? null : value,
        failed,
        excluded,
        trace,
        null,
        null,
        null,
        null,
        none,
        "declared",
        trace,
        null);
  }

  private static List<Row> trials() {
    List<Row> trials = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      trials.add(trial(i % 7 / 10.0, i % 10 == 0, i % 11 == 5, 31L * i));
    }
    return trials;
  }

  private static String of(List<Row> trials, MetricSettings wanted, long seed) {
    return Fingerprint.of(PackedExperiment.of(trials.iterator()), wanted, seed);
  }

  @Test
  void theOrderOfTrialsMeansNothing() {
    List<Row> shuffled = trials();
    Collections.shuffle(shuffled, new Random(4));
    assertThat(of(shuffled, WANTED, 1)).isEqualTo(of(trials(), WANTED, 1)).hasSize(16);
  }

  @Test
  void everyPartOfTheInputCounts() {
    List<Row> score = trials();
    score.set(1, trial(0.15, false, false, 31));
    List<Row> failed = trials();
    failed.set(1, trial(0, true, false, 31));
    List<Row> excluded = trials();
    excluded.set(1, trial(0.1, false, true, 31));
    List<Row> trace = trials();
    trace.set(1, trial(0.1, false, false, 32));
    List<Row> fewer = trials().subList(0, 49);
    Set<String> all = new TreeSet<>();
    for (List<Row> trials : List.of(trials(), score, failed, excluded, trace, fewer)) {
      all.add(of(trials, WANTED, 1));
    }
    all.add(of(trials(), WANTED, 2));
    all.add(
        of(
            trials(),
            new MetricSettings(SETTINGS, 11, IntervalMethod.PROFILE, DecideSettings.DEFAULT),
            1));
    EstimateSettings curve = SETTINGS.withTrials(List.of(1.0, 3.0));
    all.add(
        of(
            trials(),
            new MetricSettings(curve, 10, IntervalMethod.PROFILE, DecideSettings.DEFAULT),
            1));
    assertThat(all).hasSize(9);
  }
}
