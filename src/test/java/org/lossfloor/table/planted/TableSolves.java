package org.lossfloor.table.planted;

import org.lossfloor.estimate.spacing.SpacingSolver;

/** Names an inner type of estimate on purpose: WallsTest must catch it. */
public final class TableSolves {
  private TableSolves() {}

  static boolean isKnown(SpacingSolver solver) {
    return solver != null;
  }
}
