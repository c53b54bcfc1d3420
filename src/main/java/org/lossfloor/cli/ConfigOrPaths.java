package org.lossfloor.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.audit.ConfigFile;
import org.lossfloor.audit.InitJob;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.Overrides;
import org.lossfloor.config.yaml.Variables;
import org.lossfloor.error.UsageException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What an audit reads: a configuration, or paths whose logs are recognised. */
final class ConfigOrPaths {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The audit as YAML, a path or a Hadoop URI (see conf/audit.example.yaml).")
  private String config;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Logs: files, folders, globs, or the jdbc: URL of a tracker's database. They are"
              + " recognised as `lossfloor init` does it.")
  private List<String> paths;

  /**
   * An audit and what is not in it.
   *
   * @param config the audit in force
   * @param left what was found and is in no source, a line for each kind
   */
  record Loaded(AuditConfig config, List<String> left) {}

  Loaded load(Overrides typed, Map<String, String> defined, Optional<String> output) {
    if (config != null) {
      Variables variables = Variables.ofEnvironment(defined);
      return new Loaded(ConfigFile.load(config, variables).with(typed), List.of());
    }
    if (!defined.isEmpty()) {
      throw new UsageException(
          "--define is for the variables of a configuration, and there is none",
          "--define",
          "leave it out, or give --config");
    }
    if (!typed.inputs().isEmpty()) {
      throw new UsageException(
          "--input replaces the paths of a configuration, and there is none",
          "--input",
          "give the paths alone, or --config");
    }
    InitJob.Recognised found = InitJob.recognise(paths, output);
    return new Loaded(found.config().with(typed), found.left());
  }
}
