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

  /** What is typed in the place of parts of a configuration. */
  static final class Replacements {
    @Option(
        names = "--input",
        paramLabel = "PATH",
        description = "Read this instead of the paths of the audit's only source; repeatable.")
    private List<String> inputs = List.of();

    @Option(
        names = "--define",
        paramLabel = "NAME=VALUE",
        description =
            "Put this in the place of $${NAME} in the configuration, before the environment's;"
                + " repeatable.")
    private Map<String, String> defined = Map.of();

    /** The paths that are read instead of those of the only source. */
    List<String> inputs() {
      return inputs;
    }
  }

  /**
   * An audit and what is not in it.
   *
   * @param config the audit in force
   * @param left what was found and is in no source, a line for each kind
   */
  record Loaded(AuditConfig config, List<String> left) {}

  Loaded load(Overrides typed, Replacements replaced, Optional<String> output) {
    if (config != null) {
      Variables variables = Variables.ofEnvironment(replaced.defined);
      return new Loaded(ConfigFile.load(config, variables).with(typed), List.of());
    }
    if (!replaced.defined.isEmpty()) {
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
