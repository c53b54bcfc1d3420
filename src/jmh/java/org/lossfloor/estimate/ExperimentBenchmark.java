package org.lossfloor.estimate;

import org.lossfloor.sweep.Direction;
import java.util.List;
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
import org.lossfloor.estimate.interval.Replicate;
import org.lossfloor.estimate.interval.ReplicatePlan;

/** What an audit does with one experiment: the whole estimate, and one bootstrap replicate. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ExperimentBenchmark {
  /** Number of trials. */
  @Param({"100", "200", "500", "1000"})
  public int trials;

  private final double[][] scores = new double[12][];
  private final ReplicatePlan[] plans = new ReplicatePlan[scores.length];
  private EstimateSettings settings;
  private int turn;
  private long seed;

  /** Draws the experiments and estimates them once. */
  @Setup
  public void draw() {
    settings =
        EstimateSettings.withDefaults(Direction.MINIMIZE)
            .withTrials(List.of((double) trials, 2.0 * trials, 10.0 * trials));
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(trials);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = BenchmarkScores.draw(i, trials, random);
      Estimate.Fitted fitted =
          (Estimate.Fitted) new ExperimentEstimator(settings).estimate(scores[i]);
      plans[i] = ReplicatePlan.of(fitted, settings);
    }
  }

  /**
   * Automatic threshold, dimension set, verdict, and profile intervals of five numbers: the best
   * score, the noise and three points of the tuning curve.
   *
   * @return the estimate
   */
  @Benchmark
  public Estimate estimate() {
    turn = (turn + 1) % scores.length;
    return new ExperimentEstimator(settings).estimate(scores[turn]);
  }

  /**
   * One bootstrap replicate: drawn, and fitted again over the dimensions.
   *
   * @return the replicate
   */
  @Benchmark
  public Replicate refit() {
    turn = (turn + 1) % scores.length;
    return plans[turn].draw(seed++);
  }
}
