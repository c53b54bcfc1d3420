package org.lossfloor.distribution;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.lossfloor.distribution.band.BandKind;

/** The exact critical value of a simultaneous band, with the cache out of the way. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(1)
public class BandBenchmark {
  /** Number of scores. */
  @Param({"512", "1024", "10000"})
  public int scores;

  /** Which band. */
  @Param({"EQUAL_TAILED", "HIGHEST_DENSITY"})
  public BandKind kind;

  /**
   * The band at 95 per cent.
   *
   * @return its critical value
   */
  @Benchmark
  public double band() {
    return kind.compute(scores, .95).criticalValue();
  }
}
