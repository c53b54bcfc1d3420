package org.lossfloor.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.lossfloor.LocalSpark;
import org.lossfloor.engine.Cells;
import org.lossfloor.engine.RowCells;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.noise.NoiseRule;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.sweep.Direction;
import org.lossfloor.table.TrialsTable;
import scala.jdk.javaapi.CollectionConverters;

/** The fingerprints of a table of trials: of all experiments at once and of each on its own. */
class FingerprintIT {
  private static final StructType SCHEMA = TrialsTable.schema();
  private static final MetricSettings WANTED =
      new MetricSettings(
          EstimateSettings.withDefaults(Direction.MINIMIZE),
          10,
          IntervalMethod.PROFILE,
          DecideSettings.DEFAULT,
          NoiseRule.Word.AUTO);

  private final SparkSession spark = LocalSpark.session();

  private static Map<String, Object> trial(String experiment) {
    scala.collection.Map<String, String> none = CollectionConverters.asScala(Map.of());
    Map<String, Object> trial = new TreeMap<>();
    trial.put("experiment_id", experiment);
    trial.put("experiment", none);
    trial.put("source", "source");
    trial.put("metric", "loss");
    trial.put("direction", "minimize");
    trial.put("trial_id", "7");
    trial.put("trial_number", 7L);
    trial.put("state", "complete");
    trial.put("value", .5);
    trial.put("value_status", "ok");
    trial.put("max_step", 3.0);
    trial.put("failed", false);
    trial.put("params", none);
    trial.put("params_hash", "0123");
    trial.put("sampler", "random");
    trial.put("sampler_source", "declared");
    trial.put("start_time", new Timestamp(5));
    trial.put("source_line", 9L);
    return trial;
  }

  private Dataset<Row> table(List<Map<String, Object>> trials) {
    List<Row> rows = new ArrayList<>();
    for (Map<String, Object> trial : trials) {
      Object[] values = new Object[SCHEMA.length()];
      trial.forEach((column, value) -> values[SCHEMA.fieldIndex(column)] = value);
      rows.add(RowFactory.create(values));
    }
    return spark.createDataFrame(rows, SCHEMA).select(TrialColumn.ofTrials());
  }

  private Map<String, String> fingerprints(Dataset<Row> trials) {
    String settings = AuditSettings.name("source", "loss", Direction.MINIMIZE);
    Map<String, String> fingerprints = new TreeMap<>();
    Fingerprint.ofAll(trials, Map.of(settings, WANTED), 1)
        .collectAsList()
        .forEach(row -> fingerprints.put(row.getString(0), row.getString(1)));
    return fingerprints;
  }

  @Test
  void whateverARowDependsOnChangesItsPlaceInTheLogDoesNot() {
    Map<String, Object> others =
        Map.of(
            "value_status",
            "missing",
            "trial_number",
            8L,
            "start_time",
            new Timestamp(6),
            "params_hash",
            "0124",
            "value",
            .25,
            "max_step",
            4.0,
            "failed",
            true,
            "excluded_reason",
            "duplicate",
            "sampler",
            "grid",
            "sampler_source",
            "recorded");
    List<Map<String, Object>> trials = new ArrayList<>(List.of(trial("as it is"), trial("moved")));
    trials.add(trial("executions"));
    trials.get(2).put("executions", CollectionConverters.asScala(List.of(.5, .25)).toSeq());
    trials.get(1).put("source_line", 10L);
    others.forEach(
        (column, value) -> {
          Map<String, Object> other = trial(column);
          other.put(column, value);
          trials.add(other);
        });

    Map<String, String> found = fingerprints(table(trials));

    assertThat(found).hasSize(trials.size());
    assertThat(found.get("moved")).isEqualTo(found.get("as it is"));
    assertThat(found.values().stream().distinct()).hasSize(trials.size() - 1);
  }

  @Test
  void allAtOnceAreThoseOfEach() {
    List<Map<String, Object>> trials = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      trials.add(trial("one"));
      trials.get(i).put("value", i / 7.0);
    }
    Dataset<Row> table = table(trials);

    List<Cells> rows = table.collectAsList().stream().<Cells>map(RowCells::new).toList();
    ExperimentState packed = ExperimentState.startedBy(rows.get(0));
    rows.forEach(packed::add);

    assertThat(fingerprints(table.repartition(5)))
        .containsEntry("one", Fingerprint.of(packed.sums(), WANTED, 1));
  }
}
