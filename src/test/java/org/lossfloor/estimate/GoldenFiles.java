package org.lossfloor.estimate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.bins.Bins;
import org.lossfloor.estimate.fit.CensoredSample;
import org.lossfloor.estimate.fit.Ties;
import org.lossfloor.estimate.spacing.Constraints;
import org.lossfloor.estimate.spacing.ParameterBox;
import org.lossfloor.estimate.spacing.Range;
import org.lossfloor.estimate.spacing.SpacingSolver;

/** Reads the golden files of the estimate package. */
public final class GoldenFiles {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private GoldenFiles() {}

  public static JsonNode read(String name) {
    try (InputStream in = GoldenFiles.class.getResourceAsStream("/golden/" + name)) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The scores of a case of recipe_cases.json in their order; NaN where a trial failed. */
  static double[] scores(JsonNode item) {
    JsonNode own = item.get("scores");
    JsonNode all =
        own != null ? own : read("real_" + item.get("dataset").asText() + ".json").get("scores");
    JsonNode indices = item.get("indices");
    List<Double> result = new ArrayList<>();
    if (indices == null || indices.isNull()) {
      all.forEach(score -> result.add(number(score)));
    } else {
      indices.forEach(index -> result.add(number(all.get(index.asInt()))));
    }
    return result.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** A JSON number, or a name such as "Infinity"; NaN for null. */
  static double number(JsonNode node) {
    return node == null || node.isNull() ? Double.NaN : Double.parseDouble(node.asText());
  }

  /** The finite scores of a recipe case on the minimising scale, ascending. */
  public static double[] ascendingScores(JsonNode item) {
    double sign = item.get("minimise").asBoolean() ? 1 : -1;
    return java.util.Arrays.stream(scores(item))
        .filter(Double::isFinite)
        .map(score -> sign * score)
        .sorted()
        .toArray();
  }

  /** A solver for the k best scores of a recipe case, with its bound on the best score. */
  public static SpacingSolver solver(JsonNode item, int k) {
    double[] ascending = Ties.spread(ascendingScores(item));
    Bins bins = Bins.ofTail(ascending, k, item.get("n").asInt());
    ParameterBox box = ParameterBox.recipe(bins);
    double bound = number(item.get("bound"));
    if (Double.isNaN(bound)) {
      return new SpacingSolver(bins, box);
    }
    return new SpacingSolver(
        bins, box.withEndBound(item.get("minimise").asBoolean() ? bound : -bound));
  }

  public static double[] numbers(JsonNode array) {
    double[] result = new double[array.size()];
    java.util.Arrays.setAll(result, i -> number(array.get(i)));
    return result;
  }

  /** The sample of a reference case: the scores in a field, with the limits of the case. */
  public static CensoredSample sample(JsonNode item, String field) {
    return sample(item, numbers(item.get(field)));
  }

  public static CensoredSample sample(JsonNode item, double[] scores) {
    JsonNode lower = item.get("limits").get(0);
    JsonNode upper = item.get("limits").get(1);
    return CensoredSample.of(
        scores,
        lower.isNull() ? Double.NEGATIVE_INFINITY : number(lower),
        upper.isNull() ? Double.POSITIVE_INFINITY : number(upper));
  }

  public static NoisyQuadratic law(JsonNode node) {
    return new NoisyQuadratic(
        number(node.get("a")),
        number(node.get("b")),
        number(node.get("c")),
        number(node.get("o")),
        node.get("convex").asBoolean());
  }

  /** The constraints of a reference case; its shape is not part of them. */
  public static Constraints constraints(JsonNode node) {
    Range dimensions = range(node.get("c"));
    return Constraints.none()
        .withA(range(node.get("a")))
        .withB(range(node.get("b")))
        .withDimensions((int) dimensions.low(), (int) dimensions.high());
  }

  private static Range range(JsonNode node) {
    if (node == null) {
      return Range.any();
    }
    return node.isArray()
        ? new Range(number(node.get(0)), number(node.get(1)))
        : Range.exactly(number(node));
  }
}
