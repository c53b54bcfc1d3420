package org.lossfloor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
