package org.lossfloor.cli;

import java.io.File;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.audit.LogLook;
import org.lossfloor.audit.LoggedExperiment;
import org.lossfloor.audit.LoggedExperiments;
import org.lossfloor.cli.plot.PlotOptions;
import org.lossfloor.config.LogChoice;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.error.UsageException;
import org.lossfloor.fit.FitAnswer;
import org.lossfloor.fit.FitJob;
import org.lossfloor.fit.FitRequest;
import org.lossfloor.fit.RerunScores;
import org.lossfloor.fit.Scores;
import org.lossfloor.report.AnswerJson;
import org.lossfloor.report.AnswerText;
import org.lossfloor.report.plot.Picture;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that {@code fit} and {@code curve} share. */
final class FitOptions {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = {
        "CSV with a header, JSON lines, a JSON document or plain numbers, one trial a record, as an"
            + " audit reads them: compressed or not, UTF-8 or UTF-16; - is standard input. A failed"
            + " trial is an empty field, nan, inf, null, none or na.",
        "Or the log of a tracker, learning curves, several experiments: a file, a folder, a glob or"
            + " the jdbc: URL of a database, recognised as `lossfloor init` does it. --score, --where"
            + " and --reduce then say which experiment and which number."
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
      names = "--where",
      paramLabel = "FIELD=VALUE",
      description =
          "Take only this experiment or these records of a log, for example dataset=cifar10 or"
              + " lr<0.1; repeatable.")
  private List<String> where = List.of();

  @Option(
      names = "--group-by",
      split = ",",
      paramLabel = "FIELD",
      description =
          "What separates experiments, with commas between; none takes all records for one"
              + " (default: recognised by name, such as dataset or model).")
  private List<String> groupBy = List.of();

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

  @Option(
      names = "--best-reruns",
      paramLabel = "SCORES",
      description =
          "Scores of some more runs of the best configuration, the same but for the training seed: a"
              + " file of them or numbers with commas between, at least 2. The interval of the best"
              + " possible score ends where their mean can be at worst.")
  private String bestReruns;

  @Option(names = "--json", description = "Print one JSON object for every file, one a line.")
  private boolean json;

  @Mixin private PlotOptions plot;

  private static final String STANDARD_INPUT = "-";

  /** The URL of a database or a store, or a glob. */
  private static final Pattern ELSEWHERE = Pattern.compile("jdbc:.*|[\\w+.-]+://.*|.*[*?\\[{].*");

  /** What is to be drawn, if anything. */
  Optional<PlotOptions> plot() {
    return Optional.of(plot).filter(PlotOptions::wanted);
  }

  /**
   * Answers for every file, prints and draws.
   *
   * @param spec the command
   * @param faces where its keys are declared
   * @param job how one file is answered, from the experiment of a log if it is one, else null
   * @param picture how all of them are drawn
   * @return the answers by the name of the file
   */
  Map<String, FitAnswer> run(
      CommandSpec spec,
      List<Key.Face> faces,
      BiFunction<FitJob, LoggedExperiment, FitAnswer> job,
      Function<Map<String, FitAnswer>, Picture> picture) {
    plot.check();
    if (bestReruns != null && files.size() > 1) {
      throw new UsageException(
          "the best configuration is that of one experiment, and there are several files",
          "--best-reruns",
          "give one file");
    }
    Map<String, FitAnswer> answers = new LinkedHashMap<>();
    for (String file : files) {
      answers.put(
          file,
          Sessions.quietly(
              "lossfloor " + spec.name(),
              ((Main) spec.root().userObject()).logLevel(),
              spark -> answer(file, spec, faces, job, spark)));
    }
    boolean first = true;
    for (FitAnswer answer : answers.values()) {
      print(answer, spec, first);
      first = false;
    }
    plot().ifPresent(options -> options.write(picture.apply(answers)));
    return answers;
  }

  /** Whether more than one file was given. */
  boolean several() {
    return files.stream().distinct().count() > 1;
  }

  /** Whether programs read what is printed. */
  boolean json() {
    return json;
  }

  private FitAnswer answer(
      String file,
      CommandSpec spec,
      List<Key.Face> faces,
      BiFunction<FitJob, LoggedExperiment, FitAnswer> job,
      Supplier<SparkSession> spark) {
    KeyValues values = KeyOptions.values(spec, faces.toArray(Key.Face[]::new));
    LogChoice choice = LogChoice.typed(Optional.ofNullable(score), groupBy, where, values);
    Optional<LoggedExperiments> log = log(file, choice, spark);
    if (log.isEmpty()) {
      return job.apply(new FitJob(request(file, experimentId, values)), null);
    }
    if (inOrder) {
      throw notALog(file, "--in-order");
    }
    LoggedExperiment found = log.get().only();
    PrintWriter err = spec.commandLine().getErr();
    found.notes().forEach(note -> err.println("note: " + note));
    String id = experimentId.isEmpty() ? found.id() : experimentId;
    FitAnswer answer = job.apply(new FitJob(request(file, id, found.values())), found);
    return new FitAnswer(
        answer.answer(), answer.drawn(), answer.scores(), found.directionKnown(), answer.seed());
  }

  /** The experiments of a log, where more than a list of scores is there, or wanted. */
  private Optional<LoggedExperiments> log(
      String file, LogChoice choice, Supplier<SparkSession> spark) {
    boolean pooled = groupBy.equals(List.of(LogChoice.NONE)) && where.isEmpty();
    boolean asked = !where.isEmpty() || (!groupBy.isEmpty() && !pooled);
    boolean stream = file.equals(STANDARD_INPUT);
    File local = new File(file);
    boolean sure =
        asked
            || choice.values().has(Key.REDUCE)
            || (!stream && (local.isDirectory() || elsewhere(file, local)));
    if (sure && (inOrder || stream)) {
      throw notALog(file, inOrder ? "--in-order" : STANDARD_INPUT);
    }
    if (sure) {
      return Optional.of(LoggedExperiments.read(spark, file, choice));
    }
    return stream || pooled || !local.exists()
        ? Optional.empty()
        : LogLook.read(spark, file, choice);
  }

  private static boolean elsewhere(String file, File local) {
    return !local.exists() && ELSEWHERE.matcher(file).matches();
  }

  private static UsageException notALog(String file, String what) {
    return new UsageException(
        "this is read as a log, which does not go with " + what,
        file,
        "leave out --in-order, which the log tells; give a file or folder, not standard input");
  }

  /** The scores of an experiment of a log. */
  static Scores scores(LoggedExperiment found) {
    return Scores.ofLog(found.path(), found.format(), found.metric(), found.scores());
  }

  private FitRequest request(String file, String id, KeyValues values) {
    List<Double> reruns = bestReruns == null ? List.of() : RerunScores.read(bestReruns);
    return new FitRequest(file, Optional.ofNullable(score), inOrder, id, reruns, values);
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
