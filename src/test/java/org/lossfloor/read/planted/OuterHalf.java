package org.lossfloor.read.planted;

import org.lossfloor.read.planted.inner.InnerHalf;

/** One half of a cycle of packages inside a room, on purpose: WallsTest must catch it. */
public final class OuterHalf {
  private OuterHalf() {}

  static boolean isKnown(InnerHalf other) {
    return other != null;
  }
}
