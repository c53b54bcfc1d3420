package org.lossfloor.table.planted;

import org.lossfloor.store.planted.StoreHalf;

/** The other half of a cycle of rooms, on purpose: ArchitectureTest must catch it. */
public final class TableHalf {
  private TableHalf() {}

  static boolean isKnown(StoreHalf other) {
    return other != null;
  }
}
