package org.lossfloor.engine;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells a person in a terminal how far a step has come: done of total, rate, time left. What is
 * counted may be counted twice when a task is retried, so it is shown and never used.
 */
public final class Progress {
  private static final long PERIOD_MILLIS = 500;

  private final PrintWriter terminal;
  private final String step;
  private final long total;
  private final LongSupplier done;
  private final long startNanos = System.nanoTime();
  private final Thread thread;

  private Progress(PrintWriter terminal, String step, long total, LongSupplier done) {
    this.terminal = terminal;
    this.step = step;
    this.total = total;
    this.done = done;
    this.thread = new Thread(this::follow, "lossfloor-progress");
    thread.setDaemon(true);
  }

  /**
   * Does some work and shows how far it has come.
   *
   * @param terminal where to write; null shows nothing
   * @param step what is counted, for example {@code experiments}
   * @param total how many there are
   * @param done how many are done by now; called from another thread
   * @param work the work
   * @param <T> what the work gives
   * @return what the work gives
   */
  public static <T> T show(
      PrintWriter terminal, String step, long total, LongSupplier done, Supplier<T> work) {
    if (terminal == null || total == 0) {
      return work.get();
    }
    Progress progress = new Progress(terminal, step, total, done);
    progress.thread.start();
    try {
      return work.get();
    } finally {
      progress.stop();
    }
  }

  private void follow() {
    try {
      while (true) {
        Thread.sleep(PERIOD_MILLIS);
        print();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void print() {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    terminal.print("\r" + line(step, Math.min(done.getAsLong(), total), total, elapsed) + "\033[K");
    terminal.flush();
  }

  /**
   * Returns one line of progress.
   *
   * @param step what is counted
   * @param done how many are done
   * @param total how many there are
   * @param elapsed the time since the step began
   * @return for example {@code experiments 12/58 3.4/s 14 s left}
   */
  static String line(String step, long done, long total, Duration elapsed) {
    double seconds = elapsed.toMillis() / 1000.0;
    String counted = String.format(Locale.ROOT, "%s %d/%d", step, done, total);
    if (done == 0 || seconds <= 0) {
      return counted;
    }
    double rate = done / seconds;
    long left = (long) Math.ceil((total - done) / rate);
    return String.format(Locale.ROOT, "%s  %.1f/s  %s left", counted, rate, clock(left));
  }

  private static String clock(long seconds) {
    return seconds < 120
        ? seconds + " s"
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  private void stop() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    terminal.print("\r\033[K");
    terminal.flush();
  }
}
