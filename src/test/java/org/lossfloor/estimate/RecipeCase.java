package org.lossfloor.estimate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.lossfloor.sweep.Direction;

/** One end-to-end case of recipe_cases.json. */
public record RecipeCase(JsonNode item) {
  public static List<RecipeCase> all() {
    return StreamSupport.stream(
            GoldenFiles.read("recipe_cases.json").get("cases").spliterator(), false)
        .map(RecipeCase::new)
        .toList();
  }

  public static RecipeCase named(String id) {
    return all().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  String id() {
    return item.get("id").asText();
  }

  public double[] scores() {
    return GoldenFiles.scores(item);
  }

  boolean minimize() {
    return item.get("minimise").asBoolean();
  }

  public JsonNode expected() {
    return item.get("expected");
  }

  public double expected(String name) {
    return expected().get(name).asDouble();
  }

  Interval interval(String name) {
    JsonNode ends = expected().get(name);
    return new Interval(ends.get(0).asDouble(), ends.get(1).asDouble());
  }

  public List<Integer> eligibleSizes() {
    List<Integer> sizes = new ArrayList<>();
    expected().get("eligible").forEach(row -> sizes.add(row.get("k").asInt()));
    return sizes;
  }

  List<Integer> dimensions() {
    List<Integer> set = new ArrayList<>();
    expected().get("c_set").forEach(c -> set.add(c.asInt()));
    return set;
  }

  List<Reason> reasons() {
    List<Reason> reasons = new ArrayList<>();
    expected().get("flags").forEach(flag -> reasons.add(Reason.valueOf(flag.asText())));
    return reasons;
  }

  public int trials() {
    return item.get("n").asInt();
  }

  /** Whether an output may differ legitimately. */
  boolean soft(String output) {
    return StreamSupport.stream(item.get("soft").spliterator(), false)
        .anyMatch(reason -> reason.asText().startsWith(output));
  }

  public EstimateSettings settings(double confidence) {
    double bound = GoldenFiles.number(item.get("bound"));
    boolean below = minimize() && !Double.isNaN(bound);
    boolean above = !minimize() && !Double.isNaN(bound);
    boolean pinned = !item.get("c_pinned").isNull();
    return new EstimateSettings(
        minimize() ? Direction.MINIMIZE : Direction.MAXIMIZE,
        new Threshold.Auto(),
        below ? bound : Double.NEGATIVE_INFINITY,
        above ? bound : Double.POSITIVE_INFINITY,
        pinned ? item.get("c_pinned").asInt() : 1,
        item.get(pinned ? "c_pinned" : "cmax").asInt(),
        confidence,
        Objective.RECIPE,
        List.of(10.0 * trials()));
  }

  @Override
  public String toString() {
    return id();
  }
}
