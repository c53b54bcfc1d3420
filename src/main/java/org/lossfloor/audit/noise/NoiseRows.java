package org.lossfloor.audit.noise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lossfloor.decide.noise.AcceptedStep;
import org.lossfloor.decide.noise.ExperimentNoise;
import org.lossfloor.decide.noise.JudgedDecisions;
import org.lossfloor.decide.noise.NoiseOfReruns;
import org.lossfloor.estimate.Interval;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.decide.NoiseTable;

/** Rows of the tables {@code noise} and {@code steps} as records. */
final class NoiseRows {
  private final SortedMap<String, String> keys;
  private final Map<String, List<AcceptedStep>> steps;

  private NoiseRows(Dataset<Row> noise, Dataset<Row> steps) {
    this.keys = NoiseTable.keyNames(noise.schema());
    this.steps =
        steps.orderBy(ExperimentKey.ID, "number").collectAsList().stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.<String>getAs(ExperimentKey.ID),
                    HashMap::new,
                    Collectors.mapping(NoiseRows::step, Collectors.toList())));
  }

  /** The experiments by their ids. */
  static List<ExperimentNoise> experiments(Dataset<Row> noise, Dataset<Row> steps) {
    NoiseRows read = new NoiseRows(noise, steps);
    return noise.orderBy(ExperimentKey.ID).collectAsList().stream().map(read::experiment).toList();
  }

  private static AcceptedStep step(Row row) {
    return new AcceptedStep(
        row.getAs("trial_id"),
        row.getAs("number"),
        row.getAs("before"),
        row.getAs("gain"),
        row.getAs("noise"),
        row.getAs("probability"));
  }

  private ExperimentNoise experiment(Row row) {
    SortedMap<String, String> key = new TreeMap<>();
    keys.forEach((name, column) -> key.put(name, text(row, column).orElse("")));
    return new ExperimentNoise(
        row.getAs(ExperimentKey.ID),
        key,
        Coded.parse(Direction.class, row.getAs("direction")).orElseThrow(),
        reruns(row),
        number(row, "equal_experiments_p_value"),
        number(row, "law_noise"),
        number(row, "best_first"),
        number(row, "best_worth"),
        row.getAs("n_best_reruns"),
        number(row, "best_rerun_mean"),
        decisions(row));
  }

  private static Optional<NoiseOfReruns> reruns(Row row) {
    OptionalDouble sd = number(row, "noise");
    return sd.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NoiseOfReruns(
                row.getAs("n_rerun_configurations"),
                row.getAs("n_runs"),
                sd.getAsDouble(),
                new Interval(
                    number(row, "noise_lower").orElseThrow(),
                    number(row, "noise_upper").orElseThrow()),
                number(row, "equal_p_value")));
  }

  private Optional<JudgedDecisions> decisions(Row row) {
    Integer kept = row.getAs("n_kept");
    if (kept == null) {
      return Optional.empty();
    }
    Optional<JudgedDecisions.StepNoise> noise =
        text(row, "step_noise_source")
            .flatMap(code -> Coded.parse(JudgedDecisions.Source.class, code))
            .map(
                source ->
                    new JudgedDecisions.StepNoise(source, number(row, "step_noise").orElseThrow()));
    return Optional.of(
        new JudgedDecisions(
            kept,
            row.getAs("n_discarded"),
            row.getAs("n_undecided"),
            noise,
            steps.getOrDefault(row.<String>getAs(ExperimentKey.ID), List.of())));
  }

  private static Optional<String> text(Row row, String column) {
    return Optional.ofNullable(row.getAs(column));
  }

  private static OptionalDouble number(Row row, String column) {
    Double value = row.getAs(column);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
