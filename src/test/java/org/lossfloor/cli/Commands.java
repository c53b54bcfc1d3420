package org.lossfloor.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs commands as a user does: in a process of their own, from the project's root. */
final class Commands {
  static final Path ROOT = Path.of("").toAbsolutePath();

  /** Over before the second compiler has paid for itself; options of a command line win. */
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  /** What a command did. */
  record Done(int exitCode, String out, String err) {}

  private Commands() {}

  static Done lossfloor(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("jobs/lossfloor"));
    command.addAll(List.of(args));
    return run(Map.of("JAVA_HOME", System.getProperty("java.home")), command);
  }

  /** A script of the project; nothing of Spark's that this JVM was started with reaches it. */
  static Done script(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(environment);
    all.put("JAVA_HOME", System.getProperty("java.home"));
    return run(all, List.of(command));
  }

  private static Done run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("out", ".txt");
    Path err = Files.createTempFile("err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder.environment().put("JDK_JAVA_OPTIONS", SHORT_LIVED);
    builder.environment().putAll(environment);
    Process process =
        builder
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int exitCode = process.waitFor();
    Done done =
        new Done(
            exitCode,
            Files.readString(out, StandardCharsets.UTF_8),
            Files.readString(err, StandardCharsets.UTF_8));
    Files.delete(out);
    Files.delete(err);
    return done;
  }
}
