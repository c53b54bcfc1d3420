package org.lossfloor.engine;

import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** The Hadoop settings of a session, or those that it would have. */
public final class HadoopSettings {
  private static final String OF_SPARK = "spark.hadoop.";

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

  /**
   * Sends the settings to every executor once. A thousand and more settings in each function that
   * reads a file would be sent, and read, again with every task of every stage behind it.
   *
   * @param spark the session
   * @return the settings of {@link #of}, as they are now
   */
  public static Broadcast<SerializableConfiguration> shared(SparkSession spark) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .broadcast(new SerializableConfiguration(of(spark)));
  }

  /**
   * The settings that a session would have, without one: Hadoop's files, and what spark-submit and
   * the command line set. They are made when they are first asked for: to read Hadoop's files takes
   * longer than to read a small log.
   *
   * @return gives the settings, the same each time
   */
  public static Supplier<Configuration> withoutSession() {
    return new WithoutSession();
  }

  private static final class WithoutSession implements Supplier<Configuration> {
    private Configuration made;

    @Override
    public synchronized Configuration get() {
      if (made == null) {
        made = new Configuration();
        for (String name : System.getProperties().stringPropertyNames()) {
          if (name.startsWith(OF_SPARK)) {
            made.set(name.substring(OF_SPARK.length()), System.getProperty(name));
          }
        }
      }
      return made;
    }
  }
}
