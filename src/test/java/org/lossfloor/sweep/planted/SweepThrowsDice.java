package org.lossfloor.sweep.planted;

import java.util.Random;

/** Draws without a seed of ours on purpose: ArchitectureTest must catch it. */
public final class SweepThrowsDice {
  private SweepThrowsDice() {}

  static double drawn(Random random) {
    return random.nextDouble() + Math.random();
  }
}
