package org.lossfloor.study;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.distribution.TuningCurve;
import org.lossfloor.estimate.Threshold;
import org.lossfloor.sweep.Direction;

/**
 * Trials of a real sweep, drawn without replacement. The truth is the law that was fitted to all of
 * them and published.
 */
public final class Subsample implements Design {
  private static final long serialVersionUID = 1;

  private final String name;
  private final double[] scores;
  private final double a;
  private final double b;
  private final double c;
  private final double o;
  private final Frame frame;
  private final double scale;

  /**
   * A real sweep of a share (accuracy or error rate) in [0, 1].
   *
   * @param name what the sweep is called
   * @param scores the score of every trial; not changed
   * @param law the published law of the whole sweep
   * @param maxDimension the number of hyperparameters
   */
  public Subsample(String name, double[] scores, NoisyQuadratic law, int maxDimension) {
    this.name = name;
    this.scores = scores.clone();
    this.a = law.a();
    this.b = law.b();
    this.c = law.c();
    this.o = law.o();
    Direction direction = law.convex() ? Direction.MINIMIZE : Direction.MAXIMIZE;
    this.frame = new Frame(direction, 0, 1, maxDimension);
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int rank = law.convex() ? sorted.length / 4 : sorted.length - 1 - sorted.length / 4;
    this.scale = Math.abs(sorted[rank] - law.bestScore());
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * Returns how many trials there are to draw from.
   *
   * @return the size of the sweep
   */
  public int size() {
    return scores.length;
  }

  @Override
  public Draw draw(int trials, UniformRandomProvider random) {
    double[] pool = scores.clone();
    double[] drawn = new double[trials];
    for (int i = 0; i < trials; i++) {
      int j = random.nextInt(i, pool.length);
      drawn[i] = pool[j];
      pool[j] = pool[i];
    }
    boolean minimize = frame.direction() == Direction.MINIMIZE;
    NoisyQuadratic law = new NoisyQuadratic(a, b, c, o, minimize);
    TuningCurve curve = TuningCurve.of(law, minimize);
    Truth truth =
        new Truth(
            law.bestScore(),
            scale,
            (int) c,
            curve.median(2.0 * trials),
            curve.median(10.0 * trials));
    return new Draw(drawn, truth, frame, new Threshold.Auto());
  }
}
