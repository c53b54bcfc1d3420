package org.lossfloor.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lossfloor.audit.AuditJob;
import org.lossfloor.audit.AuditResult;
import org.lossfloor.audit.ReportJob;
import org.lossfloor.audit.Reuse;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.FailCondition;
import org.lossfloor.config.Overrides;
import org.lossfloor.config.RunMetric;
import org.lossfloor.config.key.Key;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lossfloor audit}: sweep logs in, one honest row per experiment out. */
@Command(
    name = "audit",
    description = "Reads sweep logs and estimates every experiment in them.",
    modelTransformer = KeyOptions.OfAudit.class,
    footer = "  lossfloor audit --config conf/demo.yaml --output audits/demo",
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private ConfigOrPaths wanted;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The directory of all runs of this audit, any Hadoop file system.")
  private String output;

  @Mixin private ConfigOrPaths.Replacements replaced;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "Name of the run; the same id replaces its own run (default: the time, UTC).")
  private String runId = RUN_ID.format(Instant.now());

  @Option(
      names = "--incremental",
      description =
          "Estimate only experiments that have changed since the last published run of the output;"
              + " the others are taken over from it.")
  private boolean incremental;

  @Option(
      names = "--since",
      paramLabel = "ID",
      description = "The run that --incremental takes over from, instead of the last one.")
  private String since;

  @Option(
      names = "--fail-on",
      paramLabel = "CONDITION",
      description = {
        "End with exit code 3 after publishing if this holds, such as invalid_share>0.2;"
            + " repeatable.",
        "Metrics: ${COMPLETION-CANDIDATES}."
      },
      completionCandidates = Metrics.class)
  private List<String> failOn = List.of();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also write the run as one HTML file, as `lossfloor report` does.")
  private String report;

  /** The metrics that a condition can name. */
  static final class Metrics implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return RunMetric.codes().iterator();
    }
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Overrides typed = overrides();
    ConfigOrPaths.Loaded loaded = wanted.load(typed, replaced, Optional.of(output));
    AuditConfig audit = loaded.config();
    AuditJob job = new AuditJob(audit, runId, reuse(), main.progress());
    Optional<ReportJob> page = Optional.ofNullable(report).map(ReportJob::new);
    AuditResult result =
        Sessions.with(
            "lossfloor audit " + audit.name(),
            main.logLevel(),
            spark -> {
              if (job.isSmall(output)) {
                Sessions.expectLittle(spark);
              }
              AuditResult published = job.run(spark, output);
              page.ifPresent(p -> p.write(spark, output + "/run_id=" + runId));
              return published;
            });
    loaded.left().forEach(line -> out.println("note: in no source: " + line));
    SummaryTable.print(out, result);
    if (report != null) {
      out.println("Report: " + report);
    }
    if (main.logLevel() == Main.LogLevel.WARN) {
      out.println("Messages of Spark below WARN are hidden; --log-level INFO shows them.");
    }
    result
        .broken()
        .forEach(limit -> spec.commandLine().getErr().println("lossfloor: limit broken: " + limit));
    out.flush();
    return result.broken().isEmpty() ? ExitCode.DONE : ExitCode.LIMIT;
  }

  private Reuse reuse() {
    if (since != null) {
      return Reuse.of(since);
    }
    return incremental ? Reuse.LATEST : Reuse.NOTHING;
  }

  private Overrides overrides() {
    return new Overrides(
        replaced.inputs(),
        KeyOptions.values(spec, Key.Face.AUDIT),
        failOn.stream().map(text -> FailCondition.parse(text, "--fail-on")).toList());
  }
}
