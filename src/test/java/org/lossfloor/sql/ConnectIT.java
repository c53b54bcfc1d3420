package org.lossfloor.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;

/**
 * A server of Spark Connect as its operator starts it, with the packaged application in {@code
 * --jars} and one setting, and a client that has Spark's client alone.
 */
class ConnectIT {
  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Path SPARK = Path.of(System.getProperty("lossfloor.spark.home"));

  /** Spark's own jars that the client needs, too; the others are another implementation of it. */
  private static final String SHARED =
      "spark-(common-utils|common-utils-java|unsafe|variant|sketch|tags)_.*";

  private static final List<String> STATEMENTS =
      List.of(
          "CREATE TEMPORARY VIEW trials AS SELECT if(id % 2 = 0, 'a', 'b') AS model,"
              + " 0.1 + pow(pmod(xxhash64(id), 1000) / 1000, 2) AS score FROM range(0, 300, 1, 3)",
          "SELECT to_json(lossfloor.search_law(score, 'minimize'))"
              + " FROM trials GROUP BY model ORDER BY model",
          "SELECT to_json(lossfloor.tuning_curve(score, 'minimize', array(10, 100),"
              + " map('confidence', '0.9'))) FROM trials GROUP BY model ORDER BY model",
          "CREATE TEMPORARY VIEW sweep USING lossfloor OPTIONS (path '"
              + ROOT.resolve("src/test/resources/org/lossfloor/read/mlflow/store/mlruns")
              + "')",
          "SELECT trial_id FROM sweep ORDER BY trial_id");

  @TempDir static Path folder;
  private static Process server;
  private static int port;

  private static String java() {
    return System.getProperty("java.home") + "/bin/java";
  }

  private static Process start(String log, String... command) throws IOException {
    List<String> all = new ArrayList<>(List.of(java(), "@" + ROOT.resolve("conf/jvm.options")));
    all.addAll(List.of(command));
    File said = folder.resolve(log).toFile();
    ProcessBuilder builder = new ProcessBuilder(all).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return builder
        .redirectError(said)
        .redirectOutput(folder.resolve(log + ".out").toFile())
        .start();
  }

  @BeforeAll
  static void server() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    server =
        start(
            "server",
            "-Xmx1g",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            SPARK + "/jars/*" + File.pathSeparator + SPARK + "/connect/server/*",
            "org.apache.spark.deploy.SparkSubmit",
            "--master",
            "local[2]",
            "--class",
            "org.apache.spark.sql.connect.service.SparkConnectServer",
            "--jars",
            System.getProperty("lossfloor.jar"),
            "--conf",
            "spark.sql.catalog.lossfloor=" + LossfloorCatalog.class.getName(),
            "--conf",
            "spark.sql.shuffle.partitions=2",
            "--conf",
            "spark.ui.enabled=false",
            "--conf",
            "spark.connect.grpc.binding.address=127.0.0.1",
            "--conf",
            "spark.connect.grpc.binding.port=" + port,
            "spark-internal");
    Instant end = Instant.now().plus(Duration.ofMinutes(5));
    while (!listens()) {
      assertThat(server.isAlive() && Instant.now().isBefore(end))
          .as(Files.readString(folder.resolve("server")))
          .isTrue();
      Thread.sleep(200);
    }
  }

  private static boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.destroy();
    server.waitFor(1, TimeUnit.MINUTES);
  }

  private static String clientJars() throws IOException {
    try (Stream<Path> jars = Files.list(SPARK.resolve("jars"))) {
      return jars.filter(
              jar -> {
                String name = jar.getFileName().toString();
                return !name.startsWith("spark-") || name.matches(SHARED);
              })
          .map(Path::toString)
          .collect(
              Collectors.joining(
                  File.pathSeparator, SPARK + "/connect/client/*" + File.pathSeparator, ""));
    }
  }

  @Test
  void aClientOfItsOwnGetsTheRowsOfASession() throws Exception {
    Path statements = Files.write(folder.resolve("statements.sql"), STATEMENTS);
    Process client =
        start(
            "client",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            clientJars(),
            ROOT.resolve("src/test/java/org/lossfloor/ConnectTour.java").toString(),
            "sc://127.0.0.1:" + port,
            statements.toString());
    assertThat(client.waitFor()).as(Files.readString(folder.resolve("client"))).isZero();
    SparkSession here = LocalSpark.session().newSession();
    here.sql("SET spark.sql.catalog.lossfloor=" + LossfloorCatalog.class.getName());
    List<String> expected = new ArrayList<>();
    for (String statement : STATEMENTS) {
      here.sql(statement).collectAsList().forEach(row -> expected.add(row.getString(0)));
    }
    assertThat(expected).hasSizeGreaterThan(4);
    assertThat(Files.readAllLines(folder.resolve("client.out"))).isEqualTo(expected);
  }
}
