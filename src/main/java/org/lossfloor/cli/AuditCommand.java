package org.lossfloor.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.Overrides;
import org.lossfloor.job.AuditJob;
import org.lossfloor.job.AuditResult;
import org.lossfloor.job.ConfigFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lossfloor audit}: sweep logs in, one honest row per experiment out. */
@Command(
    name = "audit",
    description = "Reads sweep logs and estimates every experiment in them.",
    mixinStandardHelpOptions = true)
final class AuditCommand implements Runnable {
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The audit as YAML, a path or a Hadoop URI (see conf/audit.example.yaml).")
  private String config;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The directory of all runs of this audit, any Hadoop file system.")
  private String output;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description = "Read this instead of the paths of the audit's only source; repeatable.")
  private List<String> inputs = List.of();

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "Name of the run; the same id replaces its own run (default: the time, UTC).")
  private String runId = RUN_ID.format(Instant.now());

  @Option(names = "--seed", paramLabel = "N", description = "Seed of every random stream.")
  private Long seed;

  @Option(
      names = "--confidence",
      paramLabel = "P",
      description = "Confidence of intervals and sets, 0.5 to 0.999.")
  private Double confidence;

  @Option(
      names = "--replicates",
      paramLabel = "N",
      description = "Bootstrap replicates per experiment; 0 for none.")
  private Integer replicates;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    AuditConfig audit = ConfigFile.load(config).with(overrides());
    PrintWriter terminal =
        Boolean.getBoolean("lossfloor.terminal") ? spec.commandLine().getErr() : null;
    AuditJob job = new AuditJob(audit, runId, terminal);
    AuditResult result =
        Sessions.with(
            "lossfloor audit " + audit.name(), main.logLevel(), spark -> job.run(spark, output));
    SummaryTable.print(out, result);
    if (main.logLevel() == Main.LogLevel.WARN) {
      out.println("Messages of Spark below WARN are hidden; --log-level INFO shows them.");
    }
    out.flush();
  }

  private Overrides overrides() {
    return new Overrides(
        inputs,
        seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
        confidence == null ? OptionalDouble.empty() : OptionalDouble.of(confidence),
        replicates == null ? OptionalInt.empty() : OptionalInt.of(replicates));
  }
}
