package org.lossfloor.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.yaml.Variables;
import org.lossfloor.error.ConfigException;

/** Reads the configuration of an audit from a local path or any Hadoop URI. */
public final class ConfigFile {
  private ConfigFile() {}

  /**
   * Reads a configuration with the variables of the environment.
   *
   * @param file a local path, or a URI with a scheme such as {@code hdfs://}
   * @return the audit
   * @throws ConfigException as {@link #load(String, Variables)} does
   */
  public static AuditConfig load(String file) {
    return load(file, Variables.ofEnvironment(Map.of()));
  }

  /**
   * Reads a configuration.
   *
   * @param file a local path, or a URI with a scheme such as {@code hdfs://}
   * @param variables the values of its variables
   * @return the audit
   * @throws ConfigException if it cannot be read, a variable is not set, or a rule is broken
   */
  public static AuditConfig load(String file, Variables variables) {
    if (!file.contains("://")) {
      return AuditConfig.load(java.nio.file.Path.of(file), variables);
    }
    Path path = new Path(file);
    try (InputStream in = path.getFileSystem(new Configuration()).open(path)) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return AuditConfig.parse(file, yaml, variables);
    } catch (IOException e) {
      throw new ConfigException(
          "the configuration cannot be read: " + e.getMessage(),
          file,
          "Check the URI and that this user may read it.");
    }
  }
}
