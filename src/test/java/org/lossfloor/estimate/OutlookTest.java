package org.lossfloor.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.prospect.Closeness;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.estimate.prospect.Outlook;
import org.lossfloor.estimate.prospect.Prospect;
import org.lossfloor.sweep.Direction;

/** Chances and means against simulated trials, and identities that hold whatever the law. */
class OutlookTest {
  private static final Interval ANY =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private static UniformRandomProvider random(long seed) {
    return RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
  }

  private static Prospect prospect(NoisyQuadratic law, double seen) {
    return new Prospect(law, seen, law.a(), Optional.empty(), ANY, true);
  }

  /**
   * The winner's own mean score, averaged over many sweeps, is what its observed score promised.
   */
  @ParameterizedTest
  @CsvSource({"1, .02, 24", "1, .3, 200", "2, .1, 60", "3, .05, 100", "4, .5, 40", "2, .001, 300"})
  void theWorthOfTheBestTrialIsItsMeanScoreOnAverage(double c, double noise, int trials) {
    NoisyQuadratic law = NoisyQuadratic.convex(.2, 1.2, c, noise);
    UniformRandomProvider random = random(3);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    int sweeps = 4_000;
    double sum = 0;
    double squares = 0;
    double luck = 0;
    for (int i = 0; i < sweeps; i++) {
      double best = Double.POSITIVE_INFINITY;
      double worth = Double.NaN;
      for (int j = 0; j < trials; j++) {
        double mean = .2 + Math.pow(random.nextDouble(), 2 / c);
        double score = mean + noise * normal.sample();
        worth = score < best ? mean : worth;
        best = Math.min(best, score);
      }
      double error = worth - prospect(law, best).worth();
      sum += error;
      squares += error * error;
      luck += worth - best;
    }
    double standardError = Math.sqrt(squares / sweeps / sweeps);
    assertThat(sum / sweeps).isEqualTo(0, within(4 * standardError));
    // What it corrects is many standard errors: the observed score flatters.
    assertThat(luck / sweeps).isGreaterThan(10 * standardError);
  }

