package org.lossfloor.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.config.key.Settings;
import org.lossfloor.config.yaml.Variables;
import org.lossfloor.config.yaml.YamlNode;
import org.lossfloor.config.yaml.YamlReader;
import org.lossfloor.error.ConfigException;

/**
 * An audit: what to read and how to estimate. Relative paths start at the working directory.
 *
 * @param name what the audit is called
 * @param sources the sweep logs, at least one, their names unique
 * @param estimate the values of {@code estimate} and {@code decide} that hold where a source says
 *     nothing
 * @param writeReplicates whether the bootstrap draws are written too
 * @param failOn the limits that a run must not break
 */
public record AuditConfig(
    String name,
    List<SourceConfig> sources,
    KeyValues estimate,
    boolean writeReplicates,
    List<FailCondition> failOn) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the lists. */
  public AuditConfig {
    sources = List.copyOf(sources);
    failOn = List.copyOf(failOn);
  }

  /**
   * Reads a file with the variables of the environment.
   *
   * @param file the YAML file
   * @return the audit
   * @throws ConfigException as {@link #load(Path, Variables)} does
   */
  public static AuditConfig load(Path file) {
    return load(file, Variables.ofEnvironment(Map.of()));
  }

  /**
   * Reads a file.
   *
   * @param file the YAML file
   * @param variables the values of its variables
   * @return the audit
   * @throws ConfigException when the file is missing, is not YAML, or breaks a rule
   */
  public static AuditConfig load(Path file, Variables variables) {
    try {
      return parse(file.toString(), Files.readString(file), variables);
    } catch (NoSuchFileException e) {
      throw new ConfigException(
          "there is no such configuration file",
          file.toString(),
          "Check the path; it is meant from " + Path.of("").toAbsolutePath() + ".");
    } catch (MalformedInputException e) {
      throw new ConfigException("the file is not UTF-8 text", file.toString(), "Save it as UTF-8.");
    } catch (IOException e) {
      if (Files.isDirectory(file)) {
        throw new ConfigException(
            "this is a folder, no configuration file",
            file.toString(),
            "Give the YAML file, or the folder without --config if it holds the logs.");
      }
      throw new ConfigException(
          "the file cannot be read: " + e.getMessage(), file.toString(), "Check its permissions.");
    }
  }

  /**
   * Reads a text with variables.
   *
   * @param file the name for messages
   * @param yaml the text
   * @param variables the values of its variables
   * @return the audit
   * @throws ConfigException when it is not YAML, a variable is not set, or a rule is broken
   */
  public static AuditConfig parse(String file, String yaml, Variables variables) {
    return of(variables.in(YamlReader.read(file, yaml)));
  }

  /**
   * Reads a text in which {@code $} means nothing, such as {@link #toJson}.
   *
   * @param file the name for messages
   * @param yaml the text
   * @return the audit
   * @throws ConfigException when it is not YAML or breaks a rule
   */
  public static AuditConfig parse(String file, String yaml) {
    return of(YamlReader.read(file, yaml));
  }

  private static AuditConfig of(YamlNode root) {
    if (root.kind() != YamlNode.Kind.MAPPING) {
      throw new ConfigException(
          "this is no configuration: its top level is no mapping of keys to values",
          root.place().toString(),
          "Give the YAML file. A log is given without --config, or named under `sources`.");
    }
    Settings settings = new Settings(root, Key.Section.AUDIT);
    KeyValues core =
        core(settings, KeyValues.NONE.complete(Key.Section.ESTIMATE).complete(Key.Section.DECIDE));
    boolean replicates = settings.part(Key.OUTPUT, Key.Section.OUTPUT).get(Key.OUTPUT_REPLICATES);
    List<SourceConfig> sources =
        settings.items(Key.SOURCES).stream().map(node -> SourceConfig.load(node, core)).toList();
    checkNames(settings, sources);
    return new AuditConfig(
        settings.requiredText(Key.NAME), sources, core, replicates, failOn(settings));
  }

  /** The values of {@code estimate} and {@code decide} in a mapping, above others. */
  static KeyValues core(Settings settings, KeyValues base) {
    KeyValues estimate = settings.part(Key.ESTIMATE, Key.Section.ESTIMATE);
    boolean pinned = estimate.has(Key.DIMENSION) || base.has(Key.DIMENSION);
    if (pinned && estimate.has(Key.MAX_DIMENSION)) {
      throw new ConfigException(
          "`max_dimension` does not go with `dimension`, which says which dimension it is",
          settings.require(Key.ESTIMATE).keys().get(Key.MAX_DIMENSION.key()).toString(),
          "Leave one of them out.");
    }
    return settings.part(Key.DECIDE, Key.Section.DECIDE).over(estimate.over(base));
  }

  private static List<FailCondition> failOn(Settings settings) {
    String where = settings.find(Key.FAIL_ON).map(node -> node.place().toString()).orElse("");
    return settings.texts(Key.FAIL_ON).stream()
        .map(text -> FailCondition.parse(text, where))
        .toList();
  }

  private static void checkNames(Settings settings, List<SourceConfig> sources) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < sources.size(); i++) {
      String name = sources.get(i).name();
      if (!names.add(name)) {
        throw new ConfigException(
            "two sources are called `" + name + "`",
            settings.items(Key.SOURCES).get(i).place().toString(),
            "Give one of them another `name`.");
      }
    }
  }

  /**
   * Applies the command line, which goes before the file.
   *
   * @param overrides what the command line sets
   * @return the audit in force
   * @throws ConfigException when inputs are given for an audit of several sources
   */
  public AuditConfig with(Overrides overrides) {
    if (!overrides.inputs().isEmpty() && sources.size() > 1) {
      throw new ConfigException(
          "inputs can only be given for an audit of one source; this one has " + sources.size(),
          "--input",
          "Write the paths into the configuration file.");
    }
    return new AuditConfig(
        name,
        sources.stream().map(source -> source.with(overrides)).toList(),
        overrides.values().over(estimate),
        writeReplicates,
        Stream.concat(failOn.stream(), overrides.failOn().stream()).toList());
  }

  /**
   * Finds a source.
   *
   * @param source its name
   * @return the source
   * @throws IllegalArgumentException when there is none of that name
   */
  public SourceConfig source(String source) {
    return sources.stream()
        .filter(s -> s.name().equals(source))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no source " + source));
  }

  /**
   * The limits in force: those that are set, and that no source is broken, unless a limit on {@link
   * RunMetric#BROKEN_SOURCES} is set.
   *
   * @return the limits
   */
  public List<FailCondition> limits() {
    boolean set = failOn.stream().anyMatch(c -> c.metric() == RunMetric.BROKEN_SOURCES);
    return set
        ? failOn
        : Stream.concat(failOn.stream(), Stream.of(FailCondition.NO_BROKEN_SOURCE)).toList();
  }

  /**
   * The settings in force, defaults included, under the keys of the file.
   *
   * @return key to text, number, list or mapping
   */
  public SortedMap<String, Object> settings() {
    SortedMap<String, Object> all = new TreeMap<>();
    all.put(Key.NAME.key(), name);
    all.put(Key.SOURCES.key(), sources.stream().map(SourceConfig::settings).toList());
    all.put(Key.ESTIMATE.key(), CoreSettings.ofEstimate(estimate));
    all.put(Key.DECIDE.key(), estimate.settings(Key.Section.DECIDE));
    all.put(Key.FAIL_ON.key(), failOn.stream().map(FailCondition::text).toList());
    all.put(Key.OUTPUT.key(), Map.of(Key.OUTPUT_REPLICATES.key(), writeReplicates));
    return all;
  }

  /**
   * The settings in force as JSON, for the manifest; the same settings give the same bytes.
   *
   * @return a JSON object with sorted keys
   */
  public String toJson() {
    return json(settings());
  }

  static String json(Map<String, Object> settings) {
    try {
      return JSON.writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings are plain text, numbers and lists", e);
    }
  }
}
