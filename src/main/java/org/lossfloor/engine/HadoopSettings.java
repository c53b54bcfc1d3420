package org.lossfloor.engine;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** The Hadoop settings of a session. */
public final class HadoopSettings {
  private HadoopSettings() {}

  /**
   * Makes a copy of the settings of the cluster with what the session sets on top of them.
   *
   * @param spark the session
   * @return the settings, free to be changed
   */
  public static Configuration of(SparkSession spark) {
    return spark.sessionState().newHadoopConf();
  }
}
