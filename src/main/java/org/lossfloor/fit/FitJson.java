package org.lossfloor.fit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.config.IntervalRequest;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Advice;
import org.lossfloor.estimate.Diagnosis;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Judgement;
import org.lossfloor.estimate.Outlook;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.estimate.diagnosis.OrderTest;

/** Writes an answer as JSON. Scripts depend on the names: they are only ever added to. */
final class FitJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final double LARGEST_LONG = 1e15;

  private final JsonGenerator json;

  private FitJson(JsonGenerator json) {
    this.json = json;
  }

  static String write(
      EstimateSettings settings,
      IntervalRequest intervals,
      Estimate estimate,
      Advice advice,
      Optional<TuningTable> table) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      new FitJson(json).answer(settings, intervals, estimate, advice, table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void answer(
      EstimateSettings settings,
      IntervalRequest intervals,
      Estimate estimate,
      Advice advice,
      Optional<TuningTable> table)
      throws IOException {
    json.writeStartObject();
    counts(estimate.counts());
    json.writeStringField("direction", settings.minimize() ? "minimize" : "maximize");
    if (estimate instanceof Estimate.Fitted fitted) {
      fitted(fitted);
    }
    verdict(advice.answer().judgement());
    if (estimate.observedBest().isPresent()) {
      json.writeNumberField("observed_best", estimate.observedBest().getAsDouble());
    }
    if (advice.outlook().isPresent()) {
      outlook(advice.outlook().get());
    }
    order(advice.answer().diagnosis());
    json.writeNumberField("confidence", settings.confidence());
    if (estimate instanceof Estimate.Fitted fitted) {
      json.writeStringField("method", fitted.intervalMethod());
      if (fitted.replicates() > 0) {
        json.writeNumberField("interval_replicates", fitted.replicates());
      }
    }
    json.writeNumberField("seed", intervals.seed());
    if (table.isPresent()) {
      tuningCurve(table.get());
    }
    json.writeEndObject();
  }

  private void counts(Estimate.Counts counts) throws IOException {
    json.writeNumberField("n_trials", counts.trials());
    json.writeNumberField("n_failed", counts.failed());
    json.writeNumberField("n_tail", counts.tail());
    json.writeNumberField("n_distinct", counts.distinct());
  }

  private void fitted(Estimate.Fitted fitted) throws IOException {
    json.writeNumberField("threshold", fitted.threshold());
    json.writeStringField("threshold_method", fitted.thresholdMethod());
    quantity("best_score", fitted.bestScore());
    dimension(fitted.dimension());
    quantity("noise", fitted.noise());
    parameters(fitted.law());
    json.writeNumberField("objective", fitted.objective());
    json.writeNumberField("regime_probability", fitted.regimeProbability());
    json.writeObjectFieldStart("goodness_of_fit");
    json.writeNumberField("statistic", fitted.goodnessOfFit().statistic());
    json.writeNumberField("p_value", fitted.goodnessOfFit().pValue());
    json.writeEndObject();
  }

  private void dimension(Estimate.Dimension dimension) throws IOException {
    json.writeObjectFieldStart("effective_dimension");
    json.writeNumberField("estimate", dimension.estimate());
    if (!dimension.set().isEmpty()) {
      json.writeArrayFieldStart("set");
      for (int c : dimension.set()) {
        json.writeNumber(c);
      }
      json.writeEndArray();
    }
    json.writeObjectFieldStart("weights");
    for (Map.Entry<Integer, Double> weight : dimension.weights().entrySet()) {
      json.writeNumberField(weight.getKey().toString(), weight.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void parameters(NoisyQuadratic law) throws IOException {
    json.writeObjectFieldStart("parameters");
    json.writeNumberField("a", law.a());
    json.writeNumberField("b", law.b());
    whole("c", law.c());
    json.writeNumberField("o", law.o());
    json.writeBooleanField("convex", law.convex());
    json.writeEndObject();
  }

  /** The names of the columns of the table {@code experiments}. */
  private void outlook(Outlook outlook) throws IOException {
    json.writeNumberField("observed_best_corrected", outlook.bestTrial());
    quantity("distance_to_best", outlook.distance());
    json.writeNumberField("eps", outlook.eps());
    json.writeNumberField("eps_probability", outlook.probability());
    quantity("trials_to_within", outlook.trialsToWithin());
    next("expected_gain_next", outlook.expectedGain());
    next("improvement_probability_next", outlook.improvement());
  }

  private void next(String name, Map<Integer, Double> values) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<Integer, Double> value : values.entrySet()) {
      json.writeNumberField(value.getKey().toString(), value.getValue());
    }
    json.writeEndObject();
  }

  private void order(Diagnosis diagnosis) throws IOException {
    json.writeObjectFieldStart("order_test");
    json.writeStringField("outcome", diagnosis.orderOutcome().code());
    if (diagnosis.order().isPresent()) {
      OrderTest test = diagnosis.order().get();
      json.writeNumberField("p_value", test.pValue());
      json.writeNumberField("trend", test.trend());
      json.writeNumberField("best", test.best());
      json.writeNumberField("neighbours", test.neighbours());
      json.writeNumberField("start", test.start());
    }
    json.writeEndObject();
  }

  private void verdict(Judgement judged) throws IOException {
    json.writeStringField("verdict", judged.verdict().name());
    json.writeArrayFieldStart("reasons");
    for (Reason reason : judged.reasons()) {
      json.writeString(reason.name());
    }
    json.writeEndArray();
  }

  private void tuningCurve(TuningTable table) throws IOException {
    json.writeArrayFieldStart("tuning_curve");
    for (TuningTable.Row row : table.rows()) {
      json.writeStartObject();
      whole("trials", row.trials());
      if (row.law().isPresent()) {
        law(row.law().get());
      }
      empirical(row);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void law(TuningTable.LawPoint law) throws IOException {
    quantity("median", law.median());
    json.writeNumberField("mean", law.mean());
    json.writeNumberField("q05", law.q05());
    json.writeNumberField("q95", law.q95());
  }

  private void empirical(TuningTable.Row row) throws IOException {
    json.writeObjectFieldStart("empirical");
    if (Double.isFinite(row.median())) {
      json.writeNumberField("median", row.median());
    }
    end("lower", row.limits().lower());
    end("upper", row.limits().upper());
    json.writeEndObject();
  }

  private void quantity(String name, Estimate.Quantity quantity) throws IOException {
    json.writeObjectFieldStart(name);
    end("estimate", quantity.estimate());
    if (quantity.interval().isPresent()) {
      Interval interval = quantity.interval().get();
      end("lower", interval.lower());
      end("upper", interval.upper());
    }
    json.writeEndObject();
  }

  private void end(String name, double value) throws IOException {
    if (Double.isInfinite(value)) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }

  /** A count or a dimension reads better without its decimal point. */
  private void whole(String name, double value) throws IOException {
    if (value == Math.rint(value) && Math.abs(value) < LARGEST_LONG) {
      json.writeNumberField(name, (long) value);
    } else {
      json.writeNumberField(name, value);
    }
  }
}
