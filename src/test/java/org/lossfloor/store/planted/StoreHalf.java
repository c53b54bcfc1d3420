package org.lossfloor.store.planted;

import org.lossfloor.table.planted.TableHalf;

/** One half of a cycle of rooms, on purpose: ArchitectureTest must catch it. */
public final class StoreHalf {
  private StoreHalf() {}

  static boolean isKnown(TableHalf other) {
    return other != null;
  }
}
