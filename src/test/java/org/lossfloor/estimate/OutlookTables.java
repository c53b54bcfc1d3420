package org.lossfloor.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.estimate.prospect.Outlook;
import org.lossfloor.sweep.Direction;

/**
 * Prints the table of what a person asks in {@code src/site/markdown/diagnostics.md}: {@code ./mvnw
 * -q test -Dtest=OutlookTables -Doutlook.sets=200}. Everything from the scores alone, automatic
 * threshold, one trial in five failed, against the law that the scores were drawn from.
 */
@EnabledIfSystemProperty(named = "outlook.sets", matches = "[0-9]+")
class OutlookTables {
  private static final double WORKING = .8;
  private static final int FURTHER = 100;

  /** One sweep, and what came of its winner. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Sweep(double[] scores, double best, double meanOfBest) {}

  /** Sums over sweeps. */
  private static final class Sums {
    private int fitted;
    private int distance;
    private int trials;
    private int open;
    private double gain;
    private double trueGain;
    private double chance;
    private double trueChance;
    private double luck;
    private double left;
  }

  @Test
  void answersAgainstTheLaw() {
    int sets = Integer.getInteger("outlook.sets");
    System.out.println(
        "| c, noise, trials | distance covered | trials covered (open) | gain of 100: told, true |"
            + " chance of eps in 100: told, true | luck of the best, left after correction |");
    System.out.println("|---|---|---|---|---|---|");
    for (int c = 1; c <= 3; c++) {
      for (double noise : new double[] {.01, .1}) {
        for (int trials : new int[] {96, 512}) {
          System.out.println(row(c, noise, trials, sets));
        }
      }
    }
    assertThat(sets).isPositive();
  }

  private static String row(int c, double noise, int trials, int sets) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(5 + c + trials);
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, c, noise);
    Sums sums = new Sums();
    for (int i = 0; i < sets; i++) {
      add(sums, law, sweep(law, trials, random));
    }
    double n = sums.fitted;
    return String.format(
        Locale.ROOT,
        "| %d, %.2f, %d | %.2f | %.2f (%.2f) | %.4f, %.4f | %.2f, %.2f | %.3f, %.3f |",
        c,
        noise,
        trials,
        sums.distance / n,
        sums.trials / n,
        sums.open / n,
        sums.gain / n,
        sums.trueGain / n,
        sums.chance / n,
        sums.trueChance / n,
        sums.luck / n,
        sums.left / n);
  }

  private static Sweep sweep(NoisyQuadratic law, int trials, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] scores = new double[trials];
    double best = Double.POSITIVE_INFINITY;
    double meanOfBest = Double.NaN;
    for (int j = 0; j < trials; j++) {
      double mean = Math.pow(random.nextDouble(), 2 / law.c());
      double score = mean + law.o() * normal.sample();
      boolean works = random.nextDouble() < WORKING;
      scores[j] = works ? score : Double.NaN;
      meanOfBest = works && score < best ? mean : meanOfBest;
      best = works ? Math.min(best, score) : best;
    }
    return new Sweep(scores, best, meanOfBest);
  }

  private static void add(Sums sums, NoisyQuadratic law, Sweep sweep) {
    Estimate estimate =
        new ExperimentEstimator(EstimateSettings.withDefaults(Direction.MINIMIZE))
            .estimate(sweep.scores());
    if (!(estimate instanceof Estimate.Fitted fitted)) {
      return;
    }
    Outlook outlook = Outlook.of(fitted, DecideSettings.DEFAULT, .95);
    sums.fitted++;
    sums.distance += holds(outlook.distance(), Math.max(0, sweep.best())) ? 1 : 0;
    double needed =
        sweep.best() <= outlook.eps()
            ? 0
            : Math.ceil(Math.log(.05) / Math.log1p(-WORKING * law.cdf(outlook.eps())));
    sums.trials += holds(outlook.trialsToWithin(), needed) ? 1 : 0;
    sums.open += Double.isInfinite(interval(outlook.trialsToWithin()).upper()) ? 1 : 0;
    sums.gain += outlook.expectedGain().get(FURTHER);
    sums.trueGain += gain(law, sweep.best());
    sums.chance += outlook.improvement().get(FURTHER);
    sums.trueChance += chance(law, sweep.best() - outlook.eps());
    sums.luck += sweep.meanOfBest() - sweep.best();
    sums.left += sweep.meanOfBest() - outlook.bestTrial();
  }

  private static Interval interval(Estimate.Quantity quantity) {
    return quantity.interval().orElseThrow();
  }

  private static boolean holds(Estimate.Quantity quantity, double truth) {
    return interval(quantity).lower() <= truth && truth <= interval(quantity).upper();
  }

  private static double chance(NoisyQuadratic law, double score) {
    return 1 - Math.pow(1 - WORKING * law.cdf(score), FURTHER);
  }

  private static double gain(NoisyQuadratic law, double best) {
    int cells = 4_000;
    double low = Math.min(best, 0) - 8 * law.o();
    double width = (best - low) / cells;
    double sum = 0;
    for (int i = 0; i < cells; i++) {
      sum += chance(law, low + (i + .5) * width);
    }
    return sum * width;
  }
}
