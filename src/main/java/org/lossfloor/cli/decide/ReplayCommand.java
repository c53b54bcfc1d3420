package org.lossfloor.cli.decide;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lossfloor.audit.replay.ReplayJob;
import org.lossfloor.audit.replay.ReplayResult;
import org.lossfloor.cli.plot.PlotOptions;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.decide.replay.ReplaySettings;
import org.lossfloor.error.Printable;
import org.lossfloor.error.UsageException;
import org.lossfloor.fit.FitJob;
import org.lossfloor.fit.FitRequest;
import org.lossfloor.fit.ReplayedFile;
import org.lossfloor.report.plot.ReplayPlot;
import org.lossfloor.report.replay.ReplayJson;
import org.lossfloor.report.replay.ReplayText;
import org.lossfloor.report.replay.ReplayedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Mixin private RunOrLog run;

  @Option(
      names = "--orders",
      paramLabel = "N",
      description =
          "Replay in so many random orders; 0 for the order in which the trials ran (default: 20"
              + " where they were drawn at random, else 0).")
  private Integer orders;

  @Mixin private CostOption cost;

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

  @Mixin private PlotOptions plot;

  @Override
  public Integer call() {
    check();
    PrintWriter out = spec.commandLine().getOut();
    if (run.isLog()) {
      replayFile(out);
    } else {
      replayRun(out);
    }
    out.flush();
    return Shell.DONE;
  }

  private void replayRun(PrintWriter out) {
    ReplayJob job =
        new ReplayJob(Optional.ofNullable(orders), cost.column(), Optional.ofNullable(output));
    ReplayResult result = shell.session("lossfloor replay", spark -> job.run(spark, run.text()));
    draw(result.replay());
    if (json) {
      out.println(ReplayJson.write(result.replay()));
    } else {
      print(out, result);
    }
  }

  private void check() {
    plot.check();
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
    run.check(
        cost.column()
            .map(column -> "--cost")
            .or(() -> Optional.ofNullable(output).map(o -> "--output")));
  }

  private void replayFile(PrintWriter out) {
    KeyValues values = run.values();
    FitRequest request = new FitRequest(run.text(), run.score(), false, "", values);
    ReplaySettings settings =
        new ReplaySettings(
            orders == null ? ReplaySettings.ORDERS : orders,
            ReplaySettings.BUDGETS,
            values.get(Key.RANDOM_SEED));
    ReplayedFile replayed = new FitJob(request).replay(InputStream.nullInputStream(), settings);
    ReplayedRun found =
        ReplayedRun.ofFile(run.text(), values.get(Key.CONFIDENCE), replayed.replay());
    draw(found);
    if (json) {
      out.println(ReplayJson.write(found));
      return;
    }
    out.println(Printable.line(replayed.words()));
    print(out, found);
  }

  private void draw(ReplayedRun found) {
    if (plot.wanted()) {
      plot.write(ReplayPlot.of(found, plot.settings("score", PlotOptions.Scale.LOG)));
    }
  }

  private void print(PrintWriter out, ReplayedRun found) {
    ReplayText text = new ReplayText(found);
    out.println();
    text.lines(limit).forEach(out::println);
    out.println();
    ReplayText.explanations().forEach(out::println);
  }

  private void print(PrintWriter out, ReplayResult result) {
    new ReplayText(result.replay()).headlines().forEach(out::println);
    print(out, result.replay());
    out.println("Tables: " + result.published());
  }
}
