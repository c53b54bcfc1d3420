package org.lossfloor.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.util.LongAccumulator;
import org.lossfloor.engine.Amount;
import org.lossfloor.engine.Held;
import org.lossfloor.experiment.Bootstrap;
import org.lossfloor.experiment.EstimateExperiments;
import org.lossfloor.experiment.FanOut;
import org.lossfloor.experiment.MetricSettings;
import org.lossfloor.experiment.OrderReplicates;
import org.lossfloor.experiment.TrialColumn;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ExperimentsTable;
import org.lossfloor.table.ReplicatesTable;
import org.lossfloor.table.TrialsTable;
import org.lossfloor.table.TuningCurvesTable;

/**
 * The steps from the table {@code trials} to the other tables: compare with an earlier run, draw
 * what intervals rest on, fit, draw the bootstrap, write.
 *
 * @param audit what they work with
 * @param judged what is estimated, with the doubts that reading has raised
 * @param earlier the run whose rows are taken over
 */
record EstimateSteps(AuditContext audit, Map<String, MetricSettings> judged, EarlierRun earlier) {
  private static final int EXPERIMENTS_PER_FILE = 20_000;

  /**
   * What came of the estimates.
   *
   * @param experiments how many experiments there are
   * @param reused how many of them were taken over from an earlier run
   * @param replicates how many replicates were drawn
   * @param reusedFrom the id of the earlier run
   */
  record Estimated(long experiments, long reused, long replicates, Optional<String> reusedFrom) {
    long fitted() {
      return experiments - reused;
    }
  }

  /**
   * All experiments, and which of them are taken over.
   *
   * @param all rows of an id and {@link EarlierRun#UNCHANGED}
   * @param experiments how many there are
   * @param reused how many of them are taken over
   */
  private record Compared(Dataset<Row> all, long experiments, long reused) {
    Dataset<Row> unchanged() {
      return all.filter(functions.col(EarlierRun.UNCHANGED)).select(ExperimentKey.ID);
    }

    long changed() {
      return experiments - reused;
    }

    int files() {
      return (int) (1 + experiments / EXPERIMENTS_PER_FILE);
    }
  }

  /** Replicates, rows of {@link FanOut#DRAW}, and how many were asked for. */
  private record Drawn(Dataset<Row> rows, long replicates) {}

  /**
   * Replicates as they are written.
   *
   * @param rows rows of {@link ReplicatesTable#schema}
   * @param amount how many of them are drawn when the rows are asked for
   */
  private record Bootstrapped(Dataset<Row> rows, Amount amount) {}

  /**
   * What was fitted.
   *
   * @param rows rows of {@link EstimateExperiments#schema}
   * @param replicates how many replicates they have yet to get
   */
  private record Fits(Dataset<Row> rows, long replicates) {
    Dataset<Row> orders() {
      return orders(rows);
    }

    /** What every experiment has yet to get: its id and its order. */
    static Dataset<Row> orders(Dataset<Row> estimates) {
      return estimates
          .filter(functions.col(EstimateExperiments.ORDER).isNotNull())
          .select(ExperimentKey.ID, EstimateExperiments.ORDER);
    }
  }

  Estimated run() {
    Dataset<Row> trials =
        audit.written().read(TrialsTable.NAME, TrialsTable.schema()).select(TrialColumn.ofTrials());
    try (Held held = new Held()) {
      Compared compared = compare(trials, held);
      Dataset<Row> changed = earlier.changed(trials, compared.unchanged());
      Drawn drawn = draw(changed, held);
      Fits fits = fit(changed, drawn, compared.changed(), held);
      long replicates = drawn.replicates() + fits.replicates();
      bootstrap(replicates == 0 ? none() : drawn(fits, drawn), compared);
      write(fits.rows(), replicates, compared);
      return new Estimated(compared.experiments(), compared.reused(), replicates, earlier.runId());
    }
  }

  private Compared compare(Dataset<Row> trials, Held held) {
    Dataset<Row> all = earlier.compared(trials, judged, audit.seed(), held);
    String experiments = "experiments";
    String reused = "reused";
    Column same = functions.col(EarlierRun.UNCHANGED);
    Row counted =
        audit
            .steps()
            .run(
                "compare",
                "estimate: compare with the earlier run",
                () ->
                    all.agg(
                            functions.count(functions.lit(1)).as(experiments),
                            functions.count_if(same).as(reused))
                        .first(),
                row ->
                    row.getAs(experiments) + " experiments, " + row.getAs(reused) + " unchanged");
    return new Compared(all, counted.getAs(experiments), counted.getAs(reused));
  }

  /** The replicates that intervals rest on. */
  private Drawn draw(Dataset<Row> trials, Held held) {
    OrderReplicates ordering = new OrderReplicates(audit.settings(), audit.seed());
    if (!ordering.isNeeded()) {
      return new Drawn(audit.spark().createDataFrame(List.of(), FanOut.DRAW), 0);
    }
    try (Held until = new Held()) {
      Dataset<Row> orders = until.persisted(ordering.orders(trials));
      long replicates =
          audit
              .steps()
              .run(
                  "order",
                  "estimate: find what has to be drawn for intervals",
                  () -> FanOut.replicates(orders),
                  found -> found + " replicates");
      LongAccumulator done = counter("replicates drawn");
      Dataset<Row> rows = held.persisted(new FanOut(audit.seed(), done).draw(orders));
      audit
          .steps()
          .run(
              "draw",
              "estimate: draw replicates for intervals",
              new Amount("replicates", replicates, done::value),
              rows::count);
      return new Drawn(rows, replicates);
    }
  }

