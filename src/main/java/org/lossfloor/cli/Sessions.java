package org.lossfloor.cli;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.error.ScratchException;
import org.lossfloor.error.UserException;
import org.lossfloor.store.PlainLocalFileSystem;

/** The only builder of a SparkSession. */
final class Sessions {
  private static final String OURS = "org.lossfloor";

  /** Read by conf/log4j2.properties. */
  private static final String LEVEL = "lossfloor.level";

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

  /** Runs some work that opens a session if it turns out to need one. */
  static <T> T whenNeeded(
      String name, Main.LogLevel level, Function<Supplier<SparkSession>, T> work) {
    Configurator.setLevel(OURS, ours(level));
    return with(new Opened(name, level, "local[*]"), work);
  }

  /**
   * The same for commands that print one answer: only what goes wrong is logged by default. To be
   * called before anything is logged: what the launcher starts reads the level from a property when
   * the log starts, which takes as long as an answer, and most answers log nothing.
   */
  static <T> T quietly(String name, Main.LogLevel level, Function<Supplier<SparkSession>, T> work) {
    Level quiet = Level.valueOf(level.name());
    if (System.getProperty(LEVEL) == null) {
      Configurator.setLevel(OURS, quiet);
    } else {
      System.setProperty(LEVEL, quiet.name());
    }
    return with(new Opened(name, level, "local[*]"), work);
  }

  private static <T> T with(
      String name, Main.LogLevel level, String master, Function<SparkSession, T> work) {
    return with(new Opened(name, level, master), opened -> work.apply(opened.get()));
  }

  private static <T> T with(Opened opened, Function<Supplier<SparkSession>, T> work) {
    try {
      return work.apply(opened);
    } catch (UserException e) {
      throw e;
    } catch (Exception e) {
      Optional<UserException> framed = opened.framed(e);
      if (framed.isPresent()) {
        throw framed.get();
      }
      throw e;
    } finally {
      if (opened.session != null) {
        opened.session.stop();
      }
    }
  }

  /** Opens a session when it is first asked for it. */
  private static final class Opened implements Supplier<SparkSession> {
    private final String name;
    private final Main.LogLevel level;
    private final String master;
    private SparkSession session;

    Opened(String name, Main.LogLevel level, String master) {
      this.name = name;
      this.level = level;
      this.master = master;
    }

    @Override
    public SparkSession get() {
      if (session == null) {
        session = open(name, level, master);
      }
      return session;
    }

    /** What a failure means to the user when the session is behind it. */
    private Optional<UserException> framed(Exception failure) {
      if (session == null) {
        return Optional.empty();
      }
      return ScratchException.behind(failure, scratch(session))
          .<UserException>map(full -> full)
          .or(() -> ClusterException.behind(failure, session.sparkContext()));
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
      conf.set("spark.master", master)
          .setIfMissing("spark.ui.enabled", "false")
          // Each sort fills a page with zeros, 64 MB here by default, for a few rows.
          .setIfMissing("spark.buffer.pageSize", "4m")
          .setIfMissing("spark.hadoop.fs.file.impl", PlainLocalFileSystem.class.getName());
    }
    // spark-submit calls it by its class unless told otherwise.
    if (conf.get("spark.app.name", Main.class.getName()).equals(Main.class.getName())) {
      conf.set("spark.app.name", name);
    }
    conf.setIfMissing("spark.ui.showConsoleProgress", "false")
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
    SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
    // The default of 200, made for clusters, would give 200 tiny tasks a step here.
    setLocally(
        spark, "spark.sql.shuffle.partitions", 2 * spark.sparkContext().defaultParallelism());
    spark.sparkContext().setLogLevel(level.name());
    Configurator.setLevel(OURS, ours(level));
    return spark;
  }

  /**
   * Prepares a session for a few seconds of work in this JVM. Code that Spark generates, plans that
   * it changes on the way and many tasks are never paid back by so little. On a cluster nothing
   * changes, nor does what the user has set.
   */
  static void expectLittle(SparkSession spark) {
    setLocally(spark, "spark.sql.codegen.wholeStage", false);
    setLocally(spark, "spark.sql.codegen.factoryMode", "NO_CODEGEN");
    setLocally(spark, "spark.sql.adaptive.enabled", false);
    setLocally(spark, "spark.sql.shuffle.partitions", spark.sparkContext().defaultParallelism());
  }

  private static void setLocally(SparkSession spark, String key, Object value) {
    SparkContext context = spark.sparkContext();
    if (context.isLocal() && !context.getConf().contains(key)) {
      spark.conf().set(key, value.toString());
    }
  }

  /** Who watches a terminal sees the steps and the notes there already. */
  static Level ours(Main.LogLevel level) {
    if (level != Main.LogLevel.WARN) {
      return Level.valueOf(level.name());
    }
    return Main.watched() ? Level.ERROR : Level.INFO;
  }
}
