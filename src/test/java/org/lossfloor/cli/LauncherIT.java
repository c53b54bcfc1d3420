package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a user meets it, with the mistakes that show only once Spark runs. */
class LauncherIT {
  @TempDir Path folder;

  private Path config(String path, String metric) throws Exception {
    Path config = folder.resolve("audit.yaml");
    Files.writeString(
        config,
        """
        name: test
        sources:
          - name: logs
            format: jsonl
            path: %s
            metrics:
              - {metric: %s, direction: minimize}
        """
            .formatted(path, metric));
    return config;
  }

  private Commands.Done audit(Path config, Path output) throws Exception {
    return Commands.lossfloor(
        "audit", "--config", config.toString(), "--output", output.toString());
  }

  private static void assertFramed(Commands.Done done, int exitCode, String... parts) {
    assertThat(done.err()).contains("lossfloor: ", "  where:   ", "  fix:     ").contains(parts);
    assertThat(done.err()).doesNotContain("\tat ");
    assertThat(done.exitCode()).isEqualTo(exitCode);
  }

  /**
   * A disk of 100 kB under what Spark spills and shuffles; the output has all the room there is.
   */
  @Test
  void aFullScratchDiskIsNoFaultOfTheOutput() throws Exception {
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    Commands.Done mounted =
        Commands.script(
            Map.of(), "mount", "-t", "tmpfs", "-o", "size=100k", "lossfloor", scratch.toString());
    assumeTrue(mounted.exitCode() == 0, "this machine does not let us mount a tmpfs");
    try {
      Commands.Done done =
          Commands.script(
              Map.of("LOSSFLOOR_JAVA_OPTS", "-Dspark.local.dir=" + scratch),
              "jobs/lossfloor",
              "audit",
              "--config",
              "conf/demo.yaml",
              "--output",
              folder.resolve("out").toString());
      assertThat(done.exitCode()).as(done.err()).isEqualTo(ExitCode.INTERNAL);
      assertThat(done.err())
          .contains("lossfloor: no room is left", "  where:   spark.local.dir (" + scratch)
          .contains("  fix:     ", "--run-id")
          .doesNotContain("internal error");
      assertThat(folder.resolve("out")).isEmptyDirectory();
    } finally {
      Commands.script(Map.of(), "umount", scratch.toString());
    }
  }

  @Test
  void missingInputIsExitCodeTwo() throws Exception {
    Commands.Done done = audit(config(folder + "/nothing/*.jsonl", "loss"), folder.resolve("out"));
    assertFramed(done, ExitCode.INPUT, "nothing");
    assertThat(folder.resolve("out")).isEmptyDirectory();
  }

  @Test
  void misspeltMetricNamesTheFieldsThereAre() throws Exception {
    Path logs = folder.resolve("logs.jsonl");
    Files.writeString(logs, "{\"val_loss\": 1}\n{\"val_loss\": 2}\n");
    Commands.Done done = audit(config(logs.toString(), "val_los"), folder.resolve("out"));
    assertFramed(done, ExitCode.INPUT, "val_los", "val_loss", "logs.jsonl");
  }

  @Test
  void unwritableOutputIsExitCodeOne() throws Exception {
    Path logs = folder.resolve("logs.jsonl");
    Files.writeString(logs, "{\"loss\": 1}\n");
    Path blocked = folder.resolve("file");
    Files.writeString(blocked, "not a directory");
    Commands.Done done = audit(config(logs.toString(), "loss"), blocked.resolve("out"));
    assertFramed(done, ExitCode.USAGE, "cannot be written", "--output");
  }

  @Test
  void jvmOptionsAreSparksOwn() throws Exception {
    Set<String> ours = new TreeSet<>();
    try (Stream<String> lines = Files.lines(Commands.ROOT.resolve("conf/jvm.options"))) {
      lines.filter(line -> !line.startsWith("#")).forEach(ours::add);
    }
    List<String> sparks =
        Arrays.asList(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+"));
    Set<String> wanted = new TreeSet<>(sparks);
    // Left out on purpose, the file says why.
    wanted.remove("--add-modules=jdk.incubator.vector");
    assertThat(ours).isEqualTo(wanted);
  }

  @Test
  void realSweepLogsInOneAudit() throws Exception {
    assumeThat(Commands.ROOT.resolve("../shared/sweeps"))
        .as("the real sweep logs are not on this machine")
        .isDirectory();
    // Kept: .ci/run makes a report of it.
    Path out = Commands.ROOT.resolve("target/audits/field");
    Process process =
        new ProcessBuilder(
                "jobs/field-sweeps.sh",
                "--output",
                out.toString(),
                "--run-id",
                "it",
                "--replicates",
                "2")
            .directory(Commands.ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("log"))).isZero();
    FieldRun.assertRight(out.resolve("run_id=it"));
  }