  private Fits fit(Dataset<Row> trials, Drawn drawn, long experiments, Held held) {
    LongAccumulator done = counter("experiments estimated");
    EstimateExperiments estimator =
        new EstimateExperiments(judged, audit.keyColumns(), audit.runId(), audit.seed(), done);
    // A plan over no rows costs seconds.
    Dataset<Row> estimates =
        experiments == 0
            ? audit.spark().createDataFrame(List.of(), estimator.schema())
            : held.kept(estimator.estimate(trials, drawn.rows()));
    String replicates = "replicates";
    Dataset<Row> wanted = Fits.orders(estimates).agg(Bootstrap.replicatesMissing().as(replicates));
    Long missing =
        audit
            .steps()
            .run(
                "fit",
                "estimate: fit experiments",
                new Amount("experiments", experiments, done::value),
                () -> wanted.first().getAs(replicates));
    return new Fits(estimates, missing == null ? 0 : missing);
  }

  private Bootstrapped none() {
    return new Bootstrapped(
        audit.spark().createDataFrame(List.of(), ReplicatesTable.schema()),
        new Amount("replicates", 0, () -> 0L));
  }

  /** The replicates that the fits ask for, as rows of their table. */
  private Bootstrapped drawn(Fits fits, Drawn drawn) {
    LongAccumulator done = counter("replicates drawn");
    Dataset<Row> rows =
        new FanOut(audit.seed(), done)
            .draw(Bootstrap.missing(fits.orders()))
            .unionAll(Bootstrap.there(fits.orders(), drawn.rows()))
            .transform(Bootstrap::replicates);
    return new Bootstrapped(rows, new Amount("replicates", fits.replicates(), done::value));
  }

  private void bootstrap(Bootstrapped drawn, Compared compared) {
    Dataset<Row> all =
        audit.config().writeReplicates()
            ? earlier.complete(
                drawn.rows(), ReplicatesTable.NAME, compared.unchanged(), audit.runId())
            : drawn.rows();
    audit
        .steps()
        .run(
            "bootstrap",
            "estimate: draw bootstrap replicates",
            drawn.amount(),
            () -> {
              audit.writeSorted(
                  all,
                  compared.files(),
                  ReplicatesTable.NAME,
                  ExperimentKey.ID,
                  ReplicatesTable.NUMBER);
              return null;
            });
  }

  private void write(Dataset<Row> estimates, long replicates, Compared compared) {
    audit
        .steps()
        .run(
            "write",
            "estimate: write tables",
            () -> {
              writeExperiments(estimates, replicates, compared);
              writeCurves(estimates, compared);
              return compared.experiments();
            },
            experiments -> experiments + " experiments");
  }

  private void writeExperiments(Dataset<Row> estimates, long replicates, Compared compared) {
    Dataset<Row> unchanged = compared.unchanged();
    Dataset<Row> fitted = estimates.select(EstimateExperiments.EXPERIMENT + ".*");
    OrderAlarms alarms =
        OrderAlarms.among(
            earlier.complete(
                fitted.select(ExperimentKey.ID, ExperimentsTable.ORDER_P_VALUE),
                ExperimentsTable.NAME,
                unchanged,
                audit.runId()));
    audit.writeSorted(
        alarms.judged(
            earlier.complete(
                summarised(estimates, replicates, unchanged),
                ExperimentsTable.NAME,
                unchanged,
                audit.runId())),
        compared.files(),
        ExperimentsTable.NAME,
        ExperimentKey.ID);
  }

  private Dataset<Row> summarised(Dataset<Row> estimates, long replicates, Dataset<Row> unchanged) {
    if (replicates == 0) {
      return Bootstrap.summarised(estimates, audit.table());
    }
    Dataset<Row> all = audit.written().read(ReplicatesTable.NAME, ReplicatesTable.schema());
    // Those that were taken over are summarised already.
    Dataset<Row> drawn = audit.config().writeReplicates() ? earlier.changed(all, unchanged) : all;
    return Bootstrap.summarised(estimates, drawn, audit.table());
  }

  private void writeCurves(Dataset<Row> estimates, Compared compared) {
    Dataset<Row> curves =
        estimates
            .select(functions.explode(functions.col(EstimateExperiments.CURVE)).as("point"))
            .select("point.*");
    audit.writeSorted(
        earlier.complete(curves, TuningCurvesTable.NAME, compared.unchanged(), audit.runId()),
        compared.files(),
        TuningCurvesTable.NAME,
        ExperimentKey.ID,
        "kind",
        "statistic",
        "trials");
  }

  private LongAccumulator counter(String what) {
    return audit.spark().sparkContext().longAccumulator(what);
  }
}
