package org.lossfloor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lossfloor.config.key.DedupConfig;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.config.key.RecordKind;
import org.lossfloor.error.ConfigException;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.Threshold;
import org.lossfloor.sweep.Bounds;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.OutcomeRules;
import org.lossfloor.sweep.Policy;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.sweep.SamplerSource;
import org.lossfloor.sweep.TrialState;

class AuditConfigTest {
  private static final String SMALL =
      """
      name: small
      sources:
        - name: s
          format: csv
          path: a.csv
          metrics:
            - metric: loss
              direction: minimize
      """;

  private static ConfigException failure(String yaml) {
    return catchThrowableOfType(ConfigException.class, () -> AuditConfig.parse("audit.yaml", yaml));
  }

  @Test
  void defaultsHoldWhereNothingIsSaid() {
    AuditConfig audit = AuditConfig.parse("audit.yaml", SMALL);
    SourceConfig source = audit.sources().get(0);
    assertThat(audit.name()).isEqualTo("small");
    assertThat(source.record()).isEqualTo(RecordKind.TRIAL);
    assertThat(source.rules()).isEqualTo(OutcomeRules.DEFAULT);
    assertThat(source.sampler()).isEqualTo(Sampler.UNKNOWN);
    assertThat(source.samplerSource()).isEqualTo(SamplerSource.UNDECLARED);
    assertThat(source.dedup().keep()).isEqualTo(DedupConfig.Keep.NONE);
    assertThat(source.metrics().get(0).name()).isEqualTo("loss");
    assertThat(source.estimate("loss", Direction.MAXIMIZE).get(Key.MAX_DIMENSION)).isEqualTo(7);
    assertThat(source.estimate("loss", Direction.MAXIMIZE).get(Key.THRESHOLD))
        .isEqualTo(new Threshold.Auto());
  }

  @Test
  void everyKeyIsRead() {
    AuditConfig audit = AuditConfig.load(Path.of("conf/audit.example.yaml"));
    SourceConfig first = audit.sources().get(0);
    assertThat(first.state().state("7")).contains(TrialState.PRUNED);
    assertThat(first.state().state("FINISHED")).contains(TrialState.COMPLETE);
    assertThat(first.rules().onFailed()).isEqualTo(Policy.WORST);
    assertThat(first.metrics().get(0).direction()).contains(Direction.MAXIMIZE);
    assertThat(first.estimate("top_1", Direction.MAXIMIZE).get(Key.BOUNDS))
        .isEqualTo(new Bounds(0, 1));
    assertThat(first.filters()).extracting(Filter::text).contains("args.hparams_seed != '0'");
  }

  @Test
  void effectiveSettingsReadBackToTheSameAudit() {
    for (String file : List.of("conf/audit.example.yaml", "conf/field-sweeps.yaml")) {
      AuditConfig audit = AuditConfig.load(Path.of(file));
      AuditConfig again = AuditConfig.parse("manifest", audit.toJson());
      assertThat(again).isEqualTo(audit);
      assertThat(again.toJson()).isEqualTo(audit.toJson());
      for (SourceConfig source : audit.sources()) {
        assertThat(Travelled.copy(source)).isEqualTo(source);
      }
    }
  }

  @Test
  void theCommandLineGoesBeforeTheFile() {
    Overrides overrides =
        new Overrides(
            List.of("b.csv"),
            KeyValues.NONE
                .withText(Key.RANDOM_SEED, "5")
                .withText(Key.CONFIDENCE, "0.8")
                .withText(Key.REPLICATES, "7")
                .withText(Key.INTERVALS, "narrow"),
            List.of());
    AuditConfig audit = AuditConfig.parse("audit.yaml", SMALL).with(overrides);
    KeyValues estimate = audit.sources().get(0).estimate("loss", Direction.MAXIMIZE);
    assertThat(audit.sources().get(0).paths()).containsExactly("b.csv");
    assertThat(estimate.get(Key.RANDOM_SEED)).isEqualTo(5);
    assertThat(estimate.get(Key.CONFIDENCE)).isEqualTo(0.8);
    assertThat(estimate.get(Key.REPLICATES)).isEqualTo(7);
    assertThat(estimate.get(Key.INTERVALS)).isEqualTo(IntervalMethod.NARROW);
  }

