package org.lossfloor.engine;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;

/**
 * What Spark is told about tasks that read files.
 *
 * @param maxPartitionBytes {@code spark.sql.files.maxPartitionBytes}
 * @param openCostInBytes {@code spark.sql.files.openCostInBytes}
 */
public record FileLimits(long maxPartitionBytes, long openCostInBytes) {
  /**
   * The limits of a session.
   *
   * @param spark the session
   * @return what is set, or Spark's defaults
   */
  public static FileLimits of(SparkSession spark) {
    SQLConf conf = spark.sessionState().conf();
    return new FileLimits(conf.filesMaxPartitionBytes(), conf.filesOpenCostInBytes());
  }
}
