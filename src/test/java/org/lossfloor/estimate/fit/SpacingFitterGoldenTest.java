package org.lossfloor.estimate.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.estimate.GoldenFiles;
import org.lossfloor.estimate.Objective;
import org.lossfloor.estimate.fit.FitOutcome.DimensionFit;
import org.lossfloor.estimate.fit.FitOutcome.Fitted;
import org.lossfloor.estimate.spacing.Constraints;

/** The reference objective and its fits against the golden cases of the reference library. */
class SpacingFitterGoldenTest {
  @Test
  void reproducesTheObjectiveAtGivenParameters() {
    SpacingFitter fitter = new SpacingFitter(Objective.REFERENCE, Constraints.none());
    int compared = 0;
    for (JsonNode item : GoldenFiles.read("spacing_cases.json").get("cases")) {
      CensoredSample sample = GoldenFiles.sample(item, "ys");
      for (JsonNode objective : item.get("objectives")) {
        assertThat(fitter.loss(sample, GoldenFiles.law(objective)))
            .as("case %s at %s", item.get("id"), objective)
            .isCloseTo(objective.get("loss").asDouble(), within(1e-12));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(140);
  }

  @Test
  void isNeverWorseThanTheReference() {
    JsonNode cases = GoldenFiles.read("spacing_cases.json").get("cases");
    assertThat(cases).hasSize(28);
    for (JsonNode item : cases) {
      CensoredSample sample = GoldenFiles.sample(item, "ys");
      fit("case " + item.get("id"), sample, item.get("constraints"), item.get("best_known"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"alexnet_accuracy", "deberta_v3_accuracy", "deberta_v3_error_rate"})
  void isNeverWorseThanTheReferenceOnRealRunsAndTheirSubsamples(String name) {
    JsonNode item = GoldenFiles.read("real_" + name + ".json");
    JsonNode constraints = item.get("constraints");
    double[] scores = GoldenFiles.numbers(item.get("scores"));

    Fitted full = fit(name, GoldenFiles.sample(item, scores), constraints, item.get("best_known"));

    JsonNode published = item.get("published");
    assertThat(full.law().c()).isEqualTo(published.get("c").asDouble());
    assertThat(full.law().a()).isCloseTo(published.get("a").asDouble(), within(5.1e-4));
    assertThat(full.law().b()).isCloseTo(published.get("b").asDouble(), within(5.1e-4));
    assertThat(item.get("opda_subsample_fits")).hasSize(9);
    for (JsonNode part : item.get("opda_subsample_fits")) {
      double[] some = GoldenFiles.numbers(part.get("indices"));
      Arrays.setAll(some, i -> scores[(int) some[i]]);
      String id = name + " " + part.get("size") + " " + part.get("subsample_seed");
      fit(id, GoldenFiles.sample(item, some), constraints, part.get("best_known"));
    }
  }

  private static FitOutcome better(SpacingFitter fitter, CensoredSample sample) {
    Fitted convex = (Fitted) fitter.fit(sample, true);
    Fitted concave = (Fitted) fitter.fit(sample, false);
    return concave.loss() < convex.loss() ? concave : convex;
  }

  private static Fitted fit(
      String id, CensoredSample sample, JsonNode constraints, JsonNode bestKnown) {
    SpacingFitter fitter =
        new SpacingFitter(Objective.REFERENCE, GoldenFiles.constraints(constraints));
    JsonNode shape = constraints.get("convex");
    FitOutcome outcome =
        shape.isArray() ? better(fitter, sample) : fitter.fit(sample, shape.asBoolean());
    assertThat(outcome).as(id).isInstanceOf(Fitted.class);
    Fitted fitted = (Fitted) outcome;
    assertThat(fitted.loss())
        .as("%s: %s against %s", id, fitted.law(), bestKnown)
        .isBetween(
            bestKnown.get("loss").asDouble() - 1e-3, bestKnown.get("loss").asDouble() + 1e-9);
    assertThat(fitted.loss())
        .isCloseTo(fitter.loss(sample, fitted.law()), within(0.0))
        .isCloseTo(
            fitted.profile().stream().mapToDouble(DimensionFit::loss).min().orElseThrow(),
            // The law without noise may lie a little below where the descent in the noise stopped.
            within(1e-8));
    return fitted;
  }
}
