package org.lossfloor.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.lossfloor.config.CoreSettings;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.simulate.StudyJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lossfloor study}: the simulations behind the claims. */
@Command(
    name = "study",
    description = {
      "Simulates experiments with a known truth and counts how often the answers are right.",
      "A second call with the same directory does only what is missing."
    },
    footer = "  lossfloor study coverage --output studies/coverage --sets 50",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class StudyCommand implements Runnable {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  /** What the studies share. */
  static final class Options {
    @Option(
        names = {"--output", "--out"},
        required = true,
        paramLabel = "DIR",
        description = "The directory of the study, any Hadoop file system.")
    private String output;

    @Option(
        names = "--sets",
        paramLabel = "N",
        description = "Sets of each cell (default: as many as a full run has).")
    private Long sets;

    @Option(
        names = "--cells",
        arity = "1..*",
        paramLabel = "CELL",
        description = "Only these cells; synthetic* stands for all that begin so.")
    private List<String> cells = List.of();

    @Option(
        names = "--real",
        defaultValue = "../shared/golden",
        paramLabel = "FOLDER",
        description =
            "Where the real sweeps are (default ${DEFAULT-VALUE}); left out if not there.")
    private Path real;

    @Option(
        names = "--revision",
        paramLabel = "TEXT",
        description = "The version of the code for the report (default: what git says here).")
    private String revision;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "coverage",
      description = "Intervals at a known threshold: dimension, noise, number of trials.",
      modelTransformer = KeyOptions.OfStudyOfIntervals.class,
      footer = "  lossfloor study coverage --output studies/coverage --sets 50 --intervals narrow",
      mixinStandardHelpOptions = true)
  void coverage(@Mixin Options options) {
    study(StudyJob.Kind.COVERAGE, options, Key.Face.STUDY, Key.Face.STUDY_OF_INTERVALS);
  }

  @Command(
      name = "regime",
      description = "From scores to verdicts: bodies, surfaces, subsamples of real sweeps.",
      modelTransformer = KeyOptions.OfStudyOfIntervals.class,
      footer = "  lossfloor study regime --output studies/regime --sets 50",
      mixinStandardHelpOptions = true)
  void regime(@Mixin Options options) {
    study(StudyJob.Kind.REGIME, options, Key.Face.STUDY, Key.Face.STUDY_OF_INTERVALS);
  }

  @Command(
      name = "bench",
      description = "From scores to verdicts on 26 kinds of surface the method was not made on.",
      modelTransformer = KeyOptions.OfStudyOfIntervals.class,
      footer = "  lossfloor study bench --output studies/bench --sets 8 --cells 'steep*'",
      mixinStandardHelpOptions = true)
  void bench(@Mixin Options options) {
    study(StudyJob.Kind.BENCH, options, Key.Face.STUDY, Key.Face.STUDY_OF_INTERVALS);
  }

  @Command(
      name = "surface",
      description = "The best possible score from a surface through the hyperparameters.",
      modelTransformer = KeyOptions.OfStudy.class,
      footer = "  lossfloor study surface --output studies/surface --sets 8",
      mixinStandardHelpOptions = true)
  void surface(@Mixin Options options) {
    study(StudyJob.Kind.SURFACE, options, Key.Face.STUDY);
  }

  @Command(
      name = "families",
      description = "What the weights of a family of experiments are worth.",
      modelTransformer = KeyOptions.OfStudy.class,
      footer = "  lossfloor study families --output studies/families --sets 10",
      mixinStandardHelpOptions = true)
  void families(@Mixin Options options) {
    study(StudyJob.Kind.FAMILIES, options, Key.Face.STUDY);
  }

  @Command(
      name = "diagnostics",
      description = "What the order tests and the verdict notice, and how often for no reason.",
      modelTransformer = KeyOptions.OfStudy.class,
      footer = "  lossfloor study diagnostics --output studies/diagnostics --sets 50 --seed 1",
      mixinStandardHelpOptions = true)
  void diagnostics(@Mixin Options options) {
    study(StudyJob.Kind.DIAGNOSTICS, options, Key.Face.STUDY);
  }

  @Command(
      name = "null-table",
      description = "Percentage points of the Anderson-Darling statistic of fits, as they ship.",
      modelTransformer = KeyOptions.OfStudy.class,
      footer = "  lossfloor study null-table --output studies/null-table --sets 1000",
      mixinStandardHelpOptions = true)
  void nullTable(@Mixin Options options) {
    study(StudyJob.Kind.NULL_TABLE, options, Key.Face.STUDY);
  }

  private void study(StudyJob.Kind kind, Options options, Key.Face... faces) {
    PrintWriter err = spec.commandLine().getErr();
    CommandSpec asked = spec.commandLine().getParseResult().subcommand().commandSpec();
    KeyValues values = KeyOptions.values(asked, faces);
    StudyJob.Request request =
        new StudyJob.Request(
            kind,
            options.sets == null ? kind.fullSets() : options.sets,
            values.get(Key.RANDOM_SEED),
            options.cells,
            options.real,
            CoreSettings.typedIntervals(values, ""),
            options.revision == null ? Revision.here() : options.revision);
    StudyJob job = StudyJob.of(request, err::println, main.progress());
    List<String> reports =
        Sessions.with(
            "lossfloor study " + kind.label(),
            main.logLevel(),
            spark -> job.run(spark, options.output));
    PrintWriter out = spec.commandLine().getOut();
    reports.forEach(report -> out.print(report + "\n"));
    out.flush();
  }
}
