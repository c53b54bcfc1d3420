package org.lossfloor.estimate;

import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.lossfloor.estimate.fit.CensoredSample;
import org.lossfloor.estimate.spacing.Constraints;
import org.lossfloor.estimate.fit.FitOutcome;
import org.lossfloor.estimate.fit.SpacingFitter;

/**
 * One fit of all scores over the dimensions 1 to 6, as the reference library makes it; dimension and
 * noise of the laws change from sample to sample.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FitBenchmark {
  /** Number of trials. */
  @Param({"50", "100", "500", "1000", "5000", "1000000"})
  public int trials;

  /** What is minimised. */
  @Param({"REFERENCE", "RECIPE"})
  public Objective objective;

  private CensoredSample[] samples;
  private int turn;

  /** Draws the samples: dimension 1 to 4 with every noise, fewer where they are huge. */
  @Setup
  public void draw() {
    samples = new CensoredSample[trials > 100_000 ? 3 : 12];
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(trials);
    for (int i = 0; i < samples.length; i++) {
      double[] scores = BenchmarkScores.draw(i, trials, random);
      samples[i] =
          CensoredSample.of(scores, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
  }

  /**
   * The public fitter.
   *
   * @return the outcome
   */
  @Benchmark
  public FitOutcome fit() {
    turn = (turn + 1) % samples.length;
    Constraints constraints = Constraints.none().withDimensions(1, 6);
    return new SpacingFitter(objective, constraints).fit(samples[turn], true);
  }
}
