package org.lossfloor.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lossfloor.estimate.Answer;
import org.lossfloor.sweep.Outcome;
import org.lossfloor.sweep.ScoreStatus;
import org.lossfloor.sweep.Trial;
import org.lossfloor.table.decide.FamiliesTable;
import org.lossfloor.table.decide.ForecastsTable;
import org.lossfloor.table.decide.NoiseTable;
import org.lossfloor.table.decide.ReplaysTable;
import org.lossfloor.table.decide.StepsTable;

/**
 * Which columns can be null, and what that says. A query that counts or joins depends on it as much
 * as on the names: a column that is always filled must stay so.
 */
class NullRulesTest {
  private static final int RECORDS = 400;

  /** Which columns of a table can be null, and how rows of it are made. */
  record Rule(
      String table, Function<RandomRecords, Row> row, StructType schema, Set<String> mayBeNull) {}

  private static Rule rule(
      String table, Function<RandomRecords, Row> row, StructType schema, String... mayBeNull) {
    return new Rule(table, row, schema, Set.of(mayBeNull));
  }

  private static Rule rule(
      String table, Function<RandomRecords, Row> row, StructType schema, List<ColumnDoc> docs) {
    Set<String> mayBeNull =
        docs.stream()
            .filter(ColumnDoc::mayBeNull)
            .map(ColumnDoc::name)
            .collect(Collectors.toCollection(TreeSet::new));
    return new Rule(table, row, schema, mayBeNull);
  }

  static Stream<Rule> rules() {
    return Stream.of(
        rule(
            TrialsTable.NAME,
            records -> TrialsTable.row(records.trial()),
            TrialsTable.schema(),
            TrialsTable.docs()),
        rule(
            RejectedRecordsTable.NAME,
            records -> RejectedRecordsTable.row(records.rejected()),
            RejectedRecordsTable.schema(),
            RejectedRecordsTable.docs()),
        rule(
            SourcesTable.NAME,
            records -> SourcesTable.row(records.source()),
            SourcesTable.schema(),
            SourcesTable.docs()),
        rule(
            TuningCurvesTable.NAME,
            records -> TuningCurvesTable.row(records.point()),
            TuningCurvesTable.schema(),
            TuningCurvesTable.docs()),
        rule(
            ReplicatesTable.NAME,
            records -> ReplicatesTable.row("0f", 7, records.replicate()),
            ReplicatesTable.schema(),
            ReplicatesTable.docs()),
        rule(
            "sets of a study of diagnostics",
            records -> SuspectSetsTable.row(records.suspect()),
            SuspectSetsTable.schema(),
            "verdict"),
        rule(
            "sets of a study of the null table",
            records -> NullSetsTable.row(records.nullResult()),
            NullSetsTable.schema(),
            "dimension",
            "relative_noise",
            "statistic"));
  }

  /** Which columns of a table of decisions can be null, and how rows of it are made. */
  record Decided(
      String table, Function<RandomDecisions, Row> row, StructType schema, List<ColumnDoc> docs) {}

