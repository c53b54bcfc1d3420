package org.lossfloor.distribution;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Cost per point of the distribution function: the kernel with gradient, as a fit calls it (one new
 * noise, then {@value #POINTS} scores below the 60 % quantile), and the reference quadrature.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class KernelBenchmark {
  private static final int POINTS = 32;

  /** Effective dimension. */
  @Param({"1", "2", "3", "5"})
  public double dimension;

  /** Noise in units of the width of the law. */
  @Param({"0.001", "0.05", "1"})
  public double noise;

  private final double[] out = new double[3];
  private final double[] points = new double[POINTS];
  private NoisyQuadratic law;
  private StandardQuadratic kernel;
  private double currentNoise;

  /** Places the points. */
  @Setup(Level.Iteration)
  public void place() {
    law = NoisyQuadratic.convex(0, 1, dimension, noise);
    kernel = new StandardQuadratic(dimension);
    currentNoise = noise;
    for (int i = 0; i < POINTS; i++) {
      points[i] = law.quantile(0.6 * (i + 1) / (POINTS + 1));
    }
  }

  /**
   * The kernel with its gradient.
   *
   * @return a sum, so that nothing is optimised away
   */
  @Benchmark
  @OperationsPerInvocation(POINTS)
  public double kernelWithGradient() {
    currentNoise = currentNoise == noise ? Math.nextUp(noise) : noise;
    double sum = 0;
    for (double x : points) {
      kernel.evaluate(x, currentNoise, out);
      sum += out[0] + out[1] + out[2];
    }
    return sum;
  }

  /**
   * The quadrature behind the public distribution.
   *
   * @return a sum, so that nothing is optimised away
   */
  @Benchmark
  @OperationsPerInvocation(POINTS)
  public double quadrature() {
    double sum = 0;
    for (double x : points) {
      sum += law.cdf(x);
    }
    return sum;
  }
}
