package org.lossfloor.estimate;

import org.lossfloor.distribution.StandardQuadratic;

/**
 * The kernels of the law, one per effective dimension and thread: making one costs more than a
 * thousand evaluations.
 */
final class Kernels {
  private static final ThreadLocal<Kernels> OF_THREAD = ThreadLocal.withInitial(Kernels::new);

  /** A score so far out that asking for it only makes a kernel forget its noise. */
  private static final double FAR_OUT = -1e3;

  private final StandardQuadratic[] kernels = new StandardQuadratic[Constraints.MAX_DIMENSION + 1];
  private final double[] out = new double[3];

  private Kernels() {}

  /**
   * This thread's kernel of one effective dimension, as good as new: a kernel keeps intermediate
   * results for its last noise, and which ones it has may change the last bit of later results.
   */
  static StandardQuadratic fresh(int c) {
    return OF_THREAD.get().reset(c);
  }

  private StandardQuadratic reset(int c) {
    if (kernels[c] == null) {
      kernels[c] = new StandardQuadratic(c);
    }
    kernels[c].evaluate(FAR_OUT, 2, out);
    kernels[c].evaluate(FAR_OUT, 1, out);
    return kernels[c];
  }
}
