package org.lossfloor.engine;

import java.time.Duration;
import java.util.Locale;

/** How far a step has come, in words: done of total, rate, time left. */
final class Progress {
  private Progress() {}

  /**
   * Returns one line of progress.
   *
   * @param amount how much there is, and how much is done
   * @param elapsed the time since the step began
   * @return for example {@code experiments 12/58 3.4/s 14 s left}
   */
  static String line(Amount amount, Duration elapsed) {
    double seconds = elapsed.toMillis() / 1000.0;
    long done = amount.shown();
    String counted = String.format(Locale.ROOT, "%s %d/%d", amount.unit(), done, amount.total());
    if (done == 0 || seconds <= 0) {
      return counted;
    }
    double rate = done / seconds;
    long left = (long) Math.ceil((amount.total() - done) / rate);
    return String.format(Locale.ROOT, "%s  %.1f/s  %s left", counted, rate, clock(left));
  }

  private static String clock(long seconds) {
    return seconds < 120
        ? seconds + " s"
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
