package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The library by its coordinates, as {@code spark-submit --packages} finds it: from a repository of
 * files into an empty folder of Ivy. What it needs comes from the local Maven repository.
 */
class PackagesIT {
  private static final String LIBRARY = System.getProperty("lossfloor.library");

  private static final String PROGRAM =
      """
      import java.util.Random;
      import org.apache.spark.sql.*;
      import org.apache.spark.sql.types.*;
      import org.lossfloor.ml.SearchLawEstimator;
      public class Program {
        public static void main(String[] args) {
          SparkSession spark = SparkSession.builder().getOrCreate();
          StructType schema = new StructType().add("score", DataTypes.DoubleType);
          Dataset<Row> trials =
              spark.createDataFrame(
                  new Random(1).doubles(80).mapToObj(u -> RowFactory.create(0.1 + u * u)).toList(), schema);
          Row answer = new SearchLawEstimator().setDirection("minimize").fit(trials).transform(trials).first();
          System.out.println("answer: " + answer.schema().simpleString());
          spark.stop();
        }
      }
      """;

  @TempDir Path folder;

  private static String version() throws Exception {
    Matcher found =
        Pattern.compile("<version>([^<]+)</version>")
            .matcher(Files.readString(Commands.ROOT.resolve("pom.xml")));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  /** A repository as Maven lays it out, with the library alone. */
  private Path repository(String version) throws Exception {
    Path place = folder.resolve("repository/org/lossfloor/lossfloor/" + version);
    Files.createDirectories(place);
    Files.copy(Path.of(LIBRARY), place.resolve("lossfloor-" + version + ".jar"));
    Files.copy(Commands.ROOT.resolve("pom.xml"), place.resolve("lossfloor-" + version + ".pom"));
    return folder.resolve("repository");
  }

  private Path program() throws Exception {
    Path source = Files.writeString(folder.resolve("Program.java"), PROGRAM);
    StringWriter said = new StringWriter();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-cp",
              LIBRARY + ":" + System.getProperty("java.class.path"),
              "-proc:none",
              "-d",
              folder.toString());
      assertThat(
              javac
                  .getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                  .call())
          .as(said.toString())
          .isTrue();
    }
    Path jar = folder.resolve("program.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("Program.class"));
      Files.copy(folder.resolve("Program.class"), out);
      out.closeEntry();
    }
    return jar;
  }

  @Test
  void sparkResolvesTheCoordinates() throws Exception {
    String version = version();
    Path ivy = folder.resolve("ivy");
    String jars = System.getProperty("lossfloor.spark.home") + "/jars";
    String[] java = {
      System.getProperty("java.home") + "/bin/java",
      "@" + Commands.ROOT.resolve("conf/jvm.options"),
      "-XX:TieredStopAtLevel=1",
      "-Dlog4j2.configurationFile=" + Commands.ROOT.resolve("conf/log4j2.properties"),
      "-cp",
      jars + "/*",
      "org.apache.spark.deploy.SparkSubmit"
    };
    String[] submit = {
      "--master",
      "local[1]",
      "--conf",
      "spark.jars.ivy=" + ivy,
      "--conf",
      "spark.ui.enabled=false",
      "--packages",
      "org.lossfloor:lossfloor:" + version,
      "--repositories",
      repository(version).toUri().toString(),
      "--class",
      "Program",
      program().toString()
    };
    Commands.Done done =
        Commands.script(
            Map.of("SPARK_LOCAL_IP", "127.0.0.1"),
            Stream.of(java, submit).flatMap(Stream::of).toArray(String[]::new));
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out()).contains("answer: struct<");
    try (Stream<Path> fetched = Files.list(ivy.resolve("jars"))) {
      assertThat(fetched.map(jar -> jar.getFileName().toString()))
          .contains("org.lossfloor_lossfloor-" + version + ".jar")
          .anyMatch(name -> name.contains("commons-statistics-distribution"))
          .noneMatch(name -> name.contains("org.apache.spark"));
    }
  }
}
