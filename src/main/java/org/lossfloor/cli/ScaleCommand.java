package org.lossfloor.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lossfloor.simulate.BenchReport;
import org.lossfloor.simulate.BenchReport.Audits;
import org.lossfloor.simulate.ScaleBench;
import org.lossfloor.simulate.ScaleBench.Taken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  @ParentCommand private BenchCommand bench;
  @Spec private CommandSpec spec;
  @Mixin private BenchCommand.Place place;

  @Option(
      names = "--experiments",
      split = ",",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Numbers of experiments to measure (default ${DEFAULT-VALUE}).")
  private List<Long> experiments;

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

  @Option(
      names = "--repeats",
      defaultValue = "1",
      paramLabel = "R",
      description = "Audits of each, in turn (default ${DEFAULT-VALUE}).")
  private int repeats;

  @Option(
      names = "--core",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Whether to estimate without Spark too (default ${DEFAULT-VALUE}).")
  private boolean core;

  @Override
  public void run() {
    ScaleBench shape = new ScaleBench(trials, replicates, repeats);
    String report = TemporaryFolder.with(folder -> measured(shape, folder));
    place.tell(spec, "scale", report);
  }

  private String measured(ScaleBench shape, Path folder) {
    String name = "lossfloor bench scale";
    Sessions.with(
        name,
        bench.logLevel(),
        spark -> {
          shape.simulate(spark, folder, experiments);
          return null;
        });
    List<Audits> audits = new ArrayList<>();
    for (int k : cores) {
      audits.addAll(
          Sessions.onCores(
              k, name, bench.logLevel(), spark -> shape.audits(spark, folder, k, experiments)));
    }
    Map<Long, Taken> alone = new TreeMap<>();
    if (core) {
      experiments.forEach(count -> alone.put(count, shape.core(count)));
    }
    return BenchReport.scale(shape, audits, alone);
  }
}
