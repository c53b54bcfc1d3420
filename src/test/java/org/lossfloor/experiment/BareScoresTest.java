package org.lossfloor.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.noise.NoiseRule;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.experiment.state.ScoreSketch;
import org.lossfloor.experiment.state.StatedSampler;
import org.lossfloor.sweep.Direction;
import org.lossfloor.table.ExperimentRecord;

/** More scores than are kept one by one: parts of them travel as bytes and are put together. */
class BareScoresTest {
  private static final MetricSettings WANTED =
      new MetricSettings(
          EstimateSettings.withDefaults(Direction.MINIMIZE),
          0,
          IntervalMethod.PROFILE,
          DecideSettings.DEFAULT,
          NoiseRule.Word.AUTO);

  /** Every hundredth trial failed. */
  private static List<BareScores> parts(int each, int parts) {
    Random random = new Random(5);
    List<BareScores> all = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      BareScores scores = new BareScores("loss", StatedSampler.NOBODY);
      for (int i = 0; i < each; i++) {
        scores.add(i % 100 == 0 ? Double.NaN : random.nextDouble() + .02 * random.nextGaussian());
      }
      all.add(BareScores.of(scores.toBytes()));
    }
    return all;
  }

  private static BareScores joined(List<BareScores> parts) {
    BareScores all = parts.remove(0);
    parts.forEach(all::add);
    return all;
  }

  @Test
  void moreThanAMillionAreOneSketchWhateverTheirOrder() {
    int each = ScoreSketch.EXACT / 4;
    List<BareScores> reversed = parts(each, 6);
    Collections.reverse(reversed);
    BareScores one = joined(parts(each, 6));
    BareScores other = joined(reversed);

    assertThat(other.toBytes()).isEqualTo(one.toBytes());
    // Two ends of 65,536 scores, and 65,536 buckets with their counts.
    assertThat(one.toBytes()).hasSizeLessThan(2_200_000);
    ExperimentRecord record = one.answer(WANTED, 1);
    assertThat(record.answer()).isEqualTo(other.answer(WANTED, 1).answer());
    assertThat(record.answer().estimate().counts().trials()).isEqualTo(6 * each);
    assertThat(record.answer().estimate().counts().failed()).isEqualTo(6 * (each / 100 + 1));
    assertThat(record.answer().estimate().counts().resolution()).isBetween(1e-6, 1e-4);
    assertThat(record.answer().estimate().fitted()).isPresent();
  }
}
