package org.lossfloor.sweep.planted;

import org.lossfloor.cli.Main;

/** Breaks the one way of data on purpose: ArchitectureTest must catch it. */
public final class SweepKnowsTheCli {
  private SweepKnowsTheCli() {}

  static void run() {
    Main.main(new String[0]);
  }
}
