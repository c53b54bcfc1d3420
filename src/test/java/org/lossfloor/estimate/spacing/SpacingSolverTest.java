package org.lossfloor.estimate.spacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.junit.jupiter.api.Test;
import org.lossfloor.estimate.GoldenFiles;

/** The solver against the reference objectives of the recipe and against a direct search. */
class SpacingSolverTest {
  private static final double ABOVE = 2e-6;
  private static final double BELOW = 5e-5;

  @Test
  void reachesTheReferenceObjectiveOfEveryDimension() {
    int compared = 0;
    for (JsonNode item : GoldenFiles.read("recipe_cases.json").get("cases")) {
      JsonNode perTail = item.get("expected").get("objective_by_c");
      if (perTail != null) {
        for (var tail : perTail.properties()) {
          compared += compare(item, Integer.parseInt(tail.getKey()), tail.getValue());
        }
      }
    }
    assertThat(compared).isEqualTo(471);
  }

  private static int compare(JsonNode item, int k, JsonNode expected) {
    SpacingSolver solver = GoldenFiles.solver(item, k);
    List<Integer> dimensions = new ArrayList<>();
    expected.fieldNames().forEachRemaining(c -> dimensions.add(Integer.valueOf(c)));
    int last = dimensions.get(dimensions.size() - 1);
    for (SpacingFit fit : solver.fitAll(dimensions.get(0), last)) {
      assertThat(fit.objective())
          .as("%s, tail %d, c = %d", item.get("id"), k, fit.c())
          .isBetween(
              expected.get(String.valueOf(fit.c())).asDouble() - BELOW,
              expected.get(String.valueOf(fit.c())).asDouble() + ABOVE);
    }
    return dimensions.size();
  }

  @Test
  void profileOfTheEndPointIsTheMinimumOverTheOtherTwo() {
    SpacingSolver solver = example();
    SpacingFit best = solver.fit(2);
    double error = solver.standardError(Functional.endPoint(), best);
    for (double shift : new double[] {-3, -1, 0, 0.5, 1}) {
      double a = best.a() + shift * error;
      SpacingFit profile = solver.profile(Functional.endPoint(), a, best);
      double direct = search(best, (h, s) -> solver.objective(2).value(a, h, s));
      assertThat(profile.a()).isEqualTo(a);
      assertThat(profile.objective()).isCloseTo(direct, within(1e-7));
    }
  }

  @Test
  void profileOfAQuantileIsTheMinimumOverTheOtherTwo() {
    SpacingSolver solver = example();
    SpacingFit best = solver.fit(2);
    Functional functional = Functional.medianBestOf(5000);
    double p = ((Functional.Quantile) functional).p();
    StandardQuantile quantile = new StandardQuantile(2);
    double error = solver.standardError(functional, best);
    for (double shift : new double[] {-3, -1, 0, 0.5, 1}) {
      double g = solver.valueOf(functional, best) + shift * error;
      SpacingFit profile = solver.profile(functional, g, best);
      double direct =
          search(best, (h, s) -> solver.objective(2).value(g - h * quantile.at(p, s), h, s));
      assertThat(solver.valueOf(functional, profile)).isCloseTo(g, within(1e-12));
      assertThat(profile.objective()).isCloseTo(direct, within(1e-7));
    }
  }

  @Test
  void profileOfAQuantileRespectsTheBoundOnTheBestScore() {
    SpacingSolver free = example();
    SpacingFit best = free.fit(2);
    ParameterBox bounded = free.box().withEndBound(best.a());
    SpacingSolver solver = new SpacingSolver(free.bins(), bounded);
    Functional functional = Functional.medianBestOf(5000);
    double g = free.valueOf(functional, best) + free.standardError(functional, best);

    SpacingFit profile = solver.profile(functional, g, best);

    StandardQuantile quantile = new StandardQuantile(2);
    double p = ((Functional.Quantile) functional).p();
    double onTheBound =
        search(
            best,
            (h, s) -> solver.objective(2).value(best.a(), (g - best.a()) / quantile.at(p, s), s));
    assertThat(free.profile(functional, g, best).a()).isLessThan(best.a());
    assertThat(profile.a()).isEqualTo(best.a());
    assertThat(solver.valueOf(functional, profile)).isCloseTo(g, within(1e-12));
    assertThat(profile.objective())
        .isGreaterThan(free.profile(functional, g, best).objective())
        .isCloseTo(onTheBound, within(1e-7));
  }

  @Test
  void rejectsAnEndPointOutsideTheBox() {
    SpacingSolver solver = example();
    SpacingFit best = solver.fit(2);
    assertThatThrownBy(() -> solver.profile(Functional.endPoint(), 1e9, best))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.0E9");
  }

  private static SpacingSolver example() {
    for (JsonNode item : GoldenFiles.read("recipe_cases.json").get("cases")) {
      if (item.get("id").asText().equals("synthetic-17")) {
        return new SpacingSolver(GoldenFiles.solver(item, 90).bins());
      }
    }
    throw new IllegalStateException("no such case");
  }

  private interface Nuisance {
    double at(double h, double s);
  }

  /** A direct search over (log h, log s), restarted twice. */
  private static double search(SpacingFit start, Nuisance objective) {
    MultivariateFunction f = point -> objective.at(Math.exp(point[0]), Math.exp(point[1]));
    double[] at = {Math.log(start.h()), Math.log(start.s())};
    double value = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 3; i++) {
      var found =
          new SimplexOptimizer(new SimpleValueChecker(1e-14, 1e-12))
              .optimize(
                  new MaxEval(5000),
                  new ObjectiveFunction(f),
                  GoalType.MINIMIZE,
                  new InitialGuess(at),
                  new NelderMeadSimplex(2, 0.3));
      at = found.getPoint();
      value = Math.min(value, found.getValue());
    }
    return value;
  }
}
