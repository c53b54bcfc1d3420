package org.lossfloor.pages;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder in which the commands of pages run as a reader types them, in bash. {@code lossfloor}
 * and {@code jobs/lossfloor} pass their arguments to the one JVM of {@link PageServer}.
 */
final class PageShell {
  private static final String CLIENT =
      """
      #!/usr/bin/env bash
      if [ "$PWD" != "%1$s" ]; then echo "commands of pages run in one folder" >&2; exit 99; fi
      call=$(mktemp -d "%1$s/.calls/XXXXXX")
      printf '%%s\\0' "$@" >"$call/args"
      if [ -p /dev/stdin ] || [ -f /dev/stdin ]; then cat >"$call/in"; else : >"$call/in"; fi
      exec 3<>/dev/tcp/127.0.0.1/%2$s
      echo "$call" >&3
      read -r code <&3
      cat "$call/out"
      cat "$call/err" >&2
      exit "$code"
      """;

  private static final Path FIXTURES = Path.of("src/test/resources/org/lossfloor/read");

  /** The logs of the recipes by the names that their trackers give them. */
  private static final Map<String, String> LOGS =
      Map.ofEntries(
          Map.entry("mlruns", "mlflow/store/mlruns"),
          Map.entry("search_runs.csv", "mlflow/search_runs.csv"),
          Map.entry("optuna.log", "optuna/journal.log"),
          Map.entry("trials.csv", "optuna/trials.csv"),
          Map.entry("ray_results", "ray/exp"),
          Map.entry("wandb", "wandb/project/wandb"),
          Map.entry("sweep.yaml", "wandb/project/sweep.yaml"),
          Map.entry("wandb_export_2024-03-01.csv", "wandb/tables/wandb_export_2024-03-01.csv"),
          Map.entry("tuning", "keras/tuning"),
          Map.entry("cv_results.csv", "sklearn/cv_results.csv"),
          Map.entry("multirun", "hydra/multirun"),
          Map.entry("sweep", "domainbed/sweep"),
          Map.entry("model", "mllib/model"),
          Map.entry("results.tsv", "agent/results.tsv"));

  private static PageShell shared;

  private final Path folder;
  private final Map<Path, String> printed = new TreeMap<>();

  /** By what a block runs: several pages show the audit of the demo, which takes a while. */
  private final Map<String, String> known = new TreeMap<>();

  private PageShell(Path folder, int port) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve(".calls"));
    Files.createDirectories(folder.resolve("jobs"));
    Files.createSymbolicLink(folder.resolve("conf"), Page.ROOT.resolve("conf"));
    for (Map.Entry<String, String> log : LOGS.entrySet()) {
      copy(Page.ROOT.resolve(FIXTURES).resolve(log.getValue()), folder.resolve(log.getKey()));
    }
    Path client = folder.resolve("jobs/lossfloor");
    Files.writeString(client, CLIENT.formatted(folder, port));
    if (!client.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + client + " executable");
    }
  }

  /** The one shell of this JVM. */
  static synchronized PageShell shared() throws IOException {
    if (shared == null) {
      Path folder = Files.createTempDirectory("pages").toRealPath();
      Process server = server(folder);
      Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
      BufferedReader said =
          new BufferedReader(
              new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
      String port = said.readLine();
      if (port == null) {
        throw new IOException(Files.readString(folder.resolve(".server.err")));
      }
      shared = new PageShell(folder, Integer.parseInt(port));
    }
    return shared;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  private static Process server(Path folder) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "@" + Page.ROOT.resolve("conf/jvm.options"),
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=240m",
                "-Xmx1g",
                "-Dlog4j2.configurationFile=" + Page.ROOT.resolve("conf/log4j2.properties"),
                // Tiny logs: code that is generated for them costs more than it saves.
                "-Dspark.sql.codegen.wholeStage=false",
                "-Dspark.sql.codegen.factoryMode=NO_CODEGEN",
                "-Dspark.sql.shuffle.partitions=1",
                "-Dspark.default.parallelism=1",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-cp",
                System.getProperty("java.class.path"),
                PageServer.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    return builder.redirectError(folder.resolve(".server.err").toFile()).start();
  }

  Path folder() {
    return folder;
  }

  /**
   * Runs the commands of a block, which must all succeed.
   *
   * @return what they printed, with this folder written as {@code /...}
   */
  synchronized String run(Page.Block block) throws IOException, InterruptedException {
    String commands =
        block.text().replaceAll("(?m) +#.*$", "").replace("jobs/lossfloor", "lossfloor");
    String said = known.get(commands);
    if (said == null) {
      said = bash(block);
      known.put(commands, said);
    }
    return said;
  }

  private String bash(Page.Block block) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve(".script"), block.text());
    Path out = folder.resolve(".out");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euo", "pipefail", script.toString())
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("PATH", folder.resolve("jobs") + File.pathSeparator + environment.get("PATH"));
    int code = builder.start().waitFor();
    String said = Files.readString(out).replace(folder.toString(), "/...");
    if (code != 0) {
      throw new AssertionError(
          block.page() + " shows commands that end with " + code + ":\n" + block.text() + said);
    }
    return said;
  }

  /** What all blocks of a page print, one after the other; they run once. */
  synchronized String run(Page page) {
    return printed.computeIfAbsent(
        page.path(),
        path -> {
          StringBuilder all = new StringBuilder();
          try {
            for (Page.Block block : page.blocks("bash")) {
              all.append(block.runs() ? run(block) : "");
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
          }
          return all.toString();
        });
  }
}
