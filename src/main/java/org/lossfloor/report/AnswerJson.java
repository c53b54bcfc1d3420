package org.lossfloor.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Diagnosis;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.estimate.diagnosis.OrderTest;
import org.lossfloor.estimate.noise.NoiseLimit;
import org.lossfloor.estimate.prospect.Outlook;

/**
 * An answer as JSON. Scripts depend on the names, which are those of the columns of the table
 * {@code experiments} where it has them. What is not known is left out; an end of an interval that
 * the data do not limit is null.
 */
public final class AnswerJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double LARGEST_LONG = 1e15;

  private final Map<String, Object> fields = new LinkedHashMap<>();

  private AnswerJson() {}

  /**
   * Writes an answer.
   *
   * @param answer the answer
   * @param seed the seed of the samples that its intervals rest on
   * @return one object on one line, without a line break at its end
   */
  public static String write(Answer answer, long seed) {
    try {
      return MAPPER.writeValueAsString(of(answer, seed).fields);
    } catch (JsonProcessingException e) {
      throw new AssertionError("numbers, words and maps of them can be written", e);
    }
  }

  private static AnswerJson of(Answer answer, long seed) {
    Estimate estimate = answer.estimate();
    AnswerJson json = new AnswerJson();
    json.counts(estimate.counts()).put("direction", answer.settings().direction().code());
    estimate.fitted().ifPresent(json::fitted);
    estimate
        .fitted()
        .ifPresent(fitted -> json.rerunNoise(NoiseLimit.of(fitted, answer.settings())));
    json.put("verdict", answer.verdict())
        .put("precision", answer.precision())
        .put("standing", answer.standing())
        .put("reasons", answer.reasons());
    json.known("observed_best", estimate.observedBest());
    answer.outlook().ifPresent(json::outlook);
    json.put("order_test", order(answer.diagnosis()).fields)
        .put("confidence", answer.settings().confidence());
    estimate.fitted().map(Estimate.Fitted::quantities).ifPresent(json::method);
    json.put("seed", seed);
    answer
        .curves()
        .ifPresent(
            curves ->
                json.put(
                    "tuning_curve", curves.rows().stream().map(row -> point(row).fields).toList()));
    return json;
  }

  private AnswerJson counts(Estimate.Counts counts) {
    return put("n_trials", counts.trials())
        .put("n_failed", counts.failed())
        .put("n_tail", counts.tail())
        .put("n_distinct", counts.distinct());
  }

  private void fitted(Estimate.Fitted fitted) {
    Estimate.GoodnessOfFit goodness = fitted.fit().goodness();
    put("threshold", fitted.threshold())
        .put("threshold_method", fitted.tail().way().code())
        .put("best_score", quantity(fitted.bestScore()))
        .put("effective_dimension", dimension(fitted.dimension()))
        .put("noise", quantity(fitted.noise()))
        .put("parameters", parameters(fitted.law()))
        .put("objective", fitted.fit().objective())
        .put("regime_probability", fitted.tail().probability())
        .put(
            "goodness_of_fit",
            new AnswerJson()
                .put("statistic", goodness.statistic())
                .put("p_value", goodness.pValue())
                .fields);
  }

  private void rerunNoise(Optional<NoiseLimit> limit) {
    put("rerun_noise_source", limit.map(l -> l.source().code()).orElse(NoiseLimit.NO_SOURCE));
    limit.ifPresent(
        known ->
            put("rerun_noise", known.sd())
                .put("rerun_noise_df", end(known.degrees()))
                .put("rerun_noise_limit", known.limit()));
  }

  private static Map<String, Object> dimension(Estimate.Dimension dimension) {
    AnswerJson json = new AnswerJson().put("estimate", dimension.estimate());
    if (!dimension.set().isEmpty()) {
      json.put("set", dimension.set());
    }
    return json.put("weights", dimension.weights()).fields;
  }

  private static Map<String, Object> parameters(NoisyQuadratic law) {
    return new AnswerJson()
        .put("a", law.a())
        .put("b", law.b())
        .put("c", whole(law.c()))
        .put("o", law.o())
        .put("convex", law.convex())
        .fields;
  }

  private void outlook(Outlook outlook) {
    Map<Integer, Object> gains = new TreeMap<>();
    outlook.meanGain().forEach((trials, gain) -> gains.put(trials, quantity(gain)));
    put("observed_best_corrected", outlook.bestTrial())
        .put("regret", quantity(outlook.regret()))
        .put("mean_gain_next", gains)
        .put("best_score_width_next", outlook.widths().trials())
        .put("best_score_width_reruns", outlook.widths().reruns())
        .put("distance_to_best", quantity(outlook.distance()))
        .put("eps", outlook.eps())
        .put("eps_probability", outlook.probability())
        .put("trials_to_within", quantity(outlook.trialsToWithin()))
        .put("expected_gain_next", outlook.expectedGain())
        .put("improvement_probability_next", outlook.improvement());
  }

  private static AnswerJson order(Diagnosis diagnosis) {
    AnswerJson json = new AnswerJson().put("outcome", diagnosis.orderOutcome().code());
    diagnosis.order().ifPresent(json::order);
    return json;
  }

  private void order(OrderTest test) {
    put("p_value", test.pValue())
        .put("trend", test.trend())
        .put("best", test.best())
        .put("neighbours", test.neighbours())
        .put("start", test.start());
  }

  private void method(Estimate.Quantities quantities) {
    put("method", quantities.methodCode());
    if (quantities.replicates() > 0) {
      put("interval_replicates", quantities.replicates());
    }
  }

  private static AnswerJson point(TuningTable.Row row) {
    AnswerJson json = new AnswerJson().put("trials", whole(row.trials()));
    row.law().ifPresent(json::law);
    AnswerJson seen = new AnswerJson();
    if (Double.isFinite(row.median())) {
      seen.put("median", row.median());
    }
    seen.put("lower", end(row.limits().lower())).put("upper", end(row.limits().upper()));
    return json.put("empirical", seen.fields);
  }

  private void law(TuningTable.LawPoint law) {
    put("median", quantity(law.median()))
        .put("mean", law.mean())
        .put("q05", law.q05())
        .put("q95", law.q95());
  }

  private static Map<String, Object> quantity(Estimate.Quantity quantity) {
    AnswerJson json = new AnswerJson().put("estimate", end(quantity.estimate()));
    quantity.interval().ifPresent(json::ends);
    return json.fields;
  }

  private void ends(Interval interval) {
    put("lower", end(interval.lower())).put("upper", end(interval.upper()));
  }

  private static Double end(double value) {
    return Double.isInfinite(value) ? null : Double.valueOf(value);
  }

  /** A count or a dimension reads better without its decimal point. */
  private static Number whole(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < LARGEST_LONG;
    return whole ? (Number) (long) value : (Number) value;
  }

  private void known(String name, OptionalDouble value) {
    if (value.isPresent()) {
      put(name, value.getAsDouble());
    }
  }

  private AnswerJson put(String name, Object value) {
    fields.put(name, value);
    return this;
  }
}
