package org.lossfloor.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.lossfloor.config.EstimateConfig;
import org.lossfloor.config.IntervalRequest;
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
      names = "--encoding",
      paramLabel = "NAME",
      description =
          "The encoding of the file, such as windows-1252 (default UTF-8, or as its first bytes"
              + " show).")
  private String encoding;

  @Option(
      names = "--direction",
      paramLabel = "minimize|maximize",
      description = "Which end of the score is the good one (default minimize).")
  private String direction;

  @Option(
      names = "--threshold",
      paramLabel = "auto|none|NUMBER|SHARE",
      defaultValue = "auto",
      description =
          "Where the asymptotic regime starts: found from the scores (auto, the default), nowhere"
              + " (none), a score, or the best share of the trials, such as 25%%.")
  private String threshold;

  @Option(
      names = "--bounds",
      paramLabel = "LO,HI",
      description =
          "The values a score can take, 0,1 for an accuracy; 0, and ,1 leave an end open.")
  private String bounds;

  @Option(
      names = "--max-dimension",
      paramLabel = "K",
      description =
          "The largest effective dimension tried, 1 to 10 (default "
              + EstimateConfig.MAX_DIMENSION
              + "); the number of hyperparameters if that is smaller.")
  private Integer maxDimension;

  @Option(
      names = "--dimension",
      paramLabel = "K",
      description = "The effective dimension, where a larger sweep of the same search showed it.")
  private Integer dimension;

  @Option(
      names = "--confidence",
      paramLabel = "P",
      defaultValue = "0.95",
      description = "Confidence of intervals, sets and bands (default ${DEFAULT-VALUE}).")
  private double confidence;

  @Option(
      names = "--objective",
      paramLabel = "recipe|reference",
      defaultValue = "recipe",
      description =
          "The spacing objective: Lossfloor's own (default) or that of the reference library.")
  private String objective;

  @Option(
      names = "--in-order",
      description =
          "The file is in the order in which the trials were drawn: test whether the scores depend"
              + " on it.")
  private boolean inOrder;

  @Option(
      names = "--eps",
      paramLabel = "E",
      description =
          "How close to the best possible score is close enough: a distance, or a share such as 5%%"
              + " (the default) of the distance of threshold and best possible score.")
  private String eps;

  @Option(
      names = "--next-trials",
      split = ",",
      paramLabel = "M",
      description = "Numbers of further trials of which the gain is told (default 10,100).")
  private List<Integer> nextTrials;

  @Option(
      names = "--intervals",
      paramLabel = "METHOD",
      defaultValue = "profile",
      description =
          "How the intervals are made: from fixed critical values (profile, the default), smaller ones"
              + " for few trials (narrow), simulated ones (calibrated), or as percentiles of refits to"
              + " simulated (percentile) or resampled (nonparametric) trials.")
  private String intervals;

  @Option(
      names = "--replicates",
      paramLabel = "N",
      description =
          "Samples drawn for --intervals other than profile and narrow, at least 40 (default "
              + IntervalRequest.REPLICATES
              + ").")
  private Integer replicates;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of the simulated samples (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--experiment-id",
      paramLabel = "ID",
      defaultValue = "",
      description = "Simulate the samples that an audit with that seed simulates for that id.")
  private String experimentId;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  FitRequest request() {
    return new FitRequest(
        file,
        Optional.ofNullable(score),
        Optional.ofNullable(encoding),
        Optional.ofNullable(direction),
        threshold,
        Optional.ofNullable(bounds),
        optional(maxDimension),
        optional(dimension),
        confidence,
        objective,
        inOrder,
        Optional.ofNullable(eps),
        Optional.ofNullable(nextTrials),
        new IntervalRequest(intervals, optional(replicates), seed, experimentId));
  }

  private static OptionalInt optional(Integer value) {
    return Stream.ofNullable(value).mapToInt(Integer::intValue).findFirst();
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
