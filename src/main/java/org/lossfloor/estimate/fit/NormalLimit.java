package org.lossfloor.estimate.fit;

import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.spacing.Constraints;

/**
 * The law without width, N(a, o^2), where a fit ran into the largest relative noise of its box.
 *
 * <p>A free fit comes as close to it as the data can show. But where a constraint holds an end and
 * the best mean lies on that end, the width that is left in the box keeps the mean away from it.
 */
final class NormalLimit {
  /** The noise is within this factor of that of the fit. */
  private static final double FACTOR = 4;

  private static final double TOLERANCE = 1e-8;
  private static final int MOST_EVALUATIONS = 200;

  private final Constraints oriented;
  private final ToDoubleFunction<NoisyQuadratic> loss;

  /**
   * The limit under constraints.
   *
   * @param oriented the constraints, on the minimising scale
   * @param loss the loss of a convex law
   */
  NormalLimit(Constraints oriented, ToDoubleFunction<NoisyQuadratic> loss) {
    this.oriented = oriented;
    this.loss = loss;
  }

  /**
   * The better of a law and of the normal laws on its ends.
   *
   * @param law a convex law with much noise
   * @param margin how much lower the loss of a normal law must be
   * @return that law, or one with a = b
   */
  NoisyQuadratic better(NoisyQuadratic law, double margin) {
    NoisyQuadratic[] normal =
        DoubleStream.of(law.a(), law.b())
            .filter(mean -> oriented.a().contains(mean) && oriented.b().contains(mean))
            .mapToObj(mean -> normal(mean, law))
            .toArray(NoisyQuadratic[]::new);
    NoisyQuadratic best = law;
    double lowest = loss.applyAsDouble(law) - margin;
    for (NoisyQuadratic candidate : normal) {
      double value = loss.applyAsDouble(candidate);
      if (value < lowest) {
        best = candidate;
        lowest = value;
      }
    }
    return best;
  }

  private NoisyQuadratic normal(double mean, NoisyQuadratic law) {
    double least = Math.log(Math.max(oriented.o().low(), law.o() / FACTOR));
    double most = Math.log(Math.min(oriented.o().high(), law.o() * FACTOR));
    if (!(least < most)) {
      return NoisyQuadratic.convex(mean, mean, law.c(), law.o());
    }
    double logNoise =
        new BrentOptimizer(TOLERANCE, TOLERANCE)
            .optimize(
                new MaxEval(MOST_EVALUATIONS),
                new UnivariateObjectiveFunction(
                    x -> loss.applyAsDouble(ofNoise(mean, law, Math.exp(x)))),
                GoalType.MINIMIZE,
                new SearchInterval(least, most, Math.log(law.o())))
            .getPoint();
    double noise = Math.min(oriented.o().high(), Math.max(oriented.o().low(), Math.exp(logNoise)));
    return ofNoise(mean, law, noise);
  }

  private static NoisyQuadratic ofNoise(double mean, NoisyQuadratic law, double noise) {
    return NoisyQuadratic.convex(mean, mean, law.c(), noise);
  }
}
