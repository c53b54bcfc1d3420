package org.lossfloor.distribution;

import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Gamma;
import org.apache.commons.numbers.gamma.GammaRatio;
import org.lossfloor.math.GaussLegendre;

/**
 * Means of the best of n trials, as integrals of the probability that the best is worse than y.
 *
 * <p>The panels are cut at quantiles of the best score, at the end points of the law, and in a
 * geometric progression away from the end points starting at the size of the noise: between two
 * cuts the integrand is smooth, whatever the ratio of the noise to the width.
 *
 * <p>All of it is done with the law moved so that the end point which the best scores approach lies
 * at zero: doubles are dense there, and a small gain far from zero would drown in their spacing.
 *
 * @param curve the tuning curve of the moved law
 * @param origin where zero lies on the scale of the scores
 * @param logWorse the logarithm of the probability that one trial is worse than y
 * @param quantile the quantile of the best score, given the number of trials and a probability
 */
record BestScoreMean(
    TuningCurve curve, double origin, DoubleUnaryOperator logWorse, DoubleBinaryOperator quantile) {
  private static final GaussLegendre RULE = new GaussLegendre(16);

  /** Levels of the best score at which panels are cut; what lies outside is negligible. */
  private static final double[] LEVELS = {
    1e-14, 1e-11, 1e-8, 1e-5, 1e-3, 0.03, 0.2, 0.5, 0.8, 0.97, 0.999, 1 - 1e-5, 1 - 1e-8, 1 - 1e-12
  };

  /** Ratio of neighbouring distances in the progression away from an end point. */
  private static final double GROWTH = 3;

  static BestScoreMean of(TuningCurve curve) {
    NoisyQuadratic law = curve.law();
    double h = law.b() - law.a();
    boolean low = curve.minimize();
    NoisyQuadratic moved =
        new NoisyQuadratic(low ? 0 : -h, low ? h : 0, law.c(), law.o(), law.convex());
    TuningCurve around = TuningCurve.of(moved, low);
    double origin = low ? law.a() : law.b();
    // An absolute error of the tails is small beside the chance that one of n trials is better.
    return law.convex() == low && KernelLaw.serves(h, law.o())
        ? byKernel(around, origin)
        : new BestScoreMean(around, origin, around::logWorse, around::quantile);
  }

  private static BestScoreMean byKernel(TuningCurve curve, double origin) {
    NoisyQuadratic law = curve.law();
    double h = law.b() - law.a();
    int sign = curve.minimize() ? 1 : -1;
    KernelLaw kernel = new KernelLaw(h, law.c(), law.o());
    QuantileSolver solver = new QuantileSolver(kernel, h, law.c(), law.o());
    return new BestScoreMean(
        curve,
        origin,
        y -> kernel.logUpper(sign * y, h - sign * y),
        (n, q) -> {
          double better = -Math.expm1(Math.log1p(-(curve.minimize() ? q : 1 - q)) / n);
          QuantileSolver.Place place = solver.solve(true, better);
          return sign * (place.fromLow() ? place.distance() : h - place.distance());
        });
  }

  double mean(double n) {
    return origin + (curve.law().o() == 0 ? noiseless(n) : integrated(n));
  }

  /**
   * {@code E[min U^(1/k)] = Gamma(1 + 1/k) Gamma(n + 1) / Gamma(n + 1 + 1/k)} and {@code E[max
   * U^(1/k)] = n / (n + 1/k)} for n uniform draws.
   */
  private double noiseless(double n) {
    NoisyQuadratic law = curve.law();
    double h = law.b() - law.a();
    double inverse = 2 / law.c();
    if (law.convex() == curve.minimize()) {
      double distance = h * Gamma.value(1 + inverse) * GammaRatio.delta(n + 1, inverse);
      return law.convex() ? law.a() + distance : law.b() - distance;
    }
    double distance = h * inverse / (n + inverse);
    return law.convex() ? law.b() - distance : law.a() + distance;
  }

  /** The median plus what lies above it minus what lies below it. */
  private double integrated(double n) {
    double middle = quantile.applyAsDouble(n, 0.5);
    TreeSet<Double> cuts = cuts(n);
    cuts.add(middle);
    double above =
        integrate(cuts.tailSet(middle), y -> curve.minimize() ? worse(n, y) : better(n, y));
    double below =
        integrate(cuts.headSet(middle, true), y -> curve.minimize() ? better(n, y) : worse(n, y));
    return middle + (above - below);
  }

  double gain(double n, double m) {
    return integrate(
        cuts(n, n + m),
        y -> {
          double log = logWorse.applyAsDouble(y);
          return log == 0 ? 0 : -Math.exp(n * log) * Math.expm1(m * log);
        });
  }

  private double worse(double n, double y) {
    return Math.exp(n * logWorse.applyAsDouble(y));
  }

  private double better(double n, double y) {
    return -Math.expm1(n * logWorse.applyAsDouble(y));
  }

  private static double integrate(Iterable<Double> cuts, DoubleUnaryOperator integrand) {
    double sum = 0;
    double from = Double.NaN;
    for (double to : cuts) {
      if (from < to) {
        sum += RULE.integrate(integrand, from, to);
      }
      from = to;
    }
    return sum;
  }

  private TreeSet<Double> cuts(double... trials) {
    TreeSet<Double> cuts = new TreeSet<>();
    for (double n : trials) {
      for (double level : LEVELS) {
        cuts.add(quantile.applyAsDouble(n, level));
      }
    }
    double from = cuts.first();
    double to = cuts.last();
    NoisyQuadratic law = curve.law();
    addProgression(cuts, law.a(), 1, to);
    addProgression(cuts, law.a(), -1, from);
    addProgression(cuts, law.b(), 1, to);
    addProgression(cuts, law.b(), -1, from);
    cuts.headSet(from).clear();
    cuts.tailSet(to, false).clear();
    return cuts;
  }

  private void addProgression(TreeSet<Double> cuts, double end, int sign, double limit) {
    double furthest = sign * (limit - end);
    double smallest = Math.max(curve.law().o(), 1e-12 * furthest);
    cuts.add(end);
    for (double distance = smallest; distance < furthest; distance *= GROWTH) {
      cuts.add(end + sign * distance);
    }
  }
}
