package org.lossfloor.engine;

import java.time.Duration;

/** Looks at running work again and again, in a thread of its own, until it is closed. */
final class Watch {
  private final Thread thread;

  private Watch(Thread thread) {
    this.thread = thread;
  }

  /**
   * Starts to look.
   *
   * @param period how long after the start the first look is, and each after the one before
   * @param look what is done each time
   */
  static Watch every(Duration period, Runnable look) {
    Thread thread = new Thread(() -> follow(period, look), "lossfloor-progress");
    thread.setDaemon(true);
    thread.start();
    return new Watch(thread);
  }

  private static void follow(Duration period, Runnable look) {
    try {
      while (true) {
        Thread.sleep(period.toMillis());
        look.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it; nothing is looked at afterwards. */
  void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
