package org.lossfloor.estimate.spacing;

import org.lossfloor.distribution.StandardQuadratic;

/**
 * The kernels of the law, one per effective dimension and thread: making one costs more than a
 * thousand evaluations. A kernel keeps tables for its last noise, so that many points at one noise
 * are cheap; its results do not depend on earlier calls. The noises that every fit starts from have
 * kernels of their own, whose tables last.
 */
public final class Kernels {
  private static final ThreadLocal<Kernels> OF_THREAD = ThreadLocal.withInitial(Kernels::new);

  private final StandardQuadratic[] kernels = new StandardQuadratic[Constraints.MAX_DIMENSION + 1];
  private final StandardQuadratic[][] starting =
      new StandardQuadratic[StartLaws.NOISES.length][Constraints.MAX_DIMENSION + 1];

  private Kernels() {}

  /** This thread's kernel of one effective dimension for points at one noise. */
  public static StandardQuadratic of(int c, double s) {
    Kernels mine = OF_THREAD.get();
    if (mine.kernels[c] == null) {
      mine.kernels[c] = new StandardQuadratic(c);
    }
    for (int i = 0; i < StartLaws.NOISES.length; i++) {
      if (s == StartLaws.NOISES[i]) {
        return mine.starting(i, c);
      }
    }
    return mine.kernels[c];
  }

  private StandardQuadratic starting(int noise, int c) {
    if (starting[noise][c] == null) {
      starting[noise][c] = kernels[c].another();
    }
    return starting[noise][c];
  }
}
