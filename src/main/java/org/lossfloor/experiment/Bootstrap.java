package org.lossfloor.experiment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.engine.EngineRows;
import org.lossfloor.estimate.interval.Replicate;
import org.lossfloor.estimate.interval.ReplicatePlan;
import org.lossfloor.estimate.interval.ReplicateSummary;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ExperimentsTable;
import org.lossfloor.table.ReplicatesTable;

/** The parametric bootstrap of fitted experiments: its replicates and their summaries. */
public final class Bootstrap {
  private static final String CONFIDENCE = "confidence";

  /**
   * What one experiment hands over: where its replicates come from, how many, at which confidence,
   * and whether its intervals rest on the same replicates, so that they are drawn already.
   */
  static final StructType ORDER =
      new StructType()
          .add(FanOut.SOURCE, DataTypes.BinaryType)
          .add(FanOut.REPLICATES, DataTypes.IntegerType)
          .add(CONFIDENCE, DataTypes.DoubleType)
          .add("drawn", DataTypes.BooleanType);

  private static final Column DRAWN = col(EstimateExperiments.ORDER).getField("drawn");

  private Bootstrap() {}

  /** A row of {@link #ORDER}. */
  static Row order(ReplicatePlan plan, int replicates, double confidence, boolean drawn) {
    return RowFactory.create(plan.toBytes(), replicates, confidence, drawn);
  }

  /**
   * What has yet to be drawn.
   *
   * @param orders rows {@code (experiment_id, order)}
   * @return rows of {@link FanOut#ORDER}
   */
  public static Dataset<Row> missing(Dataset<Row> orders) {
    Column order = col(EstimateExperiments.ORDER);
    return orders
        .filter(not(DRAWN))
        .select(
            col(ExperimentKey.ID),
            order.getField(FanOut.SOURCE).as(FanOut.SOURCE),
            order.getField(FanOut.REPLICATES).as(FanOut.REPLICATES));
  }

  /** How many replicates {@link #missing} asks for, as an aggregate of the same rows. */
  public static Column replicatesMissing() {
    return sum(when(not(DRAWN), col(EstimateExperiments.ORDER).getField(FanOut.REPLICATES)));
  }

  /**
   * What is drawn already.
   *
   * @param orders rows {@code (experiment_id, order)}
   * @param drawn rows of {@link FanOut#DRAW}
   * @return those of them that are ordered
   */
  public static Dataset<Row> there(Dataset<Row> orders, Dataset<Row> drawn) {
    Dataset<Row> owners = orders.filter(DRAWN);
    return drawn
        .filter(col(FanOut.PURPOSE).equalTo(ReplicatePlan.PURPOSE))
        .join(
            owners, drawn.col(ExperimentKey.ID).equalTo(owners.col(ExperimentKey.ID)), "left_semi");
  }

  /** Rows of {@link FanOut#DRAW} as rows of {@code replicates}. */
  public static Dataset<Row> replicates(Dataset<Row> draws) {
    return draws.map(new ToReplicate(), Encoders.row(ReplicatesTable.schema()));
  }

  private record ToReplicate() implements MapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Row call(Row draw) {
      return ReplicatesTable.row(
          draw.getAs(FanOut.DRAW.fieldIndex(ExperimentKey.ID)),
          draw.getAs(FanOut.DRAW.fieldIndex(FanOut.REPLICATE)),
          Replicate.of(FanOut.numbers(draw)));
    }
  }

  /**
   * Appends the summaries of their replicates to experiments; null where nothing was drawn.
   *
   * @param estimates rows of {@link EstimateExperiments#schema}
   * @param replicates rows of {@link ReplicatesTable#schema}
   * @param table the table of the experiments
   * @return rows of {@link ExperimentsTable#summarisedSchema}
   */
  public static Dataset<Row> summarised(
      Dataset<Row> estimates, Dataset<Row> replicates, ExperimentsTable table) {
    Dataset<Row> drawn =
        replicates
            .groupBy(ExperimentKey.ID)
            .agg(collect_list(struct(col("*"))).as(ReplicatesTable.NAME));
    Dataset<Row> joined =
        estimates
            .select(ExperimentKey.ID, EstimateExperiments.EXPERIMENT, EstimateExperiments.ORDER)
            .join(drawn, new String[] {ExperimentKey.ID}, "left_outer");
    return EngineRows.map(joined, new Summarise(), table.summarisedSchema());
  }

  /**
   * Appends the summaries of no replicates to experiments.
   *
   * @param estimates rows of {@link EstimateExperiments#schema}
   * @param table the table of the experiments
   * @return as {@link #summarised} gives where nothing was drawn
   */
  public static Dataset<Row> summarised(Dataset<Row> estimates, ExperimentsTable table) {
    return EngineRows.map(
        estimates.select(EstimateExperiments.EXPERIMENT),
        new WithoutReplicates(),
        table.summarisedSchema());
  }

  private record WithoutReplicates() implements Function<Row, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Row call(Row estimate) {
      return ExperimentsTable.summarised(estimate.getStruct(0), 0, Optional.empty());
    }
  }

  private record Summarise() implements Function<Row, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Row call(Row estimate) {
      TreeMap<Integer, Replicate> inOrder = new TreeMap<>();
      int drawn = estimate.fieldIndex(ReplicatesTable.NAME);
      if (!estimate.isNullAt(drawn)) {
        estimate
            .<Row>getList(drawn)
            .forEach(
                row -> inOrder.put(ReplicatesTable.number(row), ReplicatesTable.replicate(row)));
      }
      List<Replicate> replicates = List.copyOf(inOrder.values());
      return ExperimentsTable.summarised(
          estimate.getAs(EstimateExperiments.EXPERIMENT),
          replicates.size(),
          summary(estimate.getAs(EstimateExperiments.ORDER), replicates));
    }

    private static Optional<ReplicateSummary> summary(Row order, List<Replicate> replicates) {
      return replicates.size() < 2
          ? Optional.empty()
          : Optional.of(ReplicateSummary.of(replicates, order.getAs(CONFIDENCE)));
    }
  }
}
