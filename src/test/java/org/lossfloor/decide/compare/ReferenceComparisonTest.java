package org.lossfloor.decide.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lossfloor.distribution.band.BandPoint;
import org.lossfloor.estimate.Interval;
import org.lossfloor.sweep.Direction;

/**
 * The comparison of models in the documentation of the reference library (opda, Examples): 48
 * scores each of {@code numpy.random.default_rng(0)}, first {@code uniform(0.70, 0.90)}, then
 * {@code uniform(0.75, 0.95)}, to be maximised between 0 and 1, with bands of 80 per cent. The
 * documentation shows the result as a picture; the numbers here are those of an own program in
 * Python: intervals of the beta distributions by scipy, and the critical value (.98312) from
 * 400,000 samples.
 */
class ReferenceComparisonTest {
  private static final double CONFIDENCE = .8;
  private static Contestant baseline;
  private static Contestant model;

  @BeforeAll
  static void read() throws IOException {
    baseline = contestant("baseline");
    model = contestant("model");
  }

  private static Contestant contestant(String name) throws IOException {
    try (InputStream in = ReferenceComparisonTest.class.getResourceAsStream(name + ".txt")) {
      double[] scores =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .mapToDouble(Double::parseDouble)
              .toArray();
      return new Contestant(
          name, Direction.MAXIMIZE, scores, new Interval(0, 1), Optional.empty(), Optional.empty());
    }
  }

  /** Losses are negated scores, so that the upper end of the score is the lower one of the loss. */
  private static void assertCurve(
      Contestant one, int trials, double median, double lower, double upper) {
    assertThat(0 - one.seen().quantileTuningCurve(trials, .5, true))
        .isCloseTo(median, within(1e-6));
    BandPoint band = one.band(CONFIDENCE).quantileTuningCurve(trials, .5, true);
    assertThat(0 - band.upper()).isCloseTo(lower, within(1e-6));
    assertThat(0 - band.lower()).isCloseTo(upper, within(1e-6));
  }

  @Test
  void curvesAndBandsAreThoseOfTheReference() {
    assertCurve(baseline, 2, 0.837689, 0.821327, 0.877898);
    assertCurve(model, 2, 0.90742, 0.874043, 0.938423);
    assertCurve(baseline, 5, 0.877898, 0.844298, 0.896167);
    assertCurve(model, 5, 0.938423, 0.909265, 0.946239);
    assertCurve(baseline, 10, 0.886809, 0.871481, 1);
    assertCurve(model, 10, 0.941442, 0.935485, 1);
    assertCurve(baseline, 48, 0.899442, 0.882551, 1);
    assertCurve(model, 48, 0.949019, 0.940918, 1);
  }

  @Test
  void evidenceIsWhatTheCurvesShow() {
    Comparison comparison =
        Comparison.of(
            model, baseline, new CompareSettings(CONFIDENCE, CompareSettings.PERMUTATIONS, 0));
    Map<Double, Evidence> evidence = new TreeMap<>();
    comparison
        .byTrials()
        .forEach(at -> at.evidence().ifPresent(e -> evidence.put(at.budget().trialsOfA(), e)));
    assertThat(evidence)
        .containsOnly(
            Map.entry(1.0, Evidence.FAIR),
            Map.entry(2.0, Evidence.FAIR),
            Map.entry(4.0, Evidence.STRONG),
            Map.entry(5.0, Evidence.STRONG),
            Map.entry(10.0, Evidence.WEAK),
            Map.entry(20.0, Evidence.WEAK),
            Map.entry(48.0, Evidence.WEAK));
    // The truth: the model is better by .05 after any number of trials.
    assertThat(comparison.test().probability()).isGreaterThan(.9);
    assertThat(comparison.test().pValue()).isLessThan(.001);
    assertThat(comparison.byTrials().get(0).difference().orElseThrow().interval().orElseThrow())
        .satisfies(i -> assertThat(i.lower()).isLessThan(.05))
        .satisfies(i -> assertThat(i.upper()).isGreaterThan(.05));
  }
}
