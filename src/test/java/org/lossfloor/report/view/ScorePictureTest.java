package org.lossfloor.report.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Few points of a picture against all scores. */
class ScorePictureTest {
  private static final double CONFIDENCE = .95;

  private static double[] scores(int trials, int failed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(11);
    double[] scores = DoubleStream.generate(random::nextDouble).limit(trials).toArray();
    Arrays.fill(scores, 0, failed, Double.NaN);
    return scores;
  }

  private static ScorePicture picture(double[] scores, boolean minimize) {
    return ScorePicture.of(scores, minimize, CONFIDENCE, ScorePicture.Cost.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 12, 300, 2000})
  void everyPointIsTheShareOfTrialsThatAreThisGoodOrBetter(int trials) {
    double[] scores = scores(trials, trials / 4);
    for (boolean minimize : new boolean[] {true, false}) {
      ScorePicture picture = picture(scores, minimize);
      assertThat(picture.scores()).hasSizeLessThanOrEqualTo(60).isNotEmpty();
      for (int i = 0; i < picture.scores().length; i++) {
        double at = picture.scores()[i];
        long good = DoubleStream.of(scores).filter(y -> minimize ? y <= at : y >= at).count();
        assertThat(picture.share()[i]).isEqualTo((double) good / trials, within(1e-12));
        assertThat(picture.share()[i])
            .isBetween(picture.shareBand().lower()[i], picture.shareBand().upper()[i]);
      }
      double best =
          DoubleStream.of(scores)
              .filter(y -> !Double.isNaN(y))
              .reduce((a, b) -> minimize ? Math.min(a, b) : Math.max(a, b))
              .orElseThrow();
      assertThat(picture.scores()[0]).isEqualTo(best);
    }
  }

  /** By its definition: the best of n draws is no better than y with probability (1 - F(y))^n. */
  @Test
  void theCurveIsTheMedianOfTheBest() {
    double[] scores = scores(200, 0);
    ScorePicture picture = picture(scores, true);
    assertThat(picture.trials()[0]).isEqualTo(1);
    assertThat(picture.trials()[picture.trials().length - 1]).isEqualTo(200);
    double[] sorted = DoubleStream.of(scores).sorted().toArray();
    for (int i = 0; i < picture.trials().length; i++) {
      double level = 1 - Math.pow(.5, 1 / picture.trials()[i]);
      int rank = (int) Math.ceil(level * 200 - 1e-9);
      assertThat(picture.median()[i]).isEqualTo(sorted[rank - 1]);
      assertThat(picture.median()[i])
          .isBetween(picture.medianBand().lower()[i], picture.medianBand().upper()[i]);
    }
  }

  @Test
  void maximisingIsTheMirrorImage() {
    double[] scores = scores(100, 9);
    ScorePicture losses = picture(scores, true);
    ScorePicture gains = picture(DoubleStream.of(scores).map(y -> -y).toArray(), false);
    assertThat(gains.share()).isEqualTo(losses.share());
    assertThat(gains.trials()).isEqualTo(losses.trials());
    IntStream.range(0, losses.trials().length)
        .forEach(
            i -> {
              assertThat(gains.median()[i]).isEqualTo(-losses.median()[i]);
              assertThat(gains.medianBand().lower()[i]).isEqualTo(-losses.medianBand().upper()[i]);
            });
  }

  @Test
  void whereEveryTrialFailedThereIsNothingToShow() {
    ScorePicture picture = picture(new double[] {Double.NaN, Double.NaN}, true);
    assertThat(picture.scores()).isEmpty();
    assertThat(picture.median()).containsOnly(Double.POSITIVE_INFINITY);
  }
}
