package org.lossfloor.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.Replicate;
import org.lossfloor.estimate.ReplicatePlan;
import org.lossfloor.estimate.ReplicateSummary;
import org.lossfloor.table.BootstrapRows;
import org.lossfloor.table.ReplicatePlanRows;
import org.lossfloor.table.ReplicatesTable;

/** The parametric bootstrap of fitted experiments: its replicates and their summaries. */
final class Bootstrap {
  /**
   * What one experiment hands over: its plan, how many replicates, at which confidence, and whether
   * its intervals rest on the same replicates, so that they are drawn already.
   */
  static final StructType ORDER =
      new StructType()
          .add("plan", ReplicatePlanRows.schema())
          .add("replicates", DataTypes.IntegerType)
          .add("confidence", DataTypes.DoubleType)
          .add("drawn", DataTypes.BooleanType);

  private Bootstrap() {}

  /**
   * What has yet to be drawn.
   *
   * @param orders rows {@code (experiment_id, order)}
   */
  static Dataset<FanOut.Order> missing(Dataset<Row> orders) {
    MapFunction<Row, FanOut.Order> order = Bootstrap::order;
    return orders
        .filter("not order.drawn")
        .map(order, Encoders.javaSerialization(FanOut.Order.class));
  }

  /** How many replicates {@link #missing} asks for, as an aggregate of the same rows. */
  static Column replicatesMissing() {
    return sum(when(not(col("order.drawn")), col("order.replicates")));
  }

  private static FanOut.Order order(Row row) {
    Row order = row.getStruct(1);
    return new FanOut.Order(
        row.getString(0), ReplicatePlanRows.plan(order.getStruct(0)), order.getInt(1));
  }

  /**
   * What is drawn already.
   *
   * @param orders rows {@code (experiment_id, order)}
   * @param drawn rows of {@link FanOut#DRAW}
   * @return those of them that are ordered
   */
  static Dataset<Row> there(Dataset<Row> orders, Dataset<Row> drawn) {
    Dataset<Row> owners = orders.filter("order.drawn");
    return drawn
        .filter(col("purpose").equalTo(ReplicatePlan.PURPOSE))
        .join(owners, drawn.col("experiment_id").equalTo(owners.col("experiment_id")), "left_semi");
  }

  /** Rows of {@link FanOut#DRAW} as rows of {@code replicates}. */
  static Dataset<Row> replicates(Dataset<Row> draws) {
    MapFunction<Row, Row> replicate = Bootstrap::replicate;
    return draws.map(replicate, Encoders.row(ReplicatesTable.schema()));
  }

  private static Row replicate(Row draw) {
    return ReplicatesTable.row(
        draw.getString(0), draw.getInt(2), Replicate.of(FanOut.numbers(draw)));
  }

  /** Summarises the replicates of every experiment; one row each. */
  static Dataset<Row> summarise(Dataset<Row> orders, Dataset<Row> replicates) {
    Dataset<Row> confidence =
        orders.select(col("experiment_id"), col("order.confidence").as("confidence"));
    Dataset<Row> joined = replicates.join(confidence, "experiment_id");
    return joined
        .groupBy("experiment_id")
        .as(Encoders.STRING(), Encoders.row(joined.schema()))
        .mapGroups(new Summarise(), Encoders.row(BootstrapRows.schema()));
  }

  /** Puts the summaries beside their experiments; null where nothing was drawn. */
  static Dataset<Row> append(Dataset<Row> experiments, Dataset<Row> summaries) {
    Dataset<Row> right = summaries.withColumnRenamed("experiment_id", "summarised_id");
    return experiments
        .join(right, experiments.col("experiment_id").equalTo(right.col("summarised_id")), "left")
        .drop("summarised_id");
  }

  private record Summarise() implements MapGroupsFunction<String, Row, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Row call(String experimentId, Iterator<Row> rows) {
      TreeMap<Integer, Replicate> inOrder = new TreeMap<>();
      double confidence = 0;
      while (rows.hasNext()) {
        Row row = rows.next();
        inOrder.put(row.getInt(1), ReplicatesTable.replicate(row));
        confidence = row.getAs("confidence");
      }
      Optional<ReplicateSummary> summary =
          inOrder.size() < 2
              ? Optional.empty()
              : Optional.of(ReplicateSummary.of(List.copyOf(inOrder.values()), confidence));
      return BootstrapRows.row(experimentId, inOrder.size(), summary);
    }
  }
}
