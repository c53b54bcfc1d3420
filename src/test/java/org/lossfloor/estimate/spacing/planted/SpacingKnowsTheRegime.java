package org.lossfloor.estimate.spacing.planted;

import org.lossfloor.estimate.regime.Regime;

/** Looks at a higher floor on purpose: WallsTest must catch it. */
public final class SpacingKnowsTheRegime {
  private SpacingKnowsTheRegime() {}

  static int size(Regime regime) {
    return regime.sizes().size();
  }
}
