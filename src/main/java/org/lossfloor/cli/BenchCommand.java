package org.lossfloor.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.simulate.BenchFormat;
import org.lossfloor.simulate.BenchPage;
import org.lossfloor.simulate.BenchReport;
import org.lossfloor.simulate.CoreBench;
import org.lossfloor.simulate.IngestBench;
import org.lossfloor.simulate.IngestRates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lossfloor bench}: how fast it is on this machine. */
@Command(
    name = "bench",
    description = "Measures how fast Lossfloor is on this machine.",
    subcommands = {
      BenchCommand.CoreCommand.class,
      BenchCommand.IngestCommand.class,
      ScaleCommand.class
    },
    footer = "  lossfloor bench ingest --megabytes 20",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class BenchCommand implements Runnable {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  Main.LogLevel logLevel() {
    return main.logLevel();
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** {@code lossfloor bench ingest}: reading logs, against Spark reading the same files. */
  @Command(
      name = "ingest",
      description = {
        "Reads simulated logs into trials, and lets bare Spark read the same files to nowhere.",
        "Speeds are MB per second of CPU time of the whole process, so one core's; medians (ranges)."
      },
      footer = "  lossfloor bench ingest --format csv --megabytes 20 --repeats 3",
      mixinStandardHelpOptions = true)
  static final class IngestCommand implements Runnable {
    /** What to measure. */
    enum Formats {
      JSONL,
      CSV,
      PARQUET,
      BOTH,
      ALL;

      @Override
      public String toString() {
        return name().toLowerCase(Locale.ROOT);
      }

      List<BenchFormat> formats() {
        return switch (this) {
          case JSONL -> List.of(BenchFormat.JSONL);
          case CSV -> List.of(BenchFormat.CSV);
          case PARQUET -> List.of(BenchFormat.PARQUET);
          case BOTH -> List.of(BenchFormat.JSONL, BenchFormat.CSV);
          case ALL -> List.of(BenchFormat.values());
        };
      }
    }

    @ParentCommand private BenchCommand bench;
    @Spec private CommandSpec spec;
    @Mixin private Place place;

    @Option(
        names = "--megabytes",
        defaultValue = "80",
        paramLabel = "N",
        description = "Size of the logs of each format (default ${DEFAULT-VALUE}).")
    private int megabytes;

    @Option(
        names = "--format",
        defaultValue = "both",
        paramLabel = "FORMAT",
        description =
            "jsonl, csv, parquet, both (the first two) or all (default ${DEFAULT-VALUE}).")
    private Formats format;

    @Option(
        names = "--repeats",
        defaultValue = "5",
        paramLabel = "R",
        description = "Measurements of each after a warm-up (default ${DEFAULT-VALUE}).")
    private int repeats;

    @Override
    public void run() {
      IngestBench job = new IngestBench(megabytes, repeats);
      List<IngestRates> rates =
          Sessions.onOneCore(
              "lossfloor bench ingest",
              bench.main.logLevel(),
              spark -> format.formats().stream().map(f -> measure(job, spark, f)).toList());
      place.tell(spec, "ingest", BenchReport.ingest(rates));
    }

    private static IngestRates measure(IngestBench job, SparkSession spark, BenchFormat format) {
      return TemporaryFolder.with(folder -> job.run(spark, folder, format));
    }
  }

  /** {@code lossfloor bench core}: one estimate and one replicate. */
  @Command(
      name = "core",
      description = {
        "Estimates simulated experiments and draws replicates in one thread, without Spark.",
        "Prints CPU times of the thread; medians (ranges) over repeats, sizes in turn."
      },
      footer = "  lossfloor bench core --trials 50,100 --repeats 3",
      mixinStandardHelpOptions = true)
  static final class CoreCommand implements Runnable {
    @Spec private CommandSpec spec;
    @Mixin private Place place;

    @Option(
        names = "--trials",
        split = ",",
        defaultValue = "50,100,200,500,1000",
        paramLabel = "N",
        description = "Numbers of trials of an experiment (default ${DEFAULT-VALUE}).")
    private List<Integer> trials;

    @Option(
        names = "--experiments",
        defaultValue = "40",
        paramLabel = "N",
        description = "Experiments that are estimated for one number (default ${DEFAULT-VALUE}).")
    private int experiments;

    @Option(
        names = "--repeats",
        defaultValue = "5",
        paramLabel = "R",
        description = "Measurements of each (default ${DEFAULT-VALUE}).")
    private int repeats;

    @Override
    public void run() {
      CoreBench job = new CoreBench(experiments, repeats);
      place.tell(spec, "core", BenchReport.core(experiments, job.run(trials)));
    }
  }

  /** Where a report goes. */
  static final class Place {
    @Option(
        names = "--page",
        paramLabel = "FILE",
        description =
            "A page of Markdown with a marked place for the report, which is written there too.")
    private Path page;

    void tell(CommandSpec command, String bench, String report) {
      BenchPage measured = new BenchPage(bench, Revision.here(), report);
      PrintWriter out = command.commandLine().getOut();
      out.print(measured.text());
      out.flush();
      if (page != null) {
        measured.write(page);
      }
    }
  }
}
