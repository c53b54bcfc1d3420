package org.lossfloor.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.lossfloor.LocalSpark;
import org.lossfloor.estimate.interval.Replicate;
import org.lossfloor.estimate.interval.ReplicatePlan;
import org.lossfloor.estimate.interval.Replications;
import org.lossfloor.math.Seeds;
import org.lossfloor.sweep.Direction;

class FanOutIT {
  private static final long SEED = 3;
  private static final int REPLICATES = 120;

  private static final ReplicatePlan GIANT =
      new ReplicatePlan(
          Direction.MINIMIZE,
          2,
          3,
          2,
          .05,
          4_000,
          2.5,
          Double.NEGATIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          1,
          3,
          List.of(100.0));

  private final SparkSession spark = LocalSpark.session();

  private Dataset<Row> orders(int partitions) {
    return spark
        .createDataset(
            List.of(FanOut.order("giant", GIANT, REPLICATES), FanOut.order("other", GIANT, 5)),
            Encoders.row(FanOut.ORDER))
        .repartition(partitions);
  }

  private Dataset<Row> draws(int partitions) {
    return new FanOut(SEED, spark.sparkContext().longAccumulator()).draw(orders(partitions));
  }

  /** The digits do not depend on where a replicate is drawn, only on its experiment and number. */
  @Test
  void drawsAreThoseOfTheSourceItself() {
    List<Row> rows = draws(1).orderBy("experiment_id", "replicate").collectAsList();
    assertThat(rows).hasSize(REPLICATES + 5);
    for (Row row : rows) {
      long base = Seeds.base(SEED, row.getString(0), "bootstrap");
      assertThat(Replicate.of(FanOut.numbers(row)))
          .isEqualTo(GIANT.draw(Seeds.replicate(base, row.getInt(2))));
    }
    assertThat(draws(7).orderBy("experiment_id", "replicate").collectAsList()).isEqualTo(rows);
  }

  /** A replicate that could not be drawn is told of where it is needed, and only there. */
  @Test
  void aFailureBelongsToItsExperimentAlone() {
    Row failed =
        spark
            .createDataFrame(
                List.of(
                    RowFactory.create(
                        "one", "bootstrap", 7, null, "replicate 7 of bootstrap: why")),
                FanOut.DRAW)
            .first();
    Replications broken = FanOut.replications(List.of(failed).iterator());
    assertThatThrownBy(() -> broken.of(GIANT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("replicate 7 of bootstrap: why");
    assertThat(FanOut.replications(List.<Row>of().iterator()).of(GIANT)).isEmpty();
  }

  /** One experiment does not make one task. */
  @Test
  void theReplicatesOfOneExperimentSpread() {
    Dataset<Row> giant = draws(1).filter("experiment_id = 'giant'");
    MapPartitionsFunction<Row, Integer> sizes =
        rows -> {
          int size = 0;
          for (; rows.hasNext(); rows.next()) {
            size++;
          }
          return List.of(size).iterator();
        };
    List<Integer> perTask =
        giant.mapPartitions(sizes, Encoders.INT()).collectAsList().stream()
            .filter(size -> size > 0)
            .toList();
    assertThat(perTask).hasSizeGreaterThan(2).allMatch(size -> size < REPLICATES / 2);
    assertThat(perTask.stream().mapToInt(size -> size).sum()).isEqualTo(REPLICATES);
  }

  @Test
  void ordersAreCounted() {
    assertThat(FanOut.replicates(orders(2))).isEqualTo(REPLICATES + 5);
    assertThat(FanOut.replicates(orders(2).filter("false"))).isZero();
    Set<Integer> numbers =
        new TreeSet<>(
            draws(1)
                .filter("experiment_id = 'other'")
                .select("replicate")
                .as(Encoders.INT())
                .collectAsList());
    assertThat(numbers).containsExactlyElementsOf(IntStream.range(0, 5).boxed().toList());
  }
}
