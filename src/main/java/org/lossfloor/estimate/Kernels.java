package org.lossfloor.estimate;

import org.lossfloor.distribution.StandardQuadratic;

/**
 * The kernels of the law, one per effective dimension and thread: making one costs more than a
 * thousand evaluations. A kernel keeps tables for its last noise, so that many points at one noise
 * are cheap; its results do not depend on what it was asked before.
 */
final class Kernels {
  private static final ThreadLocal<Kernels> OF_THREAD = ThreadLocal.withInitial(Kernels::new);

  private final StandardQuadratic[] kernels = new StandardQuadratic[Constraints.MAX_DIMENSION + 1];

  private Kernels() {}

  /** This thread's kernel of one effective dimension. */
  static StandardQuadratic of(int c) {
    StandardQuadratic[] kernels = OF_THREAD.get().kernels;
    if (kernels[c] == null) {
      kernels[c] = new StandardQuadratic(c);
    }
    return kernels[c];
  }
}
