package org.lossfloor.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Judgement;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.interval.ReplicateSummary;
import org.lossfloor.estimate.regime.Scores;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.RerunPolicy;
import org.lossfloor.sweep.SourceRecord;
import org.lossfloor.table.decide.ChangesTable;
import org.lossfloor.table.decide.ComparisonsTable;
import org.lossfloor.table.decide.FamiliesTable;
import org.lossfloor.table.decide.ForecastsTable;
import org.lossfloor.table.decide.NoiseTable;
import org.lossfloor.table.decide.RangesTable;
import org.lossfloor.table.decide.ReplaysTable;
import org.lossfloor.table.decide.StepsTable;

/**
 * What is published, column by column, and that every record survives being written. The columns
 * are pinned in {@code schemas.txt}: queries of others depend on their names, types and order, so a
 * line is only ever added there, never changed or removed.
 */
class TablesTest {
  private static final int RECORDS = 300;

  static Map<String, StructType> tables() {
    Map<String, StructType> tables = new LinkedHashMap<>();
    tables.put(ExperimentsTable.NAME, ExperimentsTable.ownColumns());
    tables.put(TuningCurvesTable.NAME, TuningCurvesTable.schema());
    tables.put(ReplicatesTable.NAME, ReplicatesTable.schema());
    tables.put(TrialsTable.NAME, TrialsTable.schema());
    tables.put(RejectedRecordsTable.NAME, RejectedRecordsTable.schema());
    tables.put(SourcesTable.NAME, SourcesTable.schema());
    tables.put(ComparisonsTable.NAME, ComparisonsTable.ownColumns());
    tables.put(ChangesTable.NAME, ChangesTable.ownColumns());
    tables.put(ReplaysTable.NAME, ReplaysTable.ownColumns());
    tables.put(ForecastsTable.NAME, ForecastsTable.ownColumns());
    tables.put(RangesTable.NAME, RangesTable.ownColumns());
    tables.put(NoiseTable.NAME, NoiseTable.ownColumns());
    tables.put(FamiliesTable.NAME, FamiliesTable.ownColumns());
    tables.put(StepsTable.NAME, StepsTable.schema());
    tables.put("sets of a study of coverage", StudySetsTable.schema());
    tables.put("sets of a study of diagnostics", SuspectSetsTable.schema());
    tables.put("sets of a study of the null table", NullSetsTable.schema());
    tables.put("sets of a study of families", FamilySetsTable.schema());
    tables.put("sets of a study of surfaces", SurfaceSetsTable.schema());
    return tables;
  }

