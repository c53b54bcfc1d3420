package org.lossfloor.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lossfloor.audit.ReportJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lossfloor report}: a published run as a page to look at. */
@Command(
    name = "report",
    description = {
      "Writes a published run as one HTML file: all experiments, sortable and searchable, each with",
      "its distribution, its tuning curve and what to do next. It needs no network."
    },
    footer = "  lossfloor report audits/demo --html report.html",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN",
      description = "A run, DIR/run_id=ID, or the --output of audits, whose last run is taken.")
  private String run;

  @Option(
      names = "--html",
      required = true,
      paramLabel = "FILE",
      description = "The file to write; one that is there is replaced.")
  private String html;

  @Override
  public Integer call() {
    ReportJob job = new ReportJob(html);
    Path written =
        Sessions.with(
            "lossfloor report",
            main.logLevel(),
            spark -> {
              Sessions.expectLittle(spark);
              return job.write(spark, run);
            });
    spec.commandLine().getOut().println("Report: " + written);
    return ExitCode.DONE;
  }
}