  @Test
  void benchPrintsRatesAndRatios() throws Exception {
    Commands.Done done =
        Commands.lossfloor("bench", "ingest", "--megabytes", "1", "--repeats", "1");
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out())
        .containsPattern("^Revision .+ cores")
        .containsPattern("(?m)^\\| jsonl \\| 1[.]0, 1( \\| [0-9.]+){4} \\|$")
        .containsPattern("(?m)^\\| csv \\| 1[.]0, 1( \\| [0-9.]+){4} \\|$");
  }

  /** The libraries that draw have other names in the jar, and some of their files are left out. */
  @Test
  void theApplicationReportsShowsAndDraws() throws Exception {
    Path out = folder.resolve("shown");
    Path page = folder.resolve("report.html");
    succeeds(
        "audit",
        "--config",
        "conf/demo.yaml",
        "--output",
        out.toString(),
        "--replicates",
        "2",
        "--report",
        page.toString());
    String written = Files.readString(page);
    assertThat(written).contains("id=\"chart-library\"").endsWith("</html>\n");
    succeeds("report", out.toString(), "--html", page.toString());
    assertThat(Files.readString(page)).isEqualTo(written);
    assertThat(succeeds("show", out.toString()))
        .contains("6 can be acted on", "INVALID TOO_FEW", "reviews cnn");
    Path scores = folder.resolve("scores.txt");
    Files.writeString(
        scores, IntStream.range(1, 100).mapToObj(i -> i * i + "\n").collect(Collectors.joining()));
    for (String suffix : List.of("svg", "pdf", "png")) {
      Path picture = folder.resolve("curve." + suffix);
      succeeds("curve", scores.toString(), "--direction", "minimize", "--plot", picture.toString());
      assertThat(picture).isNotEmptyFile();
    }
  }

  /**
   * The archive of classes is there from the second start on, and whatever is wrong with it costs
   * nothing.
   */
  @Test
  void anArchiveOfClassesIsLeftAndUsed() throws Exception {
    Path cache = folder.resolve("cache");
    Path scores = folder.resolve("scores.txt");
    Files.writeString(
        scores, IntStream.range(1, 40).mapToObj(i -> i * i + "\n").collect(Collectors.joining()));
    String first = fits(cache, scores);
    assertThat(archives(cache))
        .hasSize(2)
        .allMatch(name -> name.matches(".*[.]jsa[.]\\d+([.]good)?"));
    assertThat(fits(cache, scores)).isEqualTo(first);
    List<String> left = archives(cache);
    assertThat(left).hasSize(1).allMatch(name -> name.endsWith(".jsa"));
    Path archive = cache.resolve(left.get(0));
    assertThat(Files.size(archive)).isGreaterThan(1_000_000);
    // Cut short, and then where nobody may write.
    Files.delete(archive);
    Files.writeString(archive, "no archive");
    assertThat(fits(cache, scores)).isEqualTo(first);
    assertThat(fits(Path.of("/proc/none"), scores)).isEqualTo(first);
  }

  private static String fits(Path cache, Path scores) throws Exception {
    Commands.Done done =
        Commands.script(
            Map.of("LOSSFLOOR_CACHE", cache.toString()),
            "jobs/lossfloor",
            "fit",
            scores.toString(),
            "--direction",
            "minimize");
    assertThat(done.exitCode()).as(done.err()).isZero();
    // Tests have the JVM that they start compile quickly, and it says so.
    assertThat(done.err().lines().filter(line -> !line.startsWith("NOTE: Picked up "))).isEmpty();
    return done.out();
  }

  /** Who watches a terminal sees the steps there; a log that is kept has them as its lines. */
  @Test
  void stepsAreLoggedUnlessSomebodyWatches() throws Exception {
    for (boolean watched : new boolean[] {true, false}) {
      for (String command : List.of("check --config conf/demo.yaml", "fit conf/demo.yaml")) {
        List<String> words = new ArrayList<>(List.of("jobs/lossfloor"));
        words.addAll(List.of(command.split(" ")));
        Commands.Done done =
            Commands.script(
                Map.of("LOSSFLOOR_JAVA_OPTS", "-Dlossfloor.terminal=" + watched),
                words.toArray(String[]::new));
        assertThat(done.err().contains(" INFO "))
            .as("%s, watched: %s: %s", command, watched, done.err())
            .isEqualTo(command.startsWith("check") && !watched);
      }
    }
  }

  private static List<String> archives(Path cache) throws Exception {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String succeeds(String... arguments) throws Exception {
    Commands.Done done = Commands.lossfloor(arguments);
    assertThat(done.exitCode()).as(done.err()).isZero();
    return done.out();
  }
}
