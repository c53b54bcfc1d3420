package org.lossfloor.estimate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lossfloor.estimate.FitOutcome.Fitted;

/** The reference objective and the fits against the golden cases of the reference library. */
class SpacingFitterGoldenTest {
  @Test
  void reproducesTheObjectiveAtGivenParameters() {
    double worst = 0;
    for (JsonNode item : GoldenFiles.read("spacing_cases.json").get("cases")) {
      CensoredSample sample = GoldenFiles.sample(item, "ys");
      SpacingFitter fitter = new SpacingFitter(Objective.REFERENCE, Constraints.none());
      for (JsonNode objective : item.get("objectives")) {
        double loss = fitter.loss(sample, GoldenFiles.law(objective));
        double error = Math.abs(loss - objective.get("loss").asDouble());
        if (error > 1e-13) System.out.println(item.get("id") + " " + error + " " + objective);
        worst = Math.max(worst, error);
      }
    }
    System.out.println("worst " + worst);
  }

  @Test
  void isNeverWorseThanTheReference() {
    for (JsonNode item : GoldenFiles.read("spacing_cases.json").get("cases")) {
      CensoredSample sample = GoldenFiles.sample(item, "ys");
      check(item.get("id").asText(), sample, item.get("constraints"), item.get("best_known"));
    }
  }

  @Test
  void isNeverWorseThanTheReferenceOnRealRuns() {
    for (String name :
        new String[] {"alexnet_accuracy", "deberta_v3_accuracy", "deberta_v3_error_rate"}) {
      JsonNode item = GoldenFiles.read("real_" + name + ".json");
      double[] scores = GoldenFiles.numbers(item.get("scores"));
      check(
          name,
          GoldenFiles.sample(item, "scores"),
          item.get("constraints"),
          item.get("best_known"));
      for (JsonNode part : item.get("opda_subsample_fits")) {
        double[] some =
            IntStream.range(0, part.get("indices").size())
                .mapToDouble(i -> scores[part.get("indices").get(i).asInt()])
                .toArray();
        check(
            name + " " + part.get("size"),
            GoldenFiles.sample(item, some),
            item.get("constraints"),
            part.get("best_known"));
      }
    }
  }

  private static void check(String id, CensoredSample sample, JsonNode constraints, JsonNode best) {
    SpacingFitter fitter =
        new SpacingFitter(Objective.REFERENCE, GoldenFiles.constraints(constraints));
    JsonNode shape = constraints.get("convex");
    long t0 = System.nanoTime();
    FitOutcome outcome =
        shape.isArray() ? fitter.fitEitherShape(sample) : fitter.fit(sample, shape.asBoolean());
    long t1 = System.nanoTime();
    if (outcome instanceof Fitted fit) {
      System.out.printf(
          "%s n=%d excess %.2e  c %d/%s %s %s | %s %.1f ms%n",
          id,
          sample.trials(),
          fit.loss() - best.get("loss").asDouble(),
          (int) fit.law().c(),
          best.get("c"),
          fit.law(),
          fit.boundaries(),
          best,
          (t1 - t0) / 1e6);
    } else {
      System.out.println(id + " " + outcome);
    }
  }
}
