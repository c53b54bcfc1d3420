package org.lossfloor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.lossfloor.audit.AuditJob;
import org.lossfloor.audit.AuditResult;
import org.lossfloor.config.AuditConfig;

/**
 * The demo, audited without replicates once for all integration tests of a JVM that only read it.
 *
 * @param output where the run is; its id is {@code r}
 * @param result what the audit gave
 */
public record DemoRun(String output, AuditResult result) {
  private static final DemoRun SHARED = audited();

  /**
   * The run; change nothing in it.
   *
   * @return the demo as it was published
   */
  public static DemoRun shared() {
    return SHARED;
  }

  /**
   * Copies the run, so that something can be published beside it.
   *
   * @param folder where to; what is not there yet is made
   * @return the output to give to jobs
   */
  public static String copiedTo(Path folder) {
    Path from = Path.of(SHARED.output());
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Path to = folder.resolve(from.relativize(one).toString());
        if (Files.isDirectory(one)) {
          Files.createDirectories(to);
        } else {
          Files.copy(one, to);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder.toString();
  }

  private static DemoRun audited() {
    try {
      String yaml =
          Files.readString(Path.of("conf/demo.yaml")).replace("replicates: 100", "replicates: 0");
      String output = Files.createTempDirectory("demo-run").toString();
      AuditConfig config = AuditConfig.parse("demo.yaml", yaml);
      return new DemoRun(output, new AuditJob(config, "r", null).run(LocalSpark.session(), output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
