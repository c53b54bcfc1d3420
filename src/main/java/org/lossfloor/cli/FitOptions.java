package org.lossfloor.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lossfloor.config.key.Key;
import org.lossfloor.fit.FitAnswer;
import org.lossfloor.fit.FitJob;
import org.lossfloor.fit.FitRequest;
import org.lossfloor.report.AnswerJson;
import org.lossfloor.report.AnswerText;
import org.lossfloor.report.plot.Picture;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that {@code fit} and {@code curve} share. */
final class FitOptions {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = {
        "CSV with a header, JSON lines or plain numbers, one trial a line, as an audit reads them:"
            + " compressed or not, UTF-8 or UTF-16; - is standard input. A failed trial is an empty field, nan, inf, null, none or na."
      })
  private List<String> files;

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

  @Option(names = "--json", description = "Print one JSON object for every file, one a line.")
  private boolean json;

  @ArgGroup(exclusive = false)
  private PlotOptions plot;

  /** What is to be drawn, if anything. */
  Optional<PlotOptions> plot() {
    return Optional.ofNullable(plot);
  }

  /**
   * Answers for every file, prints and draws.
   *
   * @param spec the command
   * @param faces where its keys are declared
   * @param job how one file is answered
   * @param picture how all of them are drawn
   */
  void run(
      CommandSpec spec,
      List<Key.Face> faces,
      Function<FitJob, FitAnswer> job,
      Function<Map<String, FitAnswer>, Picture> picture) {
    plot().ifPresent(PlotOptions::check);
    Map<String, FitAnswer> answers = new LinkedHashMap<>();
    for (String file : files) {
      answers.put(file, job.apply(new FitJob(request(file, spec, faces))));
    }
    int[] printed = {0};
    for (FitAnswer answer : answers.values()) {
      print(answer, spec, printed[0]++ == 0);
    }
    plot().ifPresent(options -> options.write(picture.apply(answers)));
  }

  private FitRequest request(String file, CommandSpec spec, List<Key.Face> faces) {
    return new FitRequest(
        file,
        Optional.ofNullable(score),
        inOrder,
        experimentId,
        KeyOptions.values(spec, faces.toArray(Key.Face[]::new)));
  }

  private void print(FitAnswer answer, CommandSpec spec, boolean first) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(AnswerJson.write(answer.answer(), answer.seed()) + "\n");
    } else {
      out.print(first ? "" : "\n");
      out.print(new AnswerText(answer.answer(), answer.source(), answer.directionGiven()).write());
    }
    out.flush();
  }
}
