package org.lossfloor.cli.decide;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.audit.ranges.RangePlot;
import org.lossfloor.audit.ranges.RangesJob;
import org.lossfloor.cli.plot.PlotOptions;
import org.lossfloor.decide.ranges.Scale;
import org.lossfloor.error.UsageException;
import org.lossfloor.report.plot.Picture;
import org.lossfloor.report.ranges.RangesText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lossfloor ranges}: where the search space presses, fails, matters. */
@Command(
    name = "ranges",
    description = {
      "Says of every hyperparameter of a published run whether the optimum presses against an end of",
      "its range, where trials fail, and which range to use next; with --importance also which",
      "hyperparameters matter."
    },
    footer = {
      "  lossfloor ranges audits/demo",
      "  lossfloor ranges audits/demo reviews mlp --importance 20",
      "  lossfloor ranges audits/demo --scale lr=log --scale dropout=linear"
    },
    mixinStandardHelpOptions = true)
public final class RangesCommand implements Callable<Integer> {
  @ParentCommand private Shell shell;
  @Spec private CommandSpec spec;
  @Mixin private RunArgument run;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "EXPERIMENT",
      description =
          "Show these, and grow forests for these: an id, the start of one, or values of the key.")
  private List<String> named = List.of();

  @Option(
      names = "--scale",
      paramLabel = "NAME=SCALE",
      description =
          "The scale of a hyperparameter, linear or log; repeatable. Without it, that on which the"
              + " values lie more evenly.")
  private List<String> scales = List.of();

  @Option(
      names = "--importance",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Grow random forests over N bootstrap replicates (20 is enough) to see which"
              + " hyperparameters matter among the good trials, of the first "
              + RangesJob.MOST_FORESTS
              + " experiments (default 0: none).")
  private int importance;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the table ranges is published (default: ranges beside the run).")
  private String output;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "10",
      description = "The most experiments that are shown (default 10).")
  private int limit;

  @Option(names = "--json", description = "Print a JSON object for every hyperparameter.")
  private boolean json;

  @Mixin private PlotOptions plot;

  /**
   * What the session gives.
   *
   * @param lines what is printed
   * @param picture what is drawn, if anything
   */
  private record Done(List<String> lines, Optional<Picture> picture) {}

  @Override
  public Integer call() {
    Shell.requireShown(limit, "experiments");
    plot.check();
    if (importance < 0) {
      throw new UsageException(
          "no forest has " + importance + " replicates", "--importance", "give 0 or more");
    }
    RangesJob job = new RangesJob(named, told(), importance, Optional.ofNullable(output));
    Done done = shell.session("lossfloor ranges", spark -> done(spark, job.run(spark, run.text())));
    done.picture().ifPresent(plot::write);
    PrintWriter out = spec.commandLine().getOut();
    done.lines().forEach(line -> out.print(line + "\n"));
    out.flush();
    return Shell.DONE;
  }

  private Done done(SparkSession spark, RangesJob.Result result) {
    List<String> lines = json ? result.rows().toJSON().collectAsList() : lines(result);
    if (!plot.wanted()) {
      return new Done(lines, Optional.empty());
    }
    if (result.experiments().size() != 1) {
      throw new UsageException(
          "a picture shows one experiment, and there are " + result.experiments().size(),
          "--plot",
          "name one");
    }
    return new Done(
        lines,
        Optional.of(
            RangePlot.of(
                spark,
                run.text(),
                result,
                told(),
                metric -> plot.settings(metric, PlotOptions.Scale.LINEAR))));
  }

  private Map<String, Scale> told() {
    Map<String, Scale> told = new TreeMap<>();
    for (String text : scales) {
      int at = text.lastIndexOf('=');
      Scale scale =
          Scale.parse(text.substring(at + 1))
              .filter(s -> at > 0)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "`" + text + "` names no scale", "--scale", "write lr=log or lr=linear"));
      told.put(text.substring(0, at), scale);
    }
    return told;
  }

  private List<String> lines(RangesJob.Result result) {
    RangesText text = new RangesText(result.first(limit));
    List<String> lines = new ArrayList<>();
    lines.add(text.headline());
    lines.add("");
    lines.addAll(text.lines());
    if (result.experiments().size() > limit) {
      lines.add("... and " + (result.experiments().size() - limit) + " more: --limit N");
    }
    lines.add("Table: " + result.published());
    return lines;
  }
}
