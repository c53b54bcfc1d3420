package org.lossfloor.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.lossfloor.simulate.ScaleBench;
import org.lossfloor.simulate.ScaleBench.Taken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lossfloor bench scale}: whole audits of simulated sweeps, and the core without Spark. */
@Command(
    name = "scale",
    description = {
      "Audits simulated sweeps on different numbers of cores, and estimates the same experiments in",
      "one thread without Spark. The start of the session and a warm-up are not measured."
    },
    footer = "  lossfloor bench scale --experiments 200 --cores 1,2",
    mixinStandardHelpOptions = true)
final class ScaleCommand implements Runnable {
  private static final double MEGABYTE = 1e6;

  @ParentCommand private BenchCommand bench;
  @Spec private CommandSpec spec;

  @Option(
      names = "--experiments",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Number of experiments (default ${DEFAULT-VALUE}).")
  private long experiments;

  @Option(
      names = "--trials",
      defaultValue = "100",
      paramLabel = "N",
      description = "Number of trials of each (default ${DEFAULT-VALUE}).")
  private int trials;

  @Option(
      names = "--replicates",
      defaultValue = "20",
      paramLabel = "N",
      description = "Bootstrap replicates of each (default ${DEFAULT-VALUE}).")
  private int replicates;

  @Option(
      names = "--cores",
      split = ",",
      defaultValue = "1,2",
      paramLabel = "K",
      description = "Numbers of cores to measure, in this order (default ${DEFAULT-VALUE}).")
  private List<Integer> cores;

  @Override
  public void run() {
    ScaleBench job = new ScaleBench(experiments, trials, replicates);
    PrintWriter out = spec.commandLine().getOut();
    TemporaryFolder.with(
        folder -> {
          String name = "lossfloor bench scale";
          Sessions.with(
              name,
              bench.logLevel(),
              spark -> {
                job.simulate(spark, folder);
                return null;
              });
          Map<Integer, Taken> audits = new TreeMap<>();
          for (int k : cores) {
            Taken taken =
                Sessions.onCores(k, name, bench.logLevel(), spark -> job.audit(spark, folder));
            audits.put(k, taken);
            print(out, k, taken);
          }
          Taken core = job.core(folder);
          compare(out, audits, core);
          return null;
        });
    out.flush();
  }

  private void print(PrintWriter out, int k, Taken taken) {
    double perCore = 1.0 / k;
    out.printf(
        Locale.ROOT,
        "%d experiments of %d trials, %d replicates, on %d cores: %.1f s wall, %.1f s CPU%n",
        experiments,
        trials,
        replicates,
        k,
        taken.wallSeconds(),
        taken.cpuSeconds());
    new TreeMap<>(taken.stepSeconds())
        .forEach((step, seconds) -> out.printf(Locale.ROOT, "  %-10s %8.1f s%n", step, seconds));
    out.printf(
        Locale.ROOT,
        "  %.0f trials/s ingested, %.1f fits/s per core, %.0f replicates/s per core, heap %.0f MB%n",
        experiments * trials / taken.stepSeconds().get("ingest"),
        experiments / taken.stepSeconds().get("fit") * perCore,
        experiments * replicates / taken.stepSeconds().get("bootstrap") * perCore,
        taken.peakBytes() / MEGABYTE);
    out.flush();
  }

  private void compare(PrintWriter out, Map<Integer, Taken> audits, Taken core) {
    out.printf(
        Locale.ROOT,
        "core in one thread, without Spark: %.1f s wall, %.1f s CPU, %.1f ms CPU per experiment%n",
        core.wallSeconds(),
        core.cpuSeconds(),
        1000 * core.cpuSeconds() / experiments);
    audits.forEach(
        (k, taken) ->
            out.printf(
                Locale.ROOT,
                "  audit on %d cores: %+.0f %% CPU%n",
                k,
                100 * (taken.cpuSeconds() / core.cpuSeconds() - 1)));
    Taken one = audits.get(1);
    if (one != null) {
      audits.forEach(
          (k, taken) ->
              out.printf(
                  Locale.ROOT,
                  "  parallel efficiency on %d cores: %.2f of wall time, %.2f of CPU time%n",
                  k,
                  one.wallSeconds() / taken.wallSeconds() / k,
                  one.cpuSeconds() / taken.cpuSeconds()));
    }
  }
}
