package org.lossfloor.report.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.lossfloor.decide.compare.ComparedAt;
import org.lossfloor.decide.compare.ComparedPair;
import org.lossfloor.decide.compare.Comparison;
import org.lossfloor.decide.compare.Crossing;
import org.lossfloor.decide.compare.PairedBy;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Interval;

/**
 * A compared pair as JSON. The names are those of the columns of the table {@code comparisons};
 * what is not known is left out, and so is an end of an interval that the data do not limit.
 */
public final class ComparisonJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ComparisonJson() {}

  /**
   * Writes a pair.
   *
   * @param pair the pair
   * @param by why the two are a pair
   * @return one object on one line, without a line break at its end
   */
  public static String write(ComparedPair pair, PairedBy by) {
    Comparison comparison = pair.comparison();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("experiment_id_a", comparison.a());
    fields.put("experiment_id_b", comparison.b());
    fields.put("key_a", known(pair.a().key()));
    fields.put("key_b", known(pair.b().key()));
    fields.put("paired_by", by.how().code());
    fields.put("paired_columns", by.columns());
    fields.put("direction", comparison.direction().code());
    fields.put("n_trials_a", pair.a().trials());
    fields.put("n_trials_b", pair.b().trials());
    fields.put("n_failed_a", pair.a().failed());
    fields.put("n_failed_b", pair.b().failed());
    fields.put("verdict", pair.verdict());
    fields.put("reasons", pair.reasons());
    fields.put("test_trials", comparison.test().trials());
    fields.put("test_probability", comparison.test().probability());
    fields.put("p_value", comparison.test().pValue());
    fields.put("q_value", pair.qValue());
    fields.put("differs", pair.differs());
    quantity(fields, "cost_ratio", comparison.costRatio());
    crossing(fields, "crossing_trials", comparison.crossing());
    crossing(fields, "crossing_cost", comparison.crossingOfCost());
    fields.put(
        "budgets",
        Stream.of(comparison.byTrials(), comparison.byCost())
            .flatMap(List::stream)
            .map(ComparisonJson::budget)
            .toList());
    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new AssertionError("numbers, words and maps of them can be written", e);
    }
  }

  private static Map<String, String> known(SortedMap<String, String> key) {
    Map<String, String> known = new LinkedHashMap<>(key);
    known.values().removeIf(Objects::isNull);
    return known;
  }

  private static Map<String, Object> budget(ComparedAt at) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("budget", at.budget().by().code());
    fields.put("trials_a", at.budget().trialsOfA());
    fields.put("trials_b", at.budget().trialsOfB());
    number(fields, "cost", at.budget().cost());
    fields.put("basis", at.basis().code());
    number(fields, "expected_best_a", at.bestOfA());
    number(fields, "expected_best_b", at.bestOfB());
    quantity(fields, "difference", at.difference());
    fields.put("probability_a_better", at.probability());
    at.evidence().ifPresent(e -> fields.put("evidence", e.code()));
    return fields;
  }

  private static void crossing(
      Map<String, Object> fields, String name, Optional<Crossing> crossing) {
    crossing.ifPresent(
        c -> {
          fields.put(name, c.budget());
          number(fields, name + "_lower", c.lower());
          number(fields, name + "_upper", c.upper());
        });
  }

  private static void quantity(
      Map<String, Object> fields, String name, Optional<Quantity> quantity) {
    quantity.ifPresent(
        q -> {
          fields.put(name, q.estimate());
          q.interval().map(Interval::lower).ifPresent(x -> finite(fields, name + "_lower", x));
          q.interval().map(Interval::upper).ifPresent(x -> finite(fields, name + "_upper", x));
        });
  }

  private static void finite(Map<String, Object> fields, String name, double value) {
    if (Double.isFinite(value)) {
      fields.put(name, value);
    }
  }

  private static void number(Map<String, Object> fields, String name, OptionalDouble value) {
    value.ifPresent(x -> fields.put(name, x));
  }
}
