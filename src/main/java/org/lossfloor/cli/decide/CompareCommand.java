package org.lossfloor.cli.decide;

import java.io.File;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.audit.compare.CompareJob;
import org.lossfloor.audit.compare.CompareResult;
import org.lossfloor.audit.compare.PairPlot;
import org.lossfloor.audit.compare.Pairing;
import org.lossfloor.cli.plot.PlotOptions;
import org.lossfloor.decide.compare.ComparedBatch;
import org.lossfloor.decide.compare.ComparedPair;
import org.lossfloor.error.UsageException;
import org.lossfloor.report.compare.ComparisonJson;
import org.lossfloor.report.compare.ComparisonsText;
import org.lossfloor.report.plot.Picture;
import org.lossfloor.report.plot.PlotSettings;
import org.lossfloor.sweep.ExperimentKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lossfloor compare}: A against B at equal trials and at equal cost. */
@Command(
    name = "compare",
    description = {
      "Compares experiments of a published run with each other: which model is better once both are",
      "tuned, after equal numbers of trials and at equal cost. False discoveries are controlled over",
      "all pairs. Two files are compared by `lossfloor fit A B`."
    },
    footer = {
      "  lossfloor compare audits/demo",
      "  lossfloor compare audits/demo --between model",
      "  lossfloor compare audits/demo reviews,mlp reviews,cnn"
    },
    mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {
  @ParentCommand private Shell shell;
  @Spec private CommandSpec spec;
  @Mixin private RunArgument run;

  @Parameters(
      index = "1..*",
      arity = "0..2",
      paramLabel = "EXPERIMENT",
      description =
          "Compare these: an id, the start of one, or values of the key with commas between, as two"
              + " words are two experiments here. One name that several have compares them with each"
              + " other.")
  private List<String> named = List.of();

  @Option(
      names = "--between",
      paramLabel = "COLUMN",
      description =
          "Compare experiments that differ in this key column and agree in all others but the"
              + " source. Without it, and without names, all that share data set and metric.")
  private String between;

  @Mixin private CostOption cost;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Where the table comparisons is published (default: compare beside the run; named"
              + " experiments are not published then).")
  private String output;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "40",
      description = "The most pairs that are shown, the surest differences first (default 40).")
  private int limit;

  @Option(names = "--json", description = "Print a JSON object for every pair.")
  private boolean json;

  @Mixin private PlotOptions plot;

  /** What the session gives. */
  private record Done(CompareResult result, Optional<Picture> picture) {}

  @Override
  public Integer call() {
    check();
    CompareJob job =
        new CompareJob(
            new Pairing(Optional.ofNullable(between), named),
            cost.column(),
            Optional.ofNullable(output),
            json ? Integer.MAX_VALUE : limit);
    Done done =
        shell.session("lossfloor compare", spark -> done(spark, job.run(spark, run.text())));
    CompareResult result = done.result();
    done.picture().ifPresent(plot::write);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ComparedBatch batch = result.batch();
      batch.first().forEach(pair -> out.print(ComparisonJson.write(pair, batch.by()) + "\n"));
    } else {
      print(out, result);
    }
    out.flush();
    return Shell.DONE;
  }

  private Done done(SparkSession spark, CompareResult result) {
    if (!plot.wanted()) {
      return new Done(result, Optional.empty());
    }
    if (result.batch().pairs() != 1) {
      throw new UsageException(
          "a picture shows one pair, and there are " + result.batch().pairs(),
          "--plot",
          "name two experiments so that only one pair is meant");
    }
    ComparedPair pair = result.batch().first().get(0);
    String metric = pair.a().key().getOrDefault(ExperimentKey.METRIC, "score");
    PlotSettings settings = plot.settings(metric, PlotOptions.Scale.LOG);
    return new Done(result, Optional.of(PairPlot.of(spark, run.text(), pair, settings)));
  }

  private void check() {
    plot.check();
    if (plot.wanted() && named.size() != 2) {
      throw new UsageException(
          "a picture shows one pair, and none is named", "--plot", "name two experiments");
    }
    if (between != null && !named.isEmpty()) {
      throw new UsageException(
          "experiments are named, and --between chooses others", "--between", "give one of both");
    }
    Shell.requireShown(limit, "pairs");
    if (new File(run.text()).isFile()) {
      throw new UsageException(
          "this is a file, and compare reads published runs",
          run.text(),
          "compare two files with `lossfloor fit " + run.text() + " OTHER`, or audit them first");
    }
  }

  private static void print(PrintWriter out, CompareResult result) {
    ComparisonsText.headlines(result.batch(), result.runId()).forEach(out::println);
    out.println();
    ComparisonsText.shown(result.batch()).forEach(out::println);
    out.println(
        result
            .published()
            .map(table -> "Table: " + table)
            .orElse("Named pairs are not published as a table: --output DIR does it."));
  }
}
