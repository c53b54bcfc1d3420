package org.lossfloor.fit.planted;

import org.lossfloor.read.json.JsonLinesLog;

/** Names a reader that is to be found by its name: ArchitectureTest must catch it. */
public final class NamesAReader {
  private NamesAReader() {}

  static String title() {
    return new JsonLinesLog().title();
  }
}
