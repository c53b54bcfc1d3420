package org.lossfloor.report.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.lossfloor.decide.replay.ForecastCell;
import org.lossfloor.decide.replay.StopResult;
import org.lossfloor.decide.replay.StopTally;
import org.lossfloor.decide.replay.ToldChance;

/**
 * A replay as JSON. The names are those of the columns of the tables {@code replays} and {@code
 * forecasts}; what is not known is left out.
 */
public final class ReplayJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ReplayJson() {}

  /**
   * Writes a replay.
   *
   * @param replay what was told and what came
   * @return one object on one line, without a line break at its end
   */
  public static String write(ReplayedRun replay) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("forecasts", replay.forecasts().stream().map(ReplayJson::cell).toList());
    fields.put("calibration", replay.calibration().stream().map(ReplayJson::calibration).toList());
    fields.put(
        "rules",
        StopTally.count(replay.experiments().stream().flatMap(e -> e.stops().stream()).toList())
            .stream()
            .map(ReplayJson::tally)
            .toList());
    fields.put("experiments", replay.experiments().stream().map(ReplayJson::experiment).toList());
    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> cell(ForecastCell cell) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("next_trials", cell.next());
    fields.put("verdict", cell.verdict());
    fields.put("tenth", cell.tenth());
    fields.put("forecasts", cell.forecasts());
    fields.put("held", cell.held());
    fields.put("improvement_probability", cell.told());
    fields.put("improved", cell.improved());
    fields.put("expected_gain_in_eps", cell.toldGain() / cell.forecasts());
    fields.put("gain_in_eps", cell.gain() / cell.forecasts());
    return fields;
  }

  private static Map<String, Object> calibration(ToldChance tenth) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("tenth", tenth.tenth());
    fields.put("forecasts", tenth.forecasts());
    fields.put("improvement_probability", tenth.told());
    fields.put("improved_share", tenth.came());
    number(fields, "improved_share_error", tenth.error());
    return fields;
  }

  private static Map<String, Object> tally(StopTally tally) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rule", tally.rule().code());
    tally.budget().ifPresent(budget -> fields.put("budget", budget));
    fields.put("experiments", tally.experiments());
    fields.put("trials", tally.trials());
    number(fields, "regret_spared", OptionalDouble.of(tally.spared()));
    number(fields, "regret_spared_error", OptionalDouble.of(tally.error()));
    number(fields, "regret_spared_by_oracle", OptionalDouble.of(tally.oracle()));
    fields.put("worse", tally.worse());
    fields.put("supported", tally.supported());
    return fields;
  }

  private static Map<String, Object> experiment(ReplayedExperiment experiment) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("experiment_id", experiment.id());
    fields.put("key", experiment.key());
    fields.put("n_trials", experiment.trials());
    fields.put("orders", experiment.orders());
    fields.put("rules", experiment.stops().stream().map(ReplayJson::stop).toList());
    return fields;
  }

  private static Map<String, Object> stop(StopResult stop) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rule", stop.rule().code());
    stop.budget().ifPresent(budget -> fields.put("budget", budget));
    fields.put("stopped", stop.stopped());
    fields.put("trials", stop.trials());
    fields.put("regret", stop.regret());
    fields.put("fixed_regret", stop.fixedRegret());
    number(fields, "regret_error", stop.error());
    number(fields, "oracle_regret", stop.oracleRegret());
    fields.put("same_regret_trials", stop.sameRegretTrials());
    number(fields, "cost", stop.cost());
    number(fields, "same_regret_cost", stop.sameRegretCost());
    return fields;
  }

  private static void number(Map<String, Object> fields, String name, OptionalDouble value) {
    if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
      fields.put(name, value.getAsDouble());
    }
  }
}