  static Stream<Decided> decisions() {
    NoiseTable noise = new NoiseTable(Set.of(), "r", .95);
    FamiliesTable families = new FamiliesTable(Set.of(), "r", true, .95);
    ReplaysTable replays = new ReplaysTable(Set.of(), "r", 1);
    ForecastsTable forecasts = new ForecastsTable(Set.of(), "r");
    return Stream.of(
        new Decided(
            NoiseTable.NAME,
            random -> noise.row(random.noise()),
            noise.schema(),
            NoiseTable.docs()),
        new Decided(
            FamiliesTable.NAME,
            random -> families.row(random.member()),
            families.schema(),
            FamiliesTable.docs()),
        new Decided(
            StepsTable.NAME,
            random -> StepsTable.row("0f", random.step()),
            StepsTable.schema(),
            StepsTable.docs()),
        new Decided(
            ReplaysTable.NAME,
            random -> random.replayed(replays::rows),
            replays.schema(),
            ReplaysTable.docs()),
        new Decided(
            ForecastsTable.NAME,
            random -> random.replayed(forecasts::rows),
            forecasts.schema(),
            ForecastsTable.docs()));
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void theSameHoldsForTablesOfDecisions(Decided table) {
    RandomDecisions records = new RandomDecisions(table.table().hashCode());
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < RECORDS; i++) {
      seen.addAll(nulls(table.row().apply(records), table.schema()));
    }
    Set<String> documented =
        table.docs().stream()
            .filter(ColumnDoc::mayBeNull)
            .map(ColumnDoc::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(seen).as(table.table()).isEqualTo(documented);
  }

  private static Set<String> nulls(Row row, StructType schema) {
    return Arrays.stream(schema.fieldNames())
        .filter(name -> row.isNullAt(schema.fieldIndex(name)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theseColumnsCanBeNullAndNoOthers(Rule rule) {
    RandomRecords records = new RandomRecords(rule.table().hashCode());
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < RECORDS; i++) {
      seen.addAll(nulls(rule.row().apply(records), rule.schema()));
    }
    assertThat(seen).as(rule.table()).isEqualTo(new TreeSet<>(rule.mayBeNull()));
  }

  /** Of a set without a fit the truth is there, and nothing of the answer. */
  @Test
  void aStudiedSetHasItsTruthAlways() {
    StructType schema = StudySetsTable.schema();
    List<String> always =
        List.of(
            "cell",
            "design",
            "n_trials",
            "number",
            "scale",
            "verdict",
            "reasons",
            "cpu_ms",
            "dimension_truth");
    RandomRecords records = new RandomRecords(5);
    for (int i = 0; i < RECORDS; i++) {
      var set = records.set();
      Set<String> nulls = nulls(StudySetsTable.row(set), schema);
      Set<String> answer =
          Arrays.stream(schema.fieldNames())
              .filter(name -> !always.contains(name) && !name.endsWith("_truth"))
              .collect(Collectors.toCollection(TreeSet::new));
      if (set.answer().isEmpty()) {
        assertThat(nulls).isEqualTo(answer);
      } else {
        assertThat(answer).containsAll(nulls);
      }
    }
  }

  /** What the nulls and flags of a trial say together. */
  @Test
  void theColumnsOfATrialAgree() {
    RandomRecords records = new RandomRecords(6);
    for (int i = 0; i < RECORDS; i++) {
      Trial trial = records.trial();
      Row row = TablesTest.named(TrialsTable.row(trial), TrialsTable.schema());
      Optional<String> excluded = Optional.ofNullable(row.getAs("excluded_reason"));
      boolean failed = row.getAs("failed");
      assertThat(excluded.isPresent()).isEqualTo(trial.outcome() instanceof Outcome.Excluded);
      assertThat(failed && excluded.isPresent()).as("failed and excluded").isFalse();
      boolean valued = row.getAs("value_status").equals(ScoreStatus.OK.code());
      assertThat(row.getAs("value") != null).isEqualTo(valued);
      if (!failed && excluded.isEmpty()) {
        assertThat(valued).as("a trial that counts by its score has one").isTrue();
      }
      assertThat(row.<Long>getAs("source_records")).isPositive();
    }
  }

  static Stream<Answer> answers() {
    return TablesTest.answers();
  }

  /**
   * Whatever became of an experiment, its row says which it is, what it was asked and the verdict.
   */
  @ParameterizedTest
  @MethodSource("answers")
  void anExperimentWithoutAFitHasAllButTheFit(Answer answer) {
    ExperimentsTable table = new ExperimentsTable(Set.of("model"), "r", 9);
    Row row = table.row(TablesTest.record(answer));
    Set<String> nulls = nulls(row, table.schema());
    assertThat(nulls)
        .doesNotContain(
            "model",
            "experiment_id",
            "run_id",
            "direction",
            "sampler",
            "sampler_source",
            "n_trials",
            "n_failed",
            "n_excluded",
            "rerun_policy",
            "n_tail",
            "order_test",
            "verdict",
            "precision",
            "standing",
            "reasons",
            "confidence",
            "seed",
            "fingerprint",
            "statistics_version",
            "elapsed_ms");
    if (answer.estimate().fitted().isEmpty()) {
      assertThat(nulls)
          .contains(
              "best_score",
              "best_score_lower",
              "best_score_upper",
              "effective_dimension",
              "effective_dimension_set",
              "effective_dimension_weights",
              "noise",
              "noise_lower",
              "noise_upper",
              "lower_end",
              "upper_end",
              "threshold",
              "threshold_method",
              "gof_statistic",
              "gof_p_value",
              "observed_best_corrected",
              "regret",
              "mean_gain_next",
              "best_score_width_next",
              "distance_to_best",
              "distance_to_best_lower",
              "distance_to_best_upper",
              "trials_to_within",
              "expected_gain_next",
              "improvement_probability_next",
              "interval_method");
    } else {
      assertThat(nulls)
          .doesNotContain(
              "observed_best",
              "best_score",
              "effective_dimension",
              "effective_dimension_set",
              "effective_dimension_weights",
              "noise",
              "threshold",
              "threshold_method",
              "gof_statistic",
              "interval_method",
              "expected_gain_next");
    }
  }
}
