package org.lossfloor;

import org.apache.spark.sql.SparkSession;
import org.lossfloor.store.LocalFiles;

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
            .config("spark.hadoop.fs.file.impl", LocalFiles.class.getName())
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
}
