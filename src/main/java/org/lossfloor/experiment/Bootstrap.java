package org.lossfloor.experiment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.interval.Replicate;
import org.lossfloor.estimate.interval.ReplicatePlan;
import org.lossfloor.estimate.interval.ReplicateSummary;
import org.lossfloor.table.ExperimentsTable;
import org.lossfloor.table.ReplicatePlanRows;
import org.lossfloor.table.ReplicatesTable;

/** The parametric bootstrap of fitted experiments: its replicates and their summaries. */
public final class Bootstrap {
  /**
   * What one experiment passes on: its plan, how many replicates, at which confidence, and whether
   * its intervals rest on the same replicates, which are then drawn already.
   */
  static final StructType ORDER =
      new StructType()
          .add("plan", ReplicatePlanRows.schema())
          .add("replicates", DataTypes.IntegerType)
          .add("confidence", DataTypes.DoubleType)
          .add("drawn", DataTypes.BooleanType);

  private static final String ID = "experiment_id";

  private Bootstrap() {}

  /**
   * What has yet to be drawn.
   *
   * @param orders rows {@code (experiment_id, order)}
   */
  public static Dataset<FanOut.Order> missing(Dataset<Row> orders) {
    MapFunction<Row, FanOut.Order> order = Bootstrap::order;
    return orders
        .filter("not order.drawn")
        .map(order, Encoders.javaSerialization(FanOut.Order.class));
  }

  /** How many replicates {@link #missing} asks for, as an aggregate of the same rows. */
  public static Column replicatesMissing() {
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
  public static Dataset<Row> there(Dataset<Row> orders, Dataset<Row> drawn) {
    Dataset<Row> owners = orders.filter("order.drawn");
    return drawn
        .filter(col("purpose").equalTo(ReplicatePlan.PURPOSE))
        .join(owners, drawn.col(ID).equalTo(owners.col(ID)), "left_semi");
  }

  /** Rows of {@link FanOut#DRAW} as rows of {@code replicates}. */
  public static Dataset<Row> replicates(Dataset<Row> draws) {
    MapFunction<Row, Row> replicate = Bootstrap::replicate;
    return draws.map(replicate, Encoders.row(ReplicatesTable.schema()));
  }

  private static Row replicate(Row draw) {
    return ReplicatesTable.row(
        draw.getString(0), draw.getInt(2), Replicate.of(FanOut.numbers(draw)));
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
    return byExperiment(estimates.select(ID, "experiment", "order"))
        .cogroup(byExperiment(replicates), new Summarise(), Encoders.row(table.summarisedSchema()));
  }

  private static KeyValueGroupedDataset<String, Row> byExperiment(Dataset<Row> rows) {
    return rows.groupBy(ID).as(Encoders.STRING(), Encoders.row(rows.schema()));
  }

  private record Summarise() implements CoGroupFunction<String, Row, Row, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Row> call(String experimentId, Iterator<Row> estimates, Iterator<Row> rows) {
      TreeMap<Integer, Replicate> inOrder = new TreeMap<>();
      rows.forEachRemaining(row -> inOrder.put(row.getInt(1), ReplicatesTable.replicate(row)));
      List<Replicate> replicates = List.copyOf(inOrder.values());
      List<Row> summarised = new ArrayList<>();
      estimates.forEachRemaining(
          row ->
              summarised.add(
                  ExperimentsTable.summarised(
                      row.getStruct(1), replicates.size(), summary(row.getStruct(2), replicates))));
      return summarised.iterator();
    }

    private static Optional<ReplicateSummary> summary(Row order, List<Replicate> replicates) {
      return replicates.size() < 2
          ? Optional.empty()
          : Optional.of(ReplicateSummary.of(replicates, order.getDouble(2)));
    }
  }
}
