package org.lossfloor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.lossfloor.LocalSpark;

/** What is kept is what was made: rows of many sizes, in several blocks, in few, and in none. */
class KeptRowsIT {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("text", DataTypes.StringType)
          .add("score", DataTypes.DoubleType)
          .add("map", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
          .add("inner", new StructType().add("flag", DataTypes.BooleanType));

  private static final int LONG_TEXT = 40_000;

  private final SparkSession spark = LocalSpark.session();

  private static List<Row> random(int count) {
    SplittableRandom random = new SplittableRandom(7);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean nothing = random.nextInt(5) == 0;
      int length = random.nextInt(20) == 0 ? random.nextInt(LONG_TEXT) : random.nextInt(9);
      rows.add(
          RowFactory.create(
              random.nextLong(),
              nothing ? null : "x".repeat(length) + i,
              nothing ? Double.NaN : random.nextDouble(),
              nothing ? null : scala.collection.immutable.Map$.MODULE$.empty(),
              nothing ? null : RowFactory.create(random.nextBoolean())));
    }
    return rows;
  }

  @Test
  void rowsComeBackInOrderAndAsOftenAsAsked() {
    List<Row> rows = random(3_000);
    Dataset<Row> made = spark.createDataFrame(rows, SCHEMA).coalesce(1);

    try (KeptRows kept = new KeptRows(spark, made)) {
      assertThat(kept.rows().collectAsList()).isEqualTo(rows);
      assertThat(kept.rows().collectAsList()).isEqualTo(rows);
      assertThat(kept.rows().filter("inner.flag").count())
          .isEqualTo(
              rows.stream().filter(r -> !r.isNullAt(4) && r.getStruct(4).getBoolean(0)).count());
    }
  }

  @Test
  void partitionsStayEmptyOnesIncluded() {
    List<Row> rows = random(3);
    Dataset<Row> made = spark.createDataFrame(rows, SCHEMA).repartition(7);

    try (KeptRows kept = new KeptRows(spark, made)) {
      assertThat(kept.rows().rdd().getNumPartitions()).isEqualTo(made.rdd().getNumPartitions());
      assertThat(kept.rows().collectAsList()).containsExactlyInAnyOrderElementsOf(rows);
    }
  }

  @Test
  void closedRowsAreKeptNoMore() {
    Set<Integer> before = Set.copyOf(persistent());
    KeptRows kept = new KeptRows(spark, spark.createDataFrame(random(50), SCHEMA));
    kept.rows().count();
    assertThat(persistent()).anyMatch(id -> !before.contains(id));

    kept.close();

    assertThat(persistent()).allMatch(before::contains);
  }

  private Set<Integer> persistent() {
    return new JavaSparkContext(spark.sparkContext()).getPersistentRDDs().keySet();
  }

  /** In one JVM, where nothing can be lost. */
  @Test
  void tasksDoNotCarryTheWayToMakeThem() {
    Dataset<Row> made =
        spark.createDataFrame(random(50), SCHEMA).repartition(2).filter("score > 0.5");
    try (KeptRows kept = new KeptRows(spark, made)) {
      assertThat(kept.rows().rdd().toDebugString()).contains("ShuffledRowRDD");
      kept.rows().count();
      assertThat(kept.rows().rdd().toDebugString()).doesNotContain("ShuffledRowRDD");
    }
  }
}
