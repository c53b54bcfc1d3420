package org.lossfloor.cli;

import java.util.Optional;
import org.lossfloor.config.key.Key;
import org.lossfloor.fit.FitAnswer;
import org.lossfloor.fit.FitRequest;
import org.lossfloor.report.AnswerJson;
import org.lossfloor.report.AnswerText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that {@code fit} and {@code curve} share. */
final class FitOptions {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = {
        "CSV with a header, JSON lines or plain numbers, one trial a line, as an audit reads them:"
            + " compressed or not, UTF-8 or UTF-16; - is standard input. A failed trial is an empty field, nan, inf, null, none or na."
      })
  private String file;

  @Option(
      names = "--score",
      paramLabel = "FIELD",
      description =
          "The column or JSON field (a.b inside another) with the scores; may be left out where"
              + " only one is numeric.")
  private String score;

  @Option(
      names = "--in-order",
      description =
          "The file is in the order in which the trials were drawn: test whether the scores depend"
              + " on it.")
  private boolean inOrder;

  @Option(
      names = "--experiment-id",
      paramLabel = "ID",
      defaultValue = "",
      description = "Simulate the samples that an audit with that seed simulates for that id.")
  private String experimentId;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  FitRequest request(CommandSpec spec, Key.Face... faces) {
    return new FitRequest(
        file, Optional.ofNullable(score), inOrder, experimentId, KeyOptions.values(spec, faces));
  }

  void print(FitAnswer answer, CommandSpec spec) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.print(AnswerJson.write(answer.answer(), answer.seed()) + "\n");
    } else {
      out.print(new AnswerText(answer.answer(), answer.source(), answer.directionGiven()).write());
    }
    out.flush();
  }
}
