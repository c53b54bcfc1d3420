package org.lossfloor.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;
import org.lossfloor.LocalSpark;
import org.lossfloor.engine.EngineRows;
import org.lossfloor.estimate.DecideSettings;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.Reason;
import org.lossfloor.sweep.Direction;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/** Experiments packed in parts on the side that reads: the same whatever the parts. */
class PackTrialsIT {
  private static final int TRIALS = 3_000;
  private static final MetricSettings WANTED =
      new MetricSettings(
              EstimateSettings.withDefaults(Direction.MINIMIZE),
              0,
              IntervalMethod.PROFILE,
              DecideSettings.DEFAULT)
          .doubting(Reason.IDS_CONFLICT);

  private final SparkSession spark = LocalSpark.session();

  /**
   * Few experiments and many, failed and excluded trials, trials without any place in the order.
   */
  private static List<Row> trials(Random random) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < TRIALS; i++) {
      int experiment = random.nextInt(4) == 0 ? random.nextInt(100) : 0;
      boolean failed = experiment == 3 || random.nextInt(5) == 0;
      Map<String, String> params =
          random.nextInt(7) == 0
              ? Map.of("depth", "" + random.nextInt(4))
              : Map.of(
                  "lr", "" + random.nextDouble(), "optimizer", random.nextBoolean() ? "a" : "b");
      rows.add(
          RowFactory.create(
              "experiment " + experiment,
              CollectionConverters.asScala(Map.of("model", "m" + experiment)),
              "source",
              "loss",
              experiment == 1 && i % 2 == 0 ? "grid" : "random",
              failed ? null : random.nextGaussian(),
              failed,
              random.nextInt(9) == 0,
              random.nextLong(),
              experiment == 2 ? null : (long) i,
              null,
              (long) random.nextInt(2_000),
              random.nextInt(3) == 0 ? null : 10.0,
              CollectionConverters.asScala(params),
              "declared",
              random.nextLong(),
              random.nextInt(4) == 0,
              failed && experiment == 3));
    }
    return rows;
  }

  /** All that an estimate is made from. */
  private static String text(String id, PackedExperiment packed) {
    List<Double> lastSteps =
        Arrays.stream(packed.draws(WANTED).lastSteps()).sorted().boxed().toList();
    return String.join(
        "|",
        id,
        packed.key().toString(),
        packed.settings(),
        packed.sampler().toString(),
        packed.sums().toString(),
        "" + packed.excluded(),
        Arrays.toString(packed.scores()),
        packed.draws(WANTED).inOrder().map(Arrays::toString).toString(),
        packed
            .draws(WANTED)
            .hyperparameters()
            .map(h -> h.levels().boxed().toList().toString())
            .toString(),
        "" + packed.draws(WANTED).repeated(),
        packed.pruned(Direction.MINIMIZE).toString(),
        packed.pruned(Direction.MAXIMIZE).toString(),
        lastSteps.toString(),
        packed.draws(WANTED).doubts().toString());
  }

  private record Describe()
      implements MapGroupsFunction<String, Tuple2<String, PackTrials.Part>, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String call(String id, Iterator<Tuple2<String, PackTrials.Part>> parts) {
      return text(id, PackTrials.joined(parts));
    }
  }

  private List<String> packed(Dataset<Row> trials, int most) {
    return PackTrials.byExperiment(trials, most)
        .mapGroups(new Describe(), Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  @Test
  void theSameWhateverTheOrderAndThePartitions() {
    Random random = new Random(3);
    List<Row> rows = trials(random);
    Map<String, PackedExperiment> whole = new TreeMap<>();
    for (InternalRow row :
        EngineRows.engine(spark.createDataFrame(rows, PackedExperiment.TRIAL))
            .toJavaRDD()
            .map(InternalRow::copy)
            .collect()) {
      whole.computeIfAbsent(row.getString(0), id -> PackedExperiment.startedBy(row)).add(row);
    }
    List<String> expected =
        whole.entrySet().stream()
            .map(entry -> text(entry.getKey(), entry.getValue().ended()))
            .sorted()
            .collect(Collectors.toList());
    assertThat(expected).filteredOn(text -> text.endsWith("[IDS_CONFLICT]")).isNotEmpty();
    assertThat(expected)
        .filteredOn(text -> text.endsWith("[IDS_CONFLICT, MOST_LACK_METRIC]"))
        .hasSize(1);

    for (int partitions : List.of(1, 2, 40)) {
      Collections.shuffle(rows, random);
      Dataset<Row> trials = spark.createDataFrame(rows, PackedExperiment.TRIAL);
      assertThat(packed(trials.repartition(partitions), TRIALS)).isEqualTo(expected);
      assertThat(packed(trials.repartition(partitions), 50)).isEqualTo(expected);
    }
  }

  /** How many parts there are of every experiment, as {@code id=parts}. */
  private static List<String> parts(Dataset<Row> trials, int most) {
    MapGroupsFunction<String, Tuple2<String, PackTrials.Part>, String> count =
        (id, parts) -> {
          int sum = 0;
          for (; parts.hasNext(); parts.next()) {
            sum++;
          }
          return id + "=" + sum;
        };
    return PackTrials.byExperiment(trials, most)
        .mapGroups(count, Encoders.STRING())
        .collectAsList();
  }

  @Test
  void everyTaskHandsOverOnePartOfAnExperimentOrSeveralOfAGiant() {
    List<Row> rows = trials(new Random(4));
    Dataset<Row> trials = spark.createDataFrame(rows, PackedExperiment.TRIAL).coalesce(1);
    Map<String, Long> sizes =
        rows.stream().collect(Collectors.groupingBy(r -> r.getString(0), Collectors.counting()));

    assertThat(parts(trials, TRIALS))
        .containsExactlyInAnyOrderElementsOf(sizes.keySet().stream().map(id -> id + "=1").toList());
    assertThat(parts(trials, 1_000))
        .contains("experiment 0=" + (sizes.get("experiment 0") + 999) / 1_000, "experiment 1=1");
  }
}
