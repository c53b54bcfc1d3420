package org.lossfloor.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.lossfloor.LocalSpark;
import org.lossfloor.engine.Cells;
import org.lossfloor.engine.RowCells;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.noise.NoiseRule;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.RerunRule;
import scala.reflect.ClassTag$;

/** Experiments packed in parts on the side that reads: the same whatever the parts. */
class PackTrialsIT {
  private static final int TRIALS = 3_000;
  private static final MetricSettings WANTED =
      new MetricSettings(
              EstimateSettings.withDefaults(Direction.MINIMIZE),
              0,
              IntervalMethod.PROFILE,
              DecideSettings.DEFAULT,
              NoiseRule.Word.AUTO)
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
      Map<TrialColumn, Object> trial = new HashMap<>();
      trial.put(TrialColumn.EXPERIMENT_ID, "experiment " + experiment);
      trial.put(TrialColumn.EXPERIMENT, Map.of("model", "m" + experiment));
      Direction direction = experiment == 4 && i % 2 == 0 ? Direction.MAXIMIZE : Direction.MINIMIZE;
      trial.put(TrialColumn.SETTINGS, AuditSettings.name("source", "loss", direction));
      trial.put(TrialColumn.SAMPLER, experiment == 1 && i % 2 == 0 ? "grid" : "random");
      trial.put(TrialColumn.SAMPLER_SOURCE, "declared");
      trial.put(TrialColumn.VALUE, failed ? null : random.nextGaussian());
      trial.put(TrialColumn.FAILED, failed);
      trial.put(TrialColumn.EXCLUDED, random.nextInt(9) == 0);
      trial.put(TrialColumn.IDENTITY, random.nextLong());
      trial.put(TrialColumn.NUMBER, experiment == 2 ? null : (long) i);
      trial.put(TrialColumn.CONFIGURATION, (long) random.nextInt(2_000));
      trial.put(TrialColumn.HYPERPARAMETERS, (long) random.nextInt(2_000));
      trial.put(TrialColumn.SEED, random.nextBoolean() ? null : (long) random.nextInt(3));
      trial.put(
          TrialColumn.EXECUTIONS,
          random.nextInt(3) > 0 ? null : List.of(random.nextGaussian(), Double.NaN, 1.0));
      trial.put(TrialColumn.LAST_STEP, random.nextInt(3) == 0 ? null : 10.0);
      trial.put(TrialColumn.PARAMS, params);
      trial.put(TrialColumn.TRACE, random.nextLong());
      trial.put(TrialColumn.PRUNED, random.nextInt(4) == 0);
      trial.put(TrialColumn.UNVALUED, failed && experiment == 3);
      rows.add(TrialRows.of(trial));
    }
    return rows;
  }

  /** All that an estimate is made from. */
  private static String text(String id, ExperimentState packed) {
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
        packed.draws(WANTED).reruns().toString(),
        packed.settled(RerunRule.DEFAULT).draws(WANTED).reruns().toString(),
        Arrays.toString(packed.settled(RerunRule.DEFAULT).scores()),
        packed.settled(RerunRule.DEFAULT).draws(WANTED).inOrder().map(Arrays::toString).toString(),
        packed.pruned(Direction.MINIMIZE).toString(),
        packed.pruned(Direction.MAXIMIZE).toString(),
        lastSteps.toString(),
        packed.draws(WANTED).doubts().toString());
  }

  private record Describe() implements MapGroupsFunction<String, Row, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String call(String id, Iterator<Row> parts) {
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
    Map<String, ExperimentState> whole = new TreeMap<>();
    for (Row row : rows) {
      Cells trial = new RowCells(row);
      whole.computeIfAbsent(row.getString(0), id -> ExperimentState.startedBy(trial)).add(trial);
    }
    List<String> expected =
        whole.entrySet().stream()
            .map(entry -> text(entry.getKey(), entry.getValue().ended()))
            .sorted()
            .collect(Collectors.toList());
    assertThat(expected).filteredOn(text -> text.endsWith("[IDS_CONFLICT]")).isNotEmpty();
    assertThat(expected)
        .filteredOn(text -> text.contains("MIXED_DIRECTIONS"))
        .singleElement()
        .satisfies(text -> assertThat(text).startsWith("experiment 4|"));
    assertThat(expected)
        .filteredOn(text -> text.endsWith("[MOST_LACK_METRIC, IDS_CONFLICT]"))
        .hasSize(1);

    for (int partitions : List.of(1, 2, 40)) {
      Collections.shuffle(rows, random);
      Dataset<Row> trials = spark.createDataFrame(rows, TrialColumn.schema());
      assertThat(packed(trials.repartition(partitions), TRIALS)).isEqualTo(expected);
      assertThat(packed(trials.repartition(partitions), 50)).isEqualTo(expected);
    }
  }

  /** How many parts there are of every experiment, as {@code id=parts}. */
  private static List<String> parts(Dataset<Row> trials, int most) {
    MapGroupsFunction<String, Row, String> count =
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
    Dataset<Row> trials = spark.createDataFrame(rows, TrialColumn.schema()).coalesce(1);
    Map<String, Long> sizes =
        rows.stream().collect(Collectors.groupingBy(r -> r.getString(0), Collectors.counting()));

    assertThat(parts(trials, TRIALS))
        .containsExactlyInAnyOrderElementsOf(sizes.keySet().stream().map(id -> id + "=1").toList());
    assertThat(parts(trials, 1_000))
        .contains("experiment 0=" + (sizes.get("experiment 0") + 999) / 1_000, "experiment 1=1");
  }

  @Test
  void aStateComesBackFromItsBytes() {
    Map<String, ExperimentState> states = new TreeMap<>();
    for (Row row : trials(new Random(5))) {
      Cells trial = new RowCells(row);
      states.computeIfAbsent(row.getString(0), id -> ExperimentState.startedBy(trial)).add(trial);
    }
    states.forEach(
        (id, state) -> {
          byte[] bytes = state.ended().toBytes();
          ExperimentState read = ExperimentState.of(bytes);
          assertThat(text(id, read)).isEqualTo(text(id, state));
          assertThat(read.toBytes()).isEqualTo(bytes);
        });
  }

  private static <T extends Serializable> T travelled(SerializerInstance serializer, T value) {
    return serializer.deserialize(
        serializer.serialize(value, ClassTag$.MODULE$.apply(value.getClass())),
        ClassTag$.MODULE$.apply(value.getClass()));
  }

  @Test
  void functionsAndTheirRowsTravelByEitherSerializer() {
    SparkConf conf = new SparkConf(false);
    MetricSettings simulated =
        new MetricSettings(
            EstimateSettings.withDefaults(Direction.MINIMIZE),
            200,
            IntervalMethod.CALIBRATED,
            DecideSettings.DEFAULT,
            NoiseRule.Word.AUTO);
    List<Cells> one =
        trials(new Random(6)).stream()
            .filter(row -> row.getString(0).equals("experiment 0"))
            .<Cells>map(RowCells::new)
            .toList();
    for (SerializerInstance serializer :
        List.of(new JavaSerializer(conf).newInstance(), new KryoSerializer(conf).newInstance())) {
      List<Row> parts = new ArrayList<>();
      travelled(serializer, new PackTrials(500))
          .call(one.iterator())
          .forEachRemaining(part -> parts.add(travelled(serializer, part)));
      assertThat(parts).hasSizeGreaterThan(2);
      // Settings are records, which Kryo cannot read; Spark ships functions by the other one.
      OrderReplicates order =
          travelled(
              new JavaSerializer(conf).newInstance(),
              new OrderReplicates(
                  Map.of(AuditSettings.name("source", "loss", Direction.MINIMIZE), simulated), 7));
      assertThat(order.call("experiment 0", parts.iterator()))
          .toIterable()
          .isNotEmpty()
          .allSatisfy(row -> assertThat(row.getInt(2)).isEqualTo(200));
    }
  }
}
