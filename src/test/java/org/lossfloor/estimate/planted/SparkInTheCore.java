package org.lossfloor.estimate.planted;

import org.apache.spark.sql.SparkSession;

/** Breaks two laws on purpose: ArchitectureTest must catch it. */
public final class SparkInTheCore {
  private SparkInTheCore() {}

  static SparkSession session() {
    return SparkSession.builder().getOrCreate();
  }
}
