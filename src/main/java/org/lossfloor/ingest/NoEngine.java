package org.lossfloor.ingest;

import org.apache.hadoop.conf.Configuration;

/** What small work needs of the engine's settings to do without the engine. */
public final class NoEngine {
  private static final String MASTER = "spark.master";
  private static final String LOCAL = "local";
  private static final String HADOOP = "spark.hadoop.";

  private NoEngine() {}

  /**
   * Tells whether work may be done without the engine. Where the caller named a cluster it may not:
   * other machines read the files there, and a cluster that was asked for and never used reports a
   * failure.
   *
   * @return whether the engine would run in this JVM
   */
  public static boolean allowed() {
    return System.getProperty(MASTER, LOCAL).startsWith(LOCAL);
  }

  /**
   * Hadoop's settings as the engine would have them: its files, and what spark-submit and the
   * command line set.
   *
   * @return the settings
   */
  public static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(HADOOP)) {
        hadoop.set(name.substring(HADOOP.length()), System.getProperty(name));
      }
    }
    return hadoop;
  }
}