  private static Map<String, List<String>> pinned() throws IOException {
    Map<String, List<String>> pinned = new LinkedHashMap<>();
    try (InputStream in = TablesTest.class.getResourceAsStream("schemas.txt")) {
      List<String> columns = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith("# ")) {
          columns = new ArrayList<>();
          pinned.put(line.substring(2), columns);
        } else if (!line.isBlank()) {
          columns.add(line.strip());
        }
      }
    }
    return pinned;
  }

  @Test
  void everyTableIsPinned() throws IOException {
    assertThat(pinned().keySet()).containsExactlyElementsOf(tables().keySet());
  }

  static Set<String> names() {
    return tables().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyColumnHasItsNameItsTypeAndItsPlace(String table) throws IOException {
    List<String> columns =
        Arrays.stream(tables().get(table).fields())
            .map(f -> f.name() + " " + f.dataType().catalogString())
            .toList();
    assertThat(columns)
        .as("columns of %s; other people's queries name them", table)
        .containsExactlyElementsOf(pinned().get(table));
  }

  /** A column that comes later is null in the files of before. */
  @ParameterizedTest
  @MethodSource("names")
  void everyColumnMayBeNull(String table) {
    assertThat(tables().get(table).fields()).allMatch(StructField::nullable);
  }

  /** Engines that tell no case apart, Spark's default among them, could not read the table. */
  @ParameterizedTest
  @MethodSource("names")
  void noTwoColumnsDifferByCaseAlone(String table) {
    Set<String> names = new HashSet<>();
    assertThat(tables().get(table).fieldNames())
        .allSatisfy(name -> assertThat(names.add(name.toLowerCase(Locale.ROOT))).isTrue())
        .allMatch(name -> name.matches("[a-z][a-z0-9_]*"));
  }

  /** The row as Spark gives it back: with its columns. */
  static Row named(Row row, StructType schema) {
    return new GenericRowWithSchema(
        IntStream.range(0, row.size()).mapToObj(row::get).toArray(), schema);
  }

  static void assertTyped(Object value, DataType type, String where) {
    if (value == null) {
      return;
    }
    if (type instanceof StructType struct) {
      Row row = (Row) value;
      assertThat(row.size()).as(where).isEqualTo(struct.size());
      for (int i = 0; i < row.size(); i++) {
        assertTyped(row.get(i), struct.apply(i).dataType(), where + "." + struct.apply(i).name());
      }
    } else if (type instanceof ArrayType array) {
      scala.jdk.javaapi.CollectionConverters.asJava((scala.collection.Seq<?>) value)
          .forEach(element -> assertTyped(element, array.elementType(), where));
    } else if (type instanceof MapType map) {
      scala.jdk.javaapi.CollectionConverters.asJava((scala.collection.Map<?, ?>) value)
          .forEach(
              (key, element) -> {
                assertTyped(key, map.keyType(), where);
                assertTyped(element, map.valueType(), where);
              });
    } else {
      assertThat(value).as(where).isInstanceOf(JAVA.get(type));
    }
  }

  private static final Map<DataType, Class<?>> JAVA =
      Map.of(
          DataTypes.StringType, String.class,
          DataTypes.IntegerType, Integer.class,
          DataTypes.LongType, Long.class,
          DataTypes.DoubleType, Double.class,
          DataTypes.BooleanType, Boolean.class,
          DataTypes.TimestampType, java.sql.Timestamp.class);

  /**
   * A table whose rows are read again.
   *
   * @param record draws a record
   * @param row writes it
   * @param back reads it
   */
  record Codec<T>(
      String table,
      Function<RandomRecords, T> record,
      Function<T, Row> row,
      Function<Row, T> back,
      StructType schema) {
    Codec(
        String table,
        Function<RandomRecords, T> record,
        Function<T, Row> row,
        Function<Row, T> back) {
      this(table, record, row, back, tables().get(table));
    }

    List<T> some(int count) {
      RandomRecords random = new RandomRecords(table.hashCode());
      return Stream.generate(() -> record.apply(random)).limit(count).toList();
    }

    @Override
    public String toString() {
      return table;
    }
  }

  static Stream<Codec<?>> codecs() {
    return Stream.of(
        new Codec<>(TrialsTable.NAME, RandomRecords::trial, TrialsTable::row, TrialsTable::trial),
        new Codec<>(
            RejectedRecordsTable.NAME,
            RandomRecords::rejected,
            RejectedRecordsTable::row,
            RejectedRecordsTable::record),
        new Codec<>(
            ReplicatesTable.NAME,
            RandomRecords::replicate,
            replicate -> ReplicatesTable.row("0f", 7, replicate),
            ReplicatesTable::replicate),
        new Codec<>(
            "sets of a study of coverage",
            RandomRecords::set,
            StudySetsTable::row,
            StudySetsTable::set),
        new Codec<>(
            "sets of a study of diagnostics",
            RandomRecords::suspect,
            SuspectSetsTable::row,
            SuspectSetsTable::result),
        new Codec<>(
            "sets of a study of the null table",
            RandomRecords::nullResult,
            NullSetsTable::row,
            NullSetsTable::result));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void everyRecordIsReadBackAsItIs(Codec<?> codec) {
    readBack(codec);
  }

  private static <T> void readBack(Codec<T> codec) {
    for (T record : codec.some(RECORDS)) {
      Row row = codec.row().apply(record);
      assertTyped(row, codec.schema(), codec.table());
      assertThat(codec.back().apply(named(row, codec.schema()))).isEqualTo(record);
    }
  }

  @Test
  void everySourceIsWrittenAsItsColumnsSay() {
    RandomRecords random = new RandomRecords(1);
    for (int i = 0; i < RECORDS; i++) {
      SourceRecord source = random.source();
      Row row = named(SourcesTable.row(source), SourcesTable.schema());
      assertTyped(row, SourcesTable.schema(), SourcesTable.NAME);
      assertThat(row.<String>getAs("source")).isEqualTo(source.source());
      assertThat(row.<String>getAs("reason")).isEqualTo(source.reason().orElse(null));
      assertThat(row.<String>getAs("status"))
          .isEqualTo(source.reason().isPresent() ? SourcesTable.BROKEN : SourcesTable.OK);
      assertThat(row.<String>getList(row.fieldIndex("paths"))).isEqualTo(source.paths());
      assertThat(row.<String, Long>getJavaMap(row.fieldIndex("states"))).isEqualTo(source.states());
      Row metric = row.<Row>getList(row.fieldIndex("metrics")).get(0);
      assertThat(metric.getLong(1)).isEqualTo(source.metrics().get(0).scored());
      Row note = row.<Row>getList(row.fieldIndex("notes")).get(0);
      assertThat(note.getString(5)).isEqualTo(source.notes().get(0).text());
    }
  }

  /** What the data do not tell is null, never an infinite number; NaN would be a fault to see. */
  @Test
  void anEndOfACurveThatTheDataDoNotTellIsNull() {
    RandomRecords random = new RandomRecords(2);
    for (int i = 0; i < RECORDS; i++) {
      TuningCurvesTable.Point point = random.point();
      Row row = named(TuningCurvesTable.row(point), TuningCurvesTable.schema());
      assertTyped(row, TuningCurvesTable.schema(), TuningCurvesTable.NAME);
      assertTold(row.getAs("estimate"), point.estimate());
      assertTold(row.getAs("lower"), point.lower());
      assertTold(row.getAs("upper"), point.upper());
      assertThat(row.<Double>getAs("trials")).isEqualTo(Double.valueOf(point.trials()));
    }
  }

  private static void assertTold(Double written, Double value) {
    assertThat(written).isEqualTo(value == null || value.isInfinite() ? null : value);
  }

  private static double[] scores(int trials, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    NoisyQuadratic law = NoisyQuadratic.convex(.1, .9, 2, .05);
    return DoubleStream.generate(() -> law.sample(random)).limit(trials).toArray();
  }

  /** Every kind of answer. */
  static Stream<Answer> answers() {
    EstimateSettings settings = EstimateSettings.withDefaults(Direction.MINIMIZE);
    ExperimentEstimator estimator = new ExperimentEstimator(settings);
    return Stream.of(
        estimator.answer(scores(60, 1)),
        estimator.answer(scores(10, 2)),
        estimator.answer(new double[0]),
        estimator.answer(IntStream.range(0, 60).mapToDouble(i -> i % 2).toArray()),
        estimator.answer(DoubleStream.generate(() -> Double.NaN).limit(40).toArray()),
        Answer.failed(Scores.of(scores(30, 3)), settings, new IllegalStateException("a bug")));
  }

  static ExperimentRecord record(Answer answer) {
    return new ExperimentRecord(
        "0f",
        new TreeMap<>(Map.of("model", "m", "source", "s")),
        "random",
        "declared",
        3,
        RerunPolicy.FIRST,
        answer,
        Long.MAX_VALUE,
        "ff");
  }

  @ParameterizedTest
  @MethodSource("answers")
  void everyAnswerIsARowOfItsTypes(Answer answer) {
    ExperimentsTable table = new ExperimentsTable(Set.of("model", "source", "metric"), "r", 9);
    Row row = named(table.row(record(answer)), table.schema());
    assertTyped(row, table.schema(), ExperimentsTable.NAME);
    assertThat(row.<String>getAs("model")).isEqualTo("m");
    assertThat(row.<String>getAs("metric")).isNull();
    assertThat(row.<String>getAs("run_id")).isEqualTo("r");
    assertThat(row.<Long>getAs("seed")).isEqualTo(9);
    assertThat(row.<String>getAs("verdict")).isEqualTo(answer.verdict().name());
    assertThat(row.<String>getAs("precision")).isEqualTo(answer.precision().name());
    assertThat(row.<String>getAs("standing")).isEqualTo(answer.standing().name());
    assertThat(row.<String>getList(row.fieldIndex("reasons")))
        .isEqualTo(answer.reasons().stream().map(Enum::name).toList());
    assertThat(row.<Integer>getAs("n_trials")).isEqualTo(answer.estimate().counts().trials());
    boolean fitted = answer.estimate().fitted().isPresent();
    for (String column :
        List.of("best_score", "effective_dimension", "noise", "threshold", "interval_method")) {
      assertThat(row.isNullAt(row.fieldIndex(column))).as(column).isEqualTo(!fitted);
    }
    for (StructField field : table.schema().fields()) {
      if (row.getAs(field.name()) instanceof Double number) {
        assertThat(number.isInfinite()).as(field.name()).isFalse();
      }
    }
  }

  @Test
  void theColumnsOfTheBootstrapComeLastAndAreNullWithoutReplicates() {
    ExperimentsTable table = new ExperimentsTable(Set.of(), "r", 9);
    Row row = table.row(record(answers().findFirst().orElseThrow()));
    ReplicateSummary summary =
        new ReplicateSummary(
            2,
            new Interval(Double.NEGATIVE_INFINITY, 1),
            new Interval(0, 2),
            List.of(),
            new TreeMap<>(Map.of(1, .5, 3, .5)));
    BiFunction<Integer, Optional<ReplicateSummary>, Row> with =
        (drawn, found) ->
            named(ExperimentsTable.summarised(row, drawn, found), table.summarisedSchema());
    Row none = with.apply(0, Optional.empty());
    Row one = with.apply(1, Optional.empty());
    Row all = with.apply(2, Optional.of(summary));
    for (Row each : List.of(none, one, all)) {
      assertTyped(each, table.summarisedSchema(), ExperimentsTable.NAME);
    }
    assertThat(none.<Integer>getAs("replicates")).isNull();
    assertThat(one.<Integer>getAs("replicates")).isEqualTo(1);
    assertThat(one.<Double>getAs("noise_percentile_upper")).isNull();
    assertThat(all.<Double>getAs("best_score_percentile_lower")).isNull();
    assertThat(all.<Double>getAs("best_score_percentile_upper")).isEqualTo(1);
    assertThat(all.<Integer, Double>getJavaMap(all.fieldIndex("effective_dimension_bootstrap")))
        .isEqualTo(Map.of(1, .5, 3, .5));
  }

  /** Columns of before and behind stay; the judgement is that of the new q-value alone. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 9e-4, 5e-3, .01, 1})
  void aQValueMovesTheJudgementAndNothingElse(double qValue) {
    ExperimentsTable table = new ExperimentsTable(Set.of("model"), "r", 9);
    StructType schema = table.summarisedSchema();
    Answer answer = answers().findFirst().orElseThrow();
    Row before =
        named(ExperimentsTable.summarised(table.row(record(answer)), 0, Optional.empty()), schema);
    Judgement alone = ExperimentsTable.judgement(before, schema);
    assertThat(alone).isEqualTo(answer.judgement());
    Answer judged = answer.withOrderQValue(qValue);
    Row row =
        named(ExperimentsTable.withOrderQValue(before, schema, qValue, judged.judgement()), schema);
    assertThat(ExperimentsTable.judgement(row, schema)).isEqualTo(judged.judgement());
    assertThat(row.<Double>getAs("order_q_value")).isEqualTo(qValue);
    assertThat(row.<String>getAs("verdict")).isEqualTo(judged.verdict().name());
    assertThat(row.<String>getAs("precision")).isEqualTo(judged.precision().name());
    assertThat(row.<String>getAs("standing")).isEqualTo(judged.standing().name());
    assertThat(row.<String>getList(row.fieldIndex("reasons")))
        .isEqualTo(judged.reasons().stream().map(Reason::name).toList());
    for (StructField field : schema.fields()) {
      if (!List.of("order_q_value", "verdict", "standing", "reasons").contains(field.name())) {
        assertThat(row.<Object>getAs(field.name()))
            .as(field.name())
            .isEqualTo(before.get(schema.fieldIndex(field.name())));
      }
    }
  }

  /** Whatever a key column is called, no column of the table is hidden or doubled. */
  @Test
  void keyColumnsCalledLikeOursGetAPrefix() {
    for (String own : ExperimentsTable.ownColumns().fieldNames()) {
      String key = own.toUpperCase(Locale.ROOT);
      ExperimentsTable table = new ExperimentsTable(Set.of(key, "other"), "r", 0);
      assertThat(table.summarisedSchema().fieldNames())
          .startsWith("key_" + key, "other")
          .containsAll(List.of(ExperimentsTable.ownColumns().fieldNames()));
    }
    assertThat(ExperimentsTable.keyNames(Set.of("b", "a", "Seed")))
        .containsExactlyInAnyOrderEntriesOf(Map.of("a", "a", "b", "b", "Seed", "key_Seed"));
  }

  /** A row that somebody else wrote. */
  @ParameterizedTest
  @ValueSource(strings = {"state", "direction", "value_status", "sampler", "sampler_source"})
  void aWordThatIsNoneOfOursIsNamed(String column) {
    Row row = TrialsTable.row(new RandomRecords(3).trial());
    Object[] values = IntStream.range(0, row.size()).mapToObj(row::get).toArray();
    values[TrialsTable.schema().fieldIndex(column)] = "quux";
    assertThatThrownBy(
            () -> TrialsTable.trial(named(RowFactory.create(values), TrialsTable.schema())))
        .hasMessageContaining("quux");
  }
}
