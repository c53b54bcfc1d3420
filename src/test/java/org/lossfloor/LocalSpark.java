package org.lossfloor;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.store.PlainLocalFileSystem;
import scala.Option;

/**
 * The one local session that all integration tests of a JVM share. Their tables are tiny: code that
 * is generated for each costs more than it saves, nearly half of an audit. Tests that start the
 * application run as users do, with generated code.
 */
public final class LocalSpark {
  private static final SparkSession SESSION = start();

  private LocalSpark() {}

  private static SparkSession start() {
    SparkSession session =
        SparkSession.builder()
            .appName("lossfloor tests")
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.default.parallelism", "1")
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.hadoop.fs.file.impl", PlainLocalFileSystem.class.getName())
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.warehouse.dir", "target/spark-warehouse")
            .getOrCreate();
    session.sparkContext().setLogLevel("ERROR");
    Runtime.getRuntime().addShutdownHook(new Thread(session::stop));
    return session;
  }

  /**
   * The session; do not stop it, and put back what you set.
   *
   * @return a session on two threads, without a UI
   */
  public static SparkSession session() {
    return SESSION;
  }

  /**
   * Works with other settings, and puts back what was there. Without a value of its own the session
   * would take Spark's, such as 200 tasks for every shuffle of all tests that follow.
   *
   * @param settings the settings
   * @param work the work
   * @return what the work returns
   */
  public static <T> T with(Map<String, String> settings, Callable<T> work) throws Exception {
    Map<String, Option<String>> before = new HashMap<>();
    settings.forEach(
        (key, value) -> {
          before.put(key, SESSION.conf().getOption(key));
          SESSION.conf().set(key, value);
        });
    try {
      return work.call();
    } finally {
      before.forEach(
          (key, value) -> {
            if (value.isDefined()) {
              SESSION.conf().set(key, value.get());
            } else {
              SESSION.conf().unset(key);
            }
          });
    }
  }

  /**
   * Works with another number of tasks a shuffle.
   *
   * @param tasks the tasks
   * @param work the work
   * @return what the work returns
   */
  public static <T> T spread(int tasks, Callable<T> work) throws Exception {
    return with(Map.of("spark.sql.shuffle.partitions", Integer.toString(tasks)), work);
  }
}
