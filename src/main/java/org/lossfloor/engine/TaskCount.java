package org.lossfloor.engine;

import org.apache.spark.sql.SparkSession;

/** The number of tasks of a step for which nothing else decides it. */
public final class TaskCount {
  private static final int PER_CORE = 8;

  /** On one machine few cores wait for the last task, and its tasks are mostly short. */
  private static final int PER_LOCAL_CORE = 4;

  private TaskCount() {}

  /**
   * Several tasks a core, so that a long one does not leave the other cores idle, and no fewer than
   * {@code spark.sql.shuffle.partitions} where dynamic allocation has not given the cores yet.
   *
   * @param spark the session
   * @return at least 1
   */
  public static int of(SparkSession spark) {
    int cores = spark.sparkContext().defaultParallelism();
    int shuffle = Integer.parseInt(spark.conf().get("spark.sql.shuffle.partitions"));
    int each = spark.sparkContext().isLocal() ? PER_LOCAL_CORE : PER_CORE;
    return Math.max(each * cores, shuffle);
  }
}
