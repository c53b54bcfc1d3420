package org.lossfloor.cli.decide;

import java.io.File;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lossfloor.audit.replay.ReplayJob;
import org.lossfloor.audit.replay.ReplayResult;
import org.lossfloor.error.UsageException;
import org.lossfloor.report.replay.ReplayJson;
import org.lossfloor.report.replay.ReplayText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lossfloor replay}: what the answers were worth while the sweeps ran. */
@Command(
    name = "replay",
    description = {
      "Replays the finished sweeps of a published run: what the answers after 24, 32,",
      "48, 64, ... trials told of the next ones against what came, and what stop rules",
      "would have spent and lost against fixed budgets. So advice can be checked on",
      "your own logs."
    },
    footer = {"  lossfloor replay audits/demo", "  lossfloor replay audits/demo --orders 100"},
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
  @ParentCommand private Shell shell;
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description =
          "The directory of a run, DIR/run_id=ID, or the --output of an audit, whose last run is"
              + " taken.")
  private String run;

  @Option(
      names = "--orders",
      paramLabel = "N",
      description =
          "Replay in so many random orders; 0 for the order in which the trials ran (default: 20"
              + " where they were drawn at random, else 0).")
  private Integer orders;

  @Option(
      names = "--cost",
      paramLabel = "COLUMN",
      description =
          "What a trial costs: a numeric column of the table trials, or a tag or hyperparameter"
              + " (default: duration_s).")
  private String cost;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the tables are published (default: replay beside the run).")
  private String output;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "The most experiments that are listed (default 20).")
  private int limit;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    check();
    ReplayJob job =
        new ReplayJob(
            Optional.ofNullable(orders), Optional.ofNullable(cost), Optional.ofNullable(output));
    ReplayResult result = shell.session("lossfloor replay", spark -> job.run(spark, run));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ReplayJson.write(result.forecasts(), result.experiments()));
    } else {
      print(out, result);
    }
    out.flush();
    return Shell.DONE;
  }

  private void check() {
    if (orders != null && (orders < 0 || orders > ReplayJob.MOST_ORDERS)) {
      throw new UsageException(
          "cannot replay " + orders + " orders",
          "--orders",
          "give a number from 0 to " + ReplayJob.MOST_ORDERS);
    }
    if (limit < 0) {
      throw new UsageException(
          limit + " experiments cannot be listed", "--limit", "give 0 or more");
    }
    if (new File(run).isFile()) {
      throw new UsageException(
          "this is a file, and replay reads published runs", run, "audit it first");
    }
  }

  private void print(PrintWriter out, ReplayResult result) {
    int replayed = result.experiments().size();
    out.println(
        replayed
            + (replayed == 1 ? " experiment" : " experiments")
            + " of run "
            + result.runId()
            + " replayed.");
    result
        .hindrances()
        .forEach((why, count) -> out.println("Not replayed: " + count + " " + why.words() + "."));
    out.println();
    ReplayText.lines(result.forecasts(), result.experiments(), limit).forEach(out::println);
    out.println();
    ReplayText.explanations().forEach(out::println);
    out.println("Tables: " + result.published());
  }
}
