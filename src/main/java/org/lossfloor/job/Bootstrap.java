package org.lossfloor.job;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.lossfloor.estimate.Replicate;
import org.lossfloor.estimate.ReplicatePlan;
import org.lossfloor.estimate.ReplicateSummary;
import org.lossfloor.math.Seeds;
import org.lossfloor.table.BootstrapRows;
import org.lossfloor.table.ReplicatePlanRows;
import org.lossfloor.table.ReplicatesTable;

/**
 * The parametric bootstrap, fanned out over the executors as (experiment, chunk of replicates). A
 * replicate depends on the plan of its experiment and on its own number, and on nothing else.
 */
final class Bootstrap implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What one experiment hands over: its plan, how many replicates, at which confidence. */
  static final StructType ORDER =
      new StructType()
          .add("plan", ReplicatePlanRows.schema())
          .add("replicates", DataTypes.IntegerType)
          .add("confidence", DataTypes.DoubleType);

  private static final StructType CHUNK =
      new StructType()
          .add("experiment_id", DataTypes.StringType)
          .add("chunk", DataTypes.IntegerType)
          .add("first", DataTypes.IntegerType)
          .add("end", DataTypes.IntegerType)
          .add("plan", ReplicatePlanRows.schema());

  /** A task of a second or so: a replicate costs about as much as a few hundred trials drawn. */
  private static final int WORK_PER_CHUNK = 40_000;

  private static final int FIXED_WORK = 700;

  private final long seed;
  private final LongAccumulator done;

  /**
   * Makes the bootstrap of one run.
   *
   * @param seed the run's seed
   * @param done counts replicates, for the eye only
   */
  Bootstrap(long seed, LongAccumulator done) {
    this.seed = seed;
    this.done = done;
  }

  /** Draws all replicates of orders {@code (experiment_id, order)}; rows of {@code replicates}. */
  Dataset<Row> draw(Dataset<Row> orders) {
    // A number, because adaptive execution would put small but costly chunks into one task.
    return orders
        .flatMap(new Split(), Encoders.row(CHUNK))
        .repartition(
            EstimateExperiments.partitions(orders.sparkSession()),
            col("experiment_id"),
            col("chunk"))
        .flatMap(new Draw(seed, done), Encoders.row(ReplicatesTable.schema()));
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

  private record Split() implements FlatMapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Row> call(Row experiment) {
      Row order = experiment.getStruct(1);
      Row plan = order.getStruct(0);
      int replicates = order.getInt(1);
      int trials = ReplicatePlanRows.plan(plan).trials();
      int size = Math.max(1, WORK_PER_CHUNK / (FIXED_WORK + trials));
      List<Row> chunks = new ArrayList<>();
      for (int first = 0; first < replicates; first += size) {
        int end = Math.min(replicates, first + size);
        chunks.add(RowFactory.create(experiment.getString(0), chunks.size(), first, end, plan));
      }
      return chunks.iterator();
    }
  }

  private record Draw(long seed, LongAccumulator done) implements FlatMapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Row> call(Row chunk) {
      String experimentId = chunk.getString(0);
      ReplicatePlan plan = ReplicatePlanRows.plan(chunk.getStruct(4));
      long base = Seeds.base(seed, experimentId, "bootstrap");
      return IntStream.range(chunk.getInt(2), chunk.getInt(3))
          .boxed()
          .flatMap(i -> draw(experimentId, plan, base, i).stream())
          .iterator();
    }

    /**
     * Nothing where the law puts next to no trial into the tail; `replicates` counts the others.
     */
    private Optional<Row> draw(String experimentId, ReplicatePlan plan, long base, int number) {
      done.add(1);
      return plan.tryDraw(Seeds.replicate(base, number))
          .map(replicate -> ReplicatesTable.row(experimentId, number, replicate));
    }
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
