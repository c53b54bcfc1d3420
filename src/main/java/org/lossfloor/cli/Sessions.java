package org.lossfloor.cli;

import java.util.Optional;
import java.util.function.Function;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.error.ScratchException;
import org.lossfloor.error.UserException;

/** The only builder of a SparkSession. */
final class Sessions {
  private Sessions() {}

  /** Runs some work in a session and always stops the session. */
  static <T> T with(String name, Main.LogLevel level, Function<SparkSession, T> work) {
    return with(name, level, "local[*]", work);
  }

  /** Runs some work in a session on one core, unless spark-submit says otherwise. */
  static <T> T onOneCore(String name, Main.LogLevel level, Function<SparkSession, T> work) {
    return with(name, level, "local[1]", work);
  }

  /** Runs some work in a session on a number of cores. */
  static <T> T onCores(
      int cores, String name, Main.LogLevel level, Function<SparkSession, T> work) {
    return with(name, level, "local[" + cores + "]", work);
  }

  private static <T> T with(
      String name, Main.LogLevel level, String master, Function<SparkSession, T> work) {
    SparkSession spark = open(name, level, master);
    try {
      return work.apply(spark);
    } catch (UserException e) {
      throw e;
    } catch (Exception e) {
      Optional<ScratchException> full = ScratchException.behind(e, scratch(spark));
      if (full.isPresent()) {
        throw full.get();
      }
      Optional<ClusterException> ended = ClusterException.behind(e, spark.sparkContext());
      if (ended.isPresent()) {
        throw ended.get();
      }
      throw e;
    } finally {
      spark.stop();
    }
  }

  private static String scratch(SparkSession spark) {
    String folder =
        spark.conf().get("spark.local.dir", System.getProperty("java.io.tmpdir", "/tmp"));
    return "spark.local.dir ("
        + folder
        + ", unless a worker says otherwise) of "
        + spark.sparkContext().master();
  }

  /**
   * Opens a session. Settings of spark-submit and of the configuration files win; those set here
   * are for a JVM that was started without them.
   */
  private static SparkSession open(String name, Main.LogLevel level, String master) {
    SparkConf conf = new SparkConf();
    if (!conf.contains("spark.master")) {
      // spark-submit always names a master; without it a UI of a few seconds is no use.
      conf.set("spark.master", master).setIfMissing("spark.ui.enabled", "false");
    }
    conf.setIfMissing("spark.app.name", name)
        .setIfMissing("spark.ui.showConsoleProgress", "false")
        .setIfMissing("spark.sql.session.timeZone", "UTC")
        .setIfMissing("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
        // Spark's lz4 codec decodes in pure Java, slowly, on the lz4-java that has no known hole.
        .setIfMissing("spark.io.compression.codec", "zstd")
        // Plans are logged and shown in the UI, and they hold paths.
        .setIfMissing("spark.sql.redaction.string.regex", "(?<=://)[^\\s/:@]*:[^\\s/]*(?=@)")
        // Our plans are long and of no interest to the user.
        .setIfMissing("spark.sql.debug.maxToStringFields", "1000")
        // Partition folders such as dataset=007 are names, not numbers.
        .setIfMissing("spark.sql.sources.partitionColumnTypeInference.enabled", "false");
    if (conf.get("spark.master").startsWith("local")) {
      // The default of 200, made for clusters, would give 200 tiny tasks a step here.
      int cores = Runtime.getRuntime().availableProcessors();
      conf.setIfMissing("spark.sql.shuffle.partitions", Integer.toString(2 * cores));
    }
    SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
    spark.sparkContext().setLogLevel(level.name());
    Configurator.setLevel("org.lossfloor", ours(level));
    return spark;
  }

  /** Who watches a terminal sees the steps and the notes there already. */
  static Level ours(Main.LogLevel level) {
    if (level != Main.LogLevel.WARN) {
      return Level.valueOf(level.name());
    }
    return Main.watched() ? Level.ERROR : Level.INFO;
  }
}
