package org.lossfloor.audit;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.engine.Steps;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.experiment.AuditSettings;
import org.lossfloor.experiment.MetricSettings;
import org.lossfloor.ingest.Ingest;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.store.RunStore;

/**
 * The audit: logs to trials, trials to experiments, experiments to estimates, estimates to tables.
 * The estimates start from the trials that were written to the staging directory, and a run is
 * published only if the written rows are those that were counted while reading.
 */
public final class AuditJob {
  private final AuditConfig config;
  private final Map<String, MetricSettings> settings;
  private final String runId;
  private final Reuse reuse;
  private final PrintWriter terminal;

  /**
   * Makes a job that estimates every experiment.
   *
   * @param config the audit in force
   * @param runId the run's id: letters, digits, dot, dash and underscore
   * @param terminal where progress is shown; null shows none
   * @throws UserException if the run id or a setting cannot be used
   */
  public AuditJob(AuditConfig config, String runId, PrintWriter terminal) {
    this(config, runId, Reuse.NOTHING, terminal);
  }

  /**
   * Makes a job; an error in its settings shows here, before anything runs.
   *
   * @param config the audit in force
   * @param runId the run's id: letters, digits, dot, dash and underscore
   * @param reuse which earlier run has the rows of experiments that have not changed
   * @param terminal where progress is shown; null shows none
   * @throws UserException if the run id or a setting cannot be used
   */
  public AuditJob(AuditConfig config, String runId, Reuse reuse, PrintWriter terminal) {
    if (!runId.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new UsageException(
          "`" + runId + "` cannot be a run id",
          "--run-id",
          "use letters, digits, `.`, `-` and `_`; it becomes the name of a directory");
    }
    this.config = config;
    this.settings = AuditSettings.of(config);
    AuditSettings.requireDistinctColumns(config);
    this.runId = runId;
    this.reuse = reuse;
    this.terminal = terminal;
  }

  /**
   * Whether the logs are few and small enough for a few seconds of work on one machine.
   *
   * @param output the directory of all runs
   * @return true if they are
   */
  public boolean isSmall(String output) {
    return Ingest.isSmall(config, Optional.of(output));
  }

  /**
   * Runs the audit and publishes its tables.
   *
   * @param session the session
   * @param output the directory of all runs, any Hadoop file system
   * @return the result for the user
   * @throws UserException if the input cannot be read or the output cannot be written
   */
  public AuditResult run(SparkSession session, String output) {
    RunStore runs = RunStore.of(session.sparkContext().hadoopConfiguration(), output);
    return runs.write(
        runId,
        attempt ->
            run(
                new AuditContext(
                    session,
                    config,
                    settings,
                    runId,
                    runs,
                    attempt,
                    new Steps(session.sparkContext(), runId, terminal))));
  }

  private AuditResult run(AuditContext audit) {
    IngestStep.Read read = IngestStep.run(audit);
    read.warnings().forEach(audit.steps()::warn);
    EarlierRun earlier =
        EarlierRun.find(audit.spark(), audit.runs(), reuse, config.writeReplicates());
    earlier.note().ifPresent(audit.steps()::warn);
    EstimateSteps.Estimated estimated =
        new EstimateSteps(audit, Doubts.added(config, settings, read.notes()), earlier).run();
    RunNumbers numbers = PublishStep.validated(audit, read, estimated);
    List<String> warnings = new ArrayList<>(read.warnings());
    earlier.note().ifPresent(warnings::add);
    List<String> notes = AuditSummary.notes(numbers);
    notes.forEach(audit.steps()::warn);
    warnings.addAll(notes);
    List<ExperimentView> lines = AuditSummary.lines(audit.experiments());
    List<String> broken = numbers.broken(config.limits());
    PublishStep.publish(audit, read, estimated, numbers, broken);
    Map<String, Double> seconds = new TreeMap<>();
    audit.steps().millis().forEach((step, millis) -> seconds.put(step, millis / 1000.0));
    return new AuditResult(
        audit.attempt().publishedPath(),
        estimated.experiments(),
        numbers.verdicts(),
        numbers.standings(),
        read.counts().stream().map(AuditSummary::counted).toList(),
        warnings,
        broken,
        seconds,
        lines);
  }
}
