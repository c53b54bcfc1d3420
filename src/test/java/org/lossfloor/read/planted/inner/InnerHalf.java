package org.lossfloor.read.planted.inner;

import org.lossfloor.read.planted.OuterHalf;

/** The other half of a cycle of packages inside a room, on purpose: WallsTest must catch it. */
public final class InnerHalf {
  private InnerHalf() {}

  static boolean isKnown(OuterHalf other) {
    return other != null;
  }
}
