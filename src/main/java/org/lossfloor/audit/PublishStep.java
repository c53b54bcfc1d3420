package org.lossfloor.audit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lossfloor.store.Manifest;
import org.lossfloor.table.ExperimentsTable;
import org.lossfloor.table.ReplicatesTable;

/** The last steps: what was written is what was counted, or nothing is published. */
final class PublishStep {
  private PublishStep() {}

  /**
   * Counts what was written.
   *
   * @throws IllegalStateException if it is not what was counted on the way
   */
  static RunNumbers validated(
      AuditContext audit, IngestStep.Read read, EstimateSteps.Estimated estimated) {
    return audit
        .steps()
        .run(
            "validate",
            "validate what was written",
            () -> {
              if (!audit.config().writeReplicates()) {
                audit.attempt().drop(ReplicatesTable.NAME);
              }
              Map<String, Long> rows = audit.written().rows();
              audit.written().requireEstimated(rows, estimated.experiments());
              return RunNumbers.of(rows, audit.experiments(), read.sources());
            },
            numbers -> "rows " + numbers.rows() + ", verdicts " + numbers.verdicts());
  }

  /** Writes the manifest and publishes the run. */
  static void publish(
      AuditContext audit,
      IngestStep.Read read,
      EstimateSteps.Estimated estimated,
      RunNumbers numbers,
      List<String> broken) {
    Map<String, Long> millis = audit.steps().millis();
    audit.steps().describe("publish");
    audit
        .attempt()
        .publish(
            new Manifest()
                .with("audit", audit.config().name())
                .with("run_id", audit.runId())
                .finished()
                .with("lossfloor_version", version())
                .with("statistics_version", ExperimentsTable.STATISTICS_VERSION)
                .with("spark_version", audit.spark().version())
                .with("java_version", Runtime.version().toString())
                .with("seed", audit.seed())
                .with("experiments", estimated.experiments())
                .with("estimated", estimated.fitted())
                .with("reused", estimated.reused())
                .with("reused_from", estimated.reusedFrom().orElse(null))
                .with("verdicts", numbers.verdicts())
                .with("metrics", numbers.named())
                .with("fail_on", broken)
                .with("rows", numbers.rows())
                .with("sources", SourceRecords.summary(read.sources()))
                .with("counts", read.counts())
                .with("slowest", numbers.slowest())
                .with("rates", rates(estimated, millis))
                .with("elapsed_ms", millis)
                .with("settings", audit.config().settings()));
  }

  /** Per second of wall time on whatever cores there were. */
  private static Map<String, Double> rates(
      EstimateSteps.Estimated estimated, Map<String, Long> millis) {
    Map<String, Double> rates = new TreeMap<>();
    rates.put("experiments_per_second", perSecond(estimated.fitted(), millis, "fit"));
    rates.put(
        "replicates_per_second", perSecond(estimated.replicates(), millis, "draw", "bootstrap"));
    return rates;
  }

  /** Rate of a count over the steps that ran. */
  private static double perSecond(long count, Map<String, Long> millis, String... steps) {
    long taken = Stream.of(steps).mapToLong(step -> millis.getOrDefault(step, 0L)).sum();
    return count * 1000.0 / Math.max(1, taken);
  }

  private static String version() {
    String version = AuditJob.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
