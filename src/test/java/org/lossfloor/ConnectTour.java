package org.lossfloor;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/**
 * A client of Spark Connect that has nothing of ours: it sends statements to a server and prints
 * the text that each gives. {@code ConnectIT} runs it from its source, with Spark's client alone.
 */
public final class ConnectTour {
  private ConnectTour() {}

  /**
   * Runs statements.
   *
   * @param args the address of the server, a file with a statement a line
   */
  public static void main(String[] args) throws Exception {
    SparkSession spark = SparkSession.builder().remote(args[0]).getOrCreate();
    for (String statement : Files.readAllLines(Path.of(args[1]))) {
      spark.sql(statement).collectAsList().forEach(row -> System.out.println(row.get(0)));
    }
    spark.stop();
  }
}