  /** Against the two integrals of its definition on a fine grid. */
  @ParameterizedTest
  @CsvSource({"2, .1, .15", "2, .1, -.2", "1, .05, .03", "5, .2, .4", "3, .3, 1.5"})
  void theWorthIsThePosteriorMean(double c, double noise, double seen) {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, c, noise);
    int cells = 400_000;
    double above = 0;
    double below = 0;
    for (int i = 0; i < cells; i++) {
      // q = u^(2/c) takes the singular density to a constant one.
      double q = Math.pow((i + .5) / cells, 2 / c);
      double weight = Math.exp(-.5 * Math.pow((seen - q) / noise, 2));
      above += q * weight;
      below += weight;
    }
    assertThat(prospect(law, seen).worth()).isEqualTo(above / below, within(1e-6));
  }

  @Test
  void withoutNoiseTheBestTrialIsWorthWhatItScored() {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, 2, 0);
    assertThat(prospect(law, .3).worth()).isEqualTo(.3);
    assertThat(prospect(law, -.1).worth()).isZero();
    NoisyQuadratic still = NoisyQuadratic.convex(0, 1, 2, 1e-9);
    assertThat(prospect(still, .3).worth()).isEqualTo(.3, within(1e-8));
    assertThat(prospect(still, -1).worth()).isEqualTo(0, within(1e-8));
  }

  /** A third of the trials fail or fall beyond the threshold, and improve nothing. */
  @ParameterizedTest
  @CsvSource({"2, .05, .1, 10", "1, .2, -.1, 100", "4, .01, .25, 30", "3, .1, .05, 1"})
  void gainAndChanceAreThoseOfSimulatedTrials(double c, double noise, double seen, int further) {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, c, noise);
    double threshold = law.quantile(2 / 3.0);
    UniformRandomProvider random = random(9);
    int sets = 20_000;
    double eps = .04;
    double sum = 0;
    double squares = 0;
    int improved = 0;
    for (int i = 0; i < sets; i++) {
      double best = seen;
      for (int j = 0; j < further; j++) {
        double score = law.sample(random);
        best = score > threshold ? best : Math.min(best, score);
      }
      sum += seen - best;
      squares += (seen - best) * (seen - best);
      improved += best < seen - eps ? 1 : 0;
    }
    Prospect prospect = prospect(law, seen);
    double mean = sum / sets;
    double error = Math.sqrt((squares / sets - mean * mean) / sets);
    assertThat(prospect.expectedGain(further)).isEqualTo(mean, within(4 * error));
    double chance = prospect.improvement(further, eps);
    assertThat(improved / (double) sets)
        .isEqualTo(chance, within(4 * Math.sqrt(chance * (1 - chance) / sets) + 1e-4));
  }

  /** The integral on a grid, for gains from half the score down to 1e-9 of it. */
  @ParameterizedTest
  @CsvSource({"2, .05, .1", "2, .05, -.25", "1, 0, .5", "6, .001, .2", "4, 0, .05", "1, .4, -1.5"})
  void theGainIsTheIntegralOfItsDefinition(double c, double noise, double seen) {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, c, noise);
    double low = noise == 0 ? 0 : Math.min(seen, 0) - 9 * noise;
    int cells = 100_000;
    double width = (seen - low) / cells;
    for (int m : new int[] {1, 10, 10_000}) {
      double sum = 0;
      for (int i = 0; i < cells; i++) {
        sum += -Math.expm1(m * law.logSurvival(low + (i + .5) * width));
      }
      assertThat(prospect(law, seen).expectedGain(m) / (sum * width)).isEqualTo(1, within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {.5, .8, .95, .999})
  void theTrialsToWithinAreTheFewestThatGiveTheProbability(double probability) {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, 2, .02);
    double needed = prospect(law, .4).trialsToWithin(.05, probability).estimate();
    double miss = law.survival(.05);
    assertThat(Math.pow(miss, needed)).isLessThanOrEqualTo(1 - probability);
    assertThat(Math.pow(miss, needed - 1)).isGreaterThan(1 - probability);
  }

  @Test
  void noTrialIsNeededWhereTheBestIsCloseEnough() {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, 2, .02);
    assertThat(prospect(law, .03).trialsToWithin(.05, .95).estimate()).isZero();
    assertThat(prospect(law, -.1).trialsToWithin(.05, .95).estimate()).isZero();
  }

  @Test
  void theIntervalOfTheGoalBecomesThoseOfDistanceAndTrials() {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, 2, .02);
    Interval range = new Interval(Double.NEGATIVE_INFINITY, .15);
    Prospect prospect = new Prospect(law, .1, 0, Optional.of(range), ANY, true);
    assertThat(prospect.distance())
        .isEqualTo(
            new Estimate.Quantity(.1, Optional.of(new Interval(0, Double.POSITIVE_INFINITY))));
    Estimate.Quantity trials = prospect.trialsToWithin(.05, .95);
    assertThat(trials.interval()).contains(new Interval(0, Double.POSITIVE_INFINITY));
    assertThat(trials.estimate()).isBetween(1.0, 1e4);
  }

  @Test
  void theMirrorImageGivesTheSameDigits() {
    UniformRandomProvider random = random(21);
    NoisyQuadratic law = NoisyQuadratic.convex(1, 2, 2, .03);
    double[] scores =
        IntStream.range(0, 120)
            .mapToDouble(i -> random.nextDouble() < .2 ? Double.NaN : law.sample(random))
            .toArray();
    double[] mirrored = Arrays.stream(scores).map(y -> -y).toArray();
    Outlook one = outlook(scores, true);
    Outlook other = outlook(mirrored, false);
    assertThat(other.bestTrial()).isEqualTo(-one.bestTrial());
    assertThat(other.distance()).isEqualTo(one.distance());
    assertThat(other.eps()).isEqualTo(one.eps());
    assertThat(other.trialsToWithin()).isEqualTo(one.trialsToWithin());
    assertThat(other.expectedGain()).isEqualTo(one.expectedGain());
    assertThat(other.improvement()).isEqualTo(one.improvement());
    assertThat(one.expectedGain().get(100)).isGreaterThan(one.expectedGain().get(10));
    assertThat(one.improvement().get(100)).isBetween(one.improvement().get(10), 1.0);
  }

  private static Outlook outlook(double[] scores, boolean minimize) {
    EstimateSettings settings =
        EstimateSettings.withDefaults(minimize ? Direction.MINIMIZE : Direction.MAXIMIZE);
    Estimate.Fitted fitted = (Estimate.Fitted) new ExperimentEstimator(settings).estimate(scores);
    return Outlook.of(fitted, DecideSettings.DEFAULT);
  }

  @Test
  void closenessReadsNumbersAndShares() {
    assertThat(Closeness.parse("0.01")).contains(new Closeness.Score(.01));
    assertThat(Closeness.parse("5%")).contains(new Closeness.TailShare(.05));
    for (String text : List.of("", "0", "-1", "nan", "5 %%", "101%", "0%", "x")) {
      assertThat(Closeness.parse(text)).as(text).isEmpty();
    }
    for (Closeness eps : List.of(new Closeness.Score(.25), new Closeness.TailShare(.05))) {
      assertThat(Closeness.parse(eps.text())).contains(eps);
    }
  }
}