  @Test
  void oneSeedHoldsForAllSources() {
    String yaml = SMALL + "    estimate: {replicates: 3}\nestimate: {seed: 9}\n";
    AuditConfig audit = AuditConfig.parse("audit.yaml", yaml);
    SourceConfig source = audit.sources().get(0);
    assertThat(source.estimate("loss", Direction.MAXIMIZE).get(Key.RANDOM_SEED)).isEqualTo(9);
    assertThat(AuditConfig.parse("manifest", audit.toJson())).isEqualTo(audit);
    assertThat(Travelled.copy(source)).isEqualTo(source);
  }

  @Test
  void theHyperparametersNamedDoNotCapTheDimension() {
    UnaryOperator<String> with = list -> SMALL + "    hyperparameters: " + list + "\n";
    assertThat(max(with.apply("[a, b, c]"))).isEqualTo(7);
    assertThat(max(with.apply("[a, b, c, d, e, f, g, h, i, j, k, l]"))).isEqualTo(7);
    assertThat(max(with.apply("['hp_*']"))).isEqualTo(7);
    assertThat(max(with.apply("[a, b]") + "    estimate: {max_dimension: 5}\n")).isEqualTo(5);
  }

  @Test
  void whatThePinnedDimensionMakesUselessIsRefused() {
    String pinned = SMALL + "estimate: {dimension: 2}\n";
    assertThat(AuditConfig.parse("again", AuditConfig.parse("a", pinned).toJson()))
        .isEqualTo(AuditConfig.parse("a", pinned));
    ConfigException e =
        failure(SMALL + "    estimate: {max_dimension: 5}\nestimate: {dimension: 2}\n");
    assertThat(e.what()).contains("`max_dimension` does not go with `dimension`");
    String capped = SMALL + "    estimate: {dimension: 2}\nestimate: {max_dimension: 5}\n";
    AuditConfig other = AuditConfig.parse("a", capped);
    assertThat(AuditConfig.parse("again", other.toJson())).isEqualTo(other);
  }

