package org.lossfloor.table.planted;

/** Ends the JVM outside the command line on purpose: ArchitectureTest must catch it. */
public final class TableExits {
  private TableExits() {}

  static void leave() {
    System.exit(1);
  }
}
