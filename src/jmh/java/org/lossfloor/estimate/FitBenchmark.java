package org.lossfloor.estimate;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.lossfloor.distribution.NoisyQuadratic;
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

/** Cost of one fit over seven dimensions, half of the trials in the tail, and of one profile step. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FitBenchmark {
  /** Number of different samples, so that no single one sets the result. */
  private static final int SAMPLES = 16;

  /** Number of trials. */
  @Param({"50", "100", "500", "1000"})
  public int trials;

  /** Noise in units of the width of the law. */
  @Param({"0.001", "0.05", "0.3"})
  public double noise;

  private final CensoredSample[] samples = new CensoredSample[SAMPLES];
  private final SpacingSolver[] solvers = new SpacingSolver[SAMPLES];
  private final SpacingFit[] fits = new SpacingFit[SAMPLES];
  private int turn;

  /** Draws the samples. */
  @Setup
  public void draw() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(trials);
    for (int i = 0; i < SAMPLES; i++) {
      NoisyQuadratic law = NoisyQuadratic.convex(0, 1, 1 + i % 3, noise);
      double[] scores = new double[trials];
      Arrays.setAll(scores, j -> law.sample(random));
      Arrays.sort(scores);
      double threshold = Bins.threshold(scores, trials / 2);
      samples[i] = CensoredSample.of(scores, Double.NEGATIVE_INFINITY, threshold);
      solvers[i] = new SpacingSolver(Bins.ofTail(scores, trials / 2, trials));
      fits[i] = solvers[i].fit(2);
    }
  }

  /**
   * The public fitter with the recipe's objective.
   *
   * @return the outcome
   */
  @Benchmark
  public FitOutcome fit() {
    turn = (turn + 1) % SAMPLES;
    return SpacingFitter.recipe().fit(samples[turn], true);
  }

  /**
   * One point of the profile of the end point, half a standard error from the fit.
   *
   * @return the fit with the end point held
   */
  @Benchmark
  public SpacingFit profile() {
    turn = (turn + 1) % SAMPLES;
    SpacingFit fit = fits[turn];
    double step = Math.min(0.5 * solvers[turn].standardError(Functional.endPoint(), fit), fit.h());
    return solvers[turn].profile(Functional.endPoint(), fit.a() - step, fit);
  }
}
