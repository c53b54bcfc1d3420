package org.lossfloor.engine;

import java.util.function.LongSupplier;

/**
 * How much a step has to do. What is counted while it runs may be counted twice when a task is
 * retried, so it is shown and never used.
 *
 * @param unit what is counted, for example {@code experiments}
 * @param total how many there are
 * @param done how many are done by now; asked for by another thread
 */
public record Amount(String unit, long total, LongSupplier done) {
  /** How many are done, and never more than there are. */
  long shown() {
    return Math.min(done.getAsLong(), total);
  }
}
