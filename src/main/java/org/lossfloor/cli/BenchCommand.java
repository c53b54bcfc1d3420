package org.lossfloor.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.simulate.BenchFormat;
import org.lossfloor.simulate.IngestBench;
import org.lossfloor.simulate.IngestRates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lossfloor bench}: how fast it is on this machine. */
@Command(
    name = "bench",
    description = "Measures how fast Lossfloor is on this machine.",
    subcommands = {BenchCommand.IngestCommand.class, ScaleCommand.class},
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
        "Speeds are MB per second of CPU time of the whole process, so one core's."
      },
      footer = "  lossfloor bench ingest --format csv --megabytes 20 --repeats 3",
      mixinStandardHelpOptions = true)
  static final class IngestCommand implements Runnable {
    /** What to measure. */
    enum Formats {
      JSONL,
      CSV,
      BOTH;

      @Override
      public String toString() {
        return name().toLowerCase(Locale.ROOT);
      }

      List<BenchFormat> formats() {
        return switch (this) {
          case JSONL -> List.of(BenchFormat.JSONL);
          case CSV -> List.of(BenchFormat.CSV);
          case BOTH -> List.of(BenchFormat.JSONL, BenchFormat.CSV);
        };
      }
    }

    @ParentCommand private BenchCommand bench;
    @Spec private CommandSpec spec;

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
        description = "jsonl, csv or both (default ${DEFAULT-VALUE}).")
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
      PrintWriter out = spec.commandLine().getOut();
      List<IngestRates> rates =
          Sessions.onOneCore(
              "lossfloor bench ingest",
              bench.main.logLevel(),
              spark -> format.formats().stream().map(f -> measure(job, spark, f)).toList());
      rates.forEach(measured -> print(out, measured));
      out.flush();
    }

    private static IngestRates measure(IngestBench job, SparkSession spark, BenchFormat format) {
      return TemporaryFolder.with(folder -> job.run(spark, folder, format));
    }

    private static void print(PrintWriter out, IngestRates measured) {
      out.printf(
          Locale.ROOT,
          "%s, %.1f MB, %d repeats%n",
          measured.format().code(),
          measured.bytes() / 1e6,
          measured.ours().size());
      out.printf("  %-44s %-24s %s%n", "median (range)", "MB/s per core", "lossfloor / spark");
      line(out, "lossfloor, to trials checked, counted, kept", measured.rate(measured.ours()), "");
      line(
          out,
          "spark.read, schema inferred",
          measured.rate(measured.typed()),
          text(measured.ratio(measured.typed()), 2));
      line(
          out,
          "spark.read, schema given",
          measured.rate(measured.schema()),
          text(measured.ratio(measured.schema()), 2));
    }

    private static void line(
        PrintWriter out, String what, IngestRates.Spread rate, String comparison) {
      String row = String.format(Locale.ROOT, "  %-44s %-24s %s", what, text(rate, 1), comparison);
      out.println(row.stripTrailing());
    }

    private static String text(IngestRates.Spread spread, int digits) {
      String number = "%." + digits + "f";
      return String.format(
          Locale.ROOT,
          number + " (" + number + " to " + number + ")",
          spread.median(),
          spread.least(),
          spread.most());
    }
  }
}
