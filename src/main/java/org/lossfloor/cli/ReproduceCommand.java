package org.lossfloor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lossfloor.error.UsageException;
import org.lossfloor.fit.paper.PaperLogs;
import org.lossfloor.report.paper.PaperPage;
import org.lossfloor.report.paper.PaperText;
import org.lossfloor.study.paper.Reproduction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lossfloor reproduce}: the papers' fits and claims from their public logs. */
@Command(
    name = "reproduce",
    description =
        "Makes the fits, figures and claims of the papers behind the method again from their public"
            + " logs, and says how far they are from print and what cannot be reproduced.",
    footer = "  lossfloor reproduce opda/data --html paper.html",
    mixinStandardHelpOptions = true)
final class ReproduceCommand implements Runnable {
  @Parameters(
      paramLabel = "DIR",
      description =
          "A folder with logs of the papers (*.results.jsonl, compressed or not), such as the folder"
              + " data of github.com/nicholaslourie/opda.")
  private Path folder;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      required = true,
      description = "The page to write; it needs no other file.")
  private Path html;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Reproduction reproduction = new PaperLogs(folder).reproduce();
    try {
      Files.writeString(html, new PaperPage(reproduction).write());
    } catch (IOException e) {
      throw new UsageException(
          "cannot write the page", html.toString(), "name a file in a folder that exists", e);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(new PaperText(reproduction).write());
    out.flush();
  }
}