  private static int max(String yaml) {
    return AuditConfig.parse("a", yaml)
        .sources()
        .get(0)
        .estimate("loss", Direction.MAXIMIZE)
        .get(Key.MAX_DIMENSION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metrics:    | metrcis:     | unknown key `metrcis` in sources | 6, column 5 | Did you mean `metrics`?",
        "format: csv | format: xml  | not `xml` | 4, column 13 | csv, ",
        "direction: minimize | direction: down | not `down` | 8, column 20 | minimize, maximize",
        "direction: minimize | transform: none | `direction` is missing | 7, column 9 | direction:",
        "path: a.csv | record: trial | `path` is missing | 3, column 5 | path:",
        "path: a.csv | path: {a: b} | not a mapping | 5, column 11 | a single value",
        "direction: minimize | reduce: middle | not `middle` | 8, column 17 | mean_last:K",
        "metric: loss | curve: c | `reduce` is missing | 7, column 9 | best",
        "name: small | name: [small] | not a list | 1, column 7 | a single value",
        "path: a.csv | name: t | given twice | 5, column 5 | Keep one",
      })
  void anErrorNamesWhatWhereAndTheMend(
      String line, String instead, String what, String where, String mend) {
    ConfigException e = failure(SMALL.replace(line, instead));
    assertThat(e.what()).contains(what);
    assertThat(e.where()).isEqualTo("audit.yaml, line " + where);
    assertThat(e.mend()).contains(mend);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "estimate: {confidence: 95}          | from 0.5 to 0.999",
        "estimate: {confidence: 0.4999}      | from 0.5 to 0.999",
        "estimate: {confidence: 0.9999}      | from 0.5 to 0.999",
        "estimate: {confidence: NaN}         | from 0.5 to 0.999",
        "estimate: {dimension: 11}           | from 1 to 10",
        "estimate: {max_dimension: 0}        | from 1 to 10",
        "estimate: {seed: 1}                 | at the top of the file",
        "estimate: {threshold: high}         | auto, none",
        "estimate: {threshold: 0%}           | such as 25%",
        "estimate: {threshold: 101%}         | such as 25%",
        "estimate: {bounds: [1, 0]}          | low < high",
        "estimate: {bounds: 1}               | pair",
        "estimate: {replicates: -1}          | at least 0",
        "estimate: {trials: [0]}             | from 1 to 1000000000",
        "estimate: {dimension: 1.5}          | whole number",
        "filters: [a b]                      | op",
        "on_failed: keep                     | worst, exclude, error",
        "on_pruned: error                    | worst, exclude, keep",
        "sampler: tpe                        | random, quasi_random",
        "path_regex: '(a'                    | group",
        "path_regex: 'a'                     | group",
        "state: {values: {a: complete}}      | failed_if",
        "state: {field: a, values: {a: big}} | complete, pruned",
        "dedup: newest                       | first, last",
        "timezone: Mars                      | time zone",
        "delimiter: ab                       | one character",
        "constants: {metric: a}              | always there",
        "group_by: {source: a}               | always there",
        "constants: [a]                      | mapping",
      })
  void aValueOutOfItsRangeIsRefused(String line, String words) {
    ConfigException e = failure(SMALL + "    " + line + "\n");
    assertThat(e).hasMessageContaining(words);
    assertThat(e.where()).startsWith("audit.yaml, line ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''            | empty",
        "'a: [b'       | not valid YAML",
        "'- a'         | top level",
        "'name: a'     | sources",
        "'{a: b} --- {c: d}' | not valid YAML",
      })
  void aFileThatIsNoAuditIsRefused(String yaml, String words) {
    assertThat(failure(yaml)).hasMessageContaining(words);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> AuditConfig.load(Path.of("no/such.yaml")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no/such.yaml");
  }

  @Test
  void inputsNeedOneSource() {
    String two = SMALL + SMALL.substring(SMALL.indexOf("  - name")).replace("name: s", "name: t");
    AuditConfig audit = AuditConfig.parse("audit.yaml", two);
    Overrides overrides = new Overrides(List.of("x"), KeyValues.NONE, List.of());
    assertThatThrownBy(() -> audit.with(overrides)).isInstanceOf(ConfigException.class);
    assertThat(failure(two.replace("name: t", "name: s")).what()).contains("two sources");
  }

  @Test
  void aStarIsShortForACurve() {
    String yaml =
        SMALL
            .replace("csv", "jsonl")
            .replace("metric: loss", "{metric: 'a.c[*].v', reduce: best, direction: maximize}")
            .replace("        direction: minimize\n", "");
    MetricConfig metric = AuditConfig.parse("a", yaml).sources().get(0).metrics().get(0);
    assertThat(metric.curve()).isEqualTo(Optional.of("a.c"));
    assertThat(metric.value()).isEqualTo(Optional.of("v"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | enqueued != true",
        "filters: [width < 3] | enqueued != true, width < 3",
        "'filters: [enqueued != true, width < 3]' | enqueued != true, width < 3",
        "filters: [] | ''"
      })
  void filtersOfTheFileAreAddedToThoseOfTheFormat(String filters, String all) {
    AuditConfig audit =
        AuditConfig.parse(
            "a.yaml",
            "name: a\nsources:\n  - {name: s, format: optuna, path: x"
                + (filters.isEmpty() ? "" : ", " + filters)
                + "}\n");
    assertThat(
            audit.sources().get(0).filters().stream().map(f -> f.text().replace("'", "")).toList())
        .isEqualTo(all.isEmpty() ? List.of() : List.of(all.split(", ")));
    assertThat(AuditConfig.parse("manifest", audit.toJson())).isEqualTo(audit);
  }
}
