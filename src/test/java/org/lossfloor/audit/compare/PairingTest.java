package org.lossfloor.audit.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lossfloor.decide.compare.PairedBy;
import org.lossfloor.error.UsageException;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.SampleViews;

class PairingTest {
  private static final Pairing BY_DATA = new Pairing(Optional.empty(), List.of());

  /** An experiment; a column with an empty value is one that the log does not have. */
  private static ExperimentView experiment(Map<String, String> key) {
    Map<String, String> all = new TreeMap<>(Map.of("source", "logs", "metric", "loss"));
    all.putAll(key);
    return SampleViews.unfitted(all, List.of());
  }

  private static Stream<String> models(Pairing.Chosen chosen) {
    return chosen.pairs().stream()
        .map(pair -> pair.a().key().get("model") + " " + pair.b().key().get("model"));
  }

  @Test
  void experimentsWithoutDataSetShareNone() {
    Pairing.Chosen chosen =
        BY_DATA.pairs(
            List.of(
                experiment(Map.of("model", "a", "dataset", "x")),
                experiment(Map.of("model", "b", "dataset", "x")),
                experiment(Map.of("model", "c", "dataset", "")),
                experiment(Map.of("model", "d", "dataset", ""))));
    assertThat(models(chosen)).containsExactly("a b");
    assertThat(chosen.by()).isEqualTo(new PairedBy(PairedBy.How.DATA, List.of("dataset"), 2));
  }

  @Test
  void severalColumnsTellTheDataSetTogether() {
    Pairing.Chosen chosen =
        BY_DATA.pairs(
            List.of(
                experiment(Map.of("model", "a", "dataset", "x", "task", "1")),
                experiment(Map.of("model", "b", "dataset", "x", "task", "2")),
                experiment(Map.of("model", "c", "dataset", "x", "task", "")),
                experiment(Map.of("model", "d", "dataset", "x", "task", "2"))));
    assertThat(models(chosen)).containsExactly("b d");
    assertThat(chosen.by().columns()).containsExactly("dataset", "task");
  }

  @Test
  void betweenTakesExperimentsThatHaveTheColumn() {
    Pairing.Chosen chosen =
        new Pairing(Optional.of("model"), List.of())
            .pairs(
                List.of(
                    experiment(Map.of("model", "a", "width", "1")),
                    experiment(Map.of("model", "b", "width", "1")),
                    experiment(Map.of("model", "b", "width", "2")),
                    experiment(Map.of("model", "", "width", "1"))));
    assertThat(models(chosen)).containsExactly("a b");
    assertThat(chosen.by()).isEqualTo(new PairedBy(PairedBy.How.BETWEEN, List.of("model"), 1));
  }

  @Test
  void otherMetricsAreNotCompared() {
    List<ExperimentView> experiments =
        List.of(
            experiment(Map.of("dataset", "x", "metric", "loss")),
            experiment(Map.of("dataset", "x", "metric", "accuracy")));
    assertThatThrownBy(() -> BY_DATA.pairs(experiments))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("none share metric, direction and data set");
  }

  @Test
  void aDataSetThatNoColumnNamesIsNotGuessed() {
    assertThatThrownBy(() -> BY_DATA.pairs(List.of(experiment(Map.of("model", "a")))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no key column is called dataset");
  }
}
