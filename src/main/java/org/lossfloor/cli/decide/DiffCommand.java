package org.lossfloor.cli.decide;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lossfloor.audit.diff.DiffJob;
import org.lossfloor.config.ChangeCondition;
import org.lossfloor.decide.diff.ChangeKind;
import org.lossfloor.report.compare.ChangesText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lossfloor diff}: what changed between two runs. */
@Command(
    name = "diff",
    description = {
      "Says what changed between two published runs: verdicts, best possible scores that moved beyond",
      "both intervals, new and vanished experiments, rejected records, broken sources."
    },
    footer = {
      "  lossfloor diff audits/nightly/run_id=monday audits/nightly",
      "  lossfloor diff audits/a audits/b --fail-on \"worse_verdicts>0\" --fail-on \"broken_sources>0\""
    },
    mixinStandardHelpOptions = true)
public final class DiffCommand implements Callable<Integer> {
  @ParentCommand private Shell shell;
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "BEFORE",
      description =
          "The earlier run, DIR/run_id=ID, or the --output of audits, whose last run is taken.")
  private String before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "The later run, likewise.")
  private String after;

  @Option(
      names = "--fail-on",
      paramLabel = "CONDITION",
      description = {
        "End with exit code 3 if this holds, for example worse_verdicts>0; repeatable.",
        "Kinds: ${COMPLETION-CANDIDATES}."
      },
      completionCandidates = Kinds.class)
  private List<String> failOn = List.of();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the table changes is published (default: diff beside the later run).")
  private String output;

  @Option(names = "--json", description = "Print a JSON object for every change.")
  private boolean json;

  /** The kinds of change that a condition can name. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ChangeKind.codes().iterator();
    }
  }

  @Override
  public Integer call() {
    List<ChangeCondition> conditions =
        failOn.stream().map(text -> ChangeCondition.parse(text, "--fail-on")).toList();
    DiffJob job = new DiffJob(Optional.ofNullable(output));
    DiffJob.Result result = shell.session("lossfloor diff", spark -> job.run(spark, before, after));
    ChangesText text = new ChangesText(result.diff());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      result.diff().changes().forEach(change -> out.print(text.json(change) + "\n"));
    } else {
      print(out, text, result);
    }
    out.flush();
    List<ChangeCondition> broken =
        conditions.stream().filter(c -> c.holds((double) text.count(c.kind()))).toList();
    broken.forEach(
        c ->
            spec.commandLine()
                .getErr()
                .println(
                    "lossfloor: limit broken: "
                        + c.text()
                        + " (it is "
                        + text.count(c.kind())
                        + ")"));
    return broken.isEmpty() ? Shell.DONE : Shell.LIMIT;
  }

  private static void print(PrintWriter out, ChangesText text, DiffJob.Result result) {
    out.println(text.headline());
    List<String> lines = text.lines();
    if (!lines.isEmpty()) {
      out.println();
      lines.forEach(out::println);
      out.println();
    }
    out.println("Table: " + result.published());
  }
}
