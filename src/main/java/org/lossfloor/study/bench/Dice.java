package org.lossfloor.study.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/** Draws the parts of a landscape. Not for use by two threads at once. */
final class Dice {
  private static final int PILOT = 1 << 14;

  private final UniformRandomProvider random;

  Dice(UniformRandomProvider random) {
    this.random = random;
  }

  /** A whole number, both ends included. */
  int whole(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  /** A uniform number. */
  double between(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /** A number whose logarithm is uniform. */
  double logBetween(double from, double to) {
    return from * Math.pow(to / from, random.nextDouble());
  }

  /** A point at least a tenth away from the border. */
  double[] inside(int dimensions) {
    return numbers(dimensions, () -> between(.1, .9));
  }

  double[] numbers(int count, Supplier<Double> one) {
    return Stream.generate(one).limit(count).mapToDouble(v -> v).toArray();
  }

  /** Curvatures over some decades: the largest is 1, the smallest the last of the decades. */
  double[] rates(int count, double decades) {
    double[] rates = numbers(count, () -> Math.pow(10, -between(0, decades)));
    rates[0] = 1;
    if (count > 1) {
      rates[count - 1] = Math.pow(10, -decades);
    }
    return rates;
  }

  /** A quadratic with turned axes. */
  Loss quadratic(int dimensions, double decades) {
    return new Loss.Quadratic(turned(dimensions), rates(dimensions, decades), inside(dimensions));
  }

  /** A quadratic along the coordinates. */
  Loss straight(double[] rates, double[] centre) {
    double[][] axes = new double[rates.length][rates.length];
    for (int i = 0; i < rates.length; i++) {
      axes[i][i] = 1;
    }
    return new Loss.Quadratic(axes, rates, centre);
  }

  /** Gram and Schmidt's orthonormal rows from normal ones. */
  private double[][] turned(int dimensions) {
    double[][] axes = new double[dimensions][];
    for (int i = 0; i < dimensions; i++) {
      axes[i] = numbers(dimensions, () -> Measure.gaussian(random));
      for (int j = 0; j < i; j++) {
        double dot = dot(axes[i], axes[j]);
        for (int k = 0; k < dimensions; k++) {
          axes[i][k] -= dot * axes[j][k];
        }
      }
      double length = Math.sqrt(dot(axes[i], axes[i]));
      for (int k = 0; k < dimensions; k++) {
        axes[i][k] /= length;
      }
    }
    return axes;
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  /** A loss whose choices are shares of one. */
  Loss branches(List<Loss> branches, double[] floors) {
    double[] weights = numbers(branches.size(), () -> between(.5, 1.5));
    double sum = Arrays.stream(weights).sum();
    return new Loss.Branches(branches, floors, Arrays.stream(weights).map(w -> w / sum).toArray());
  }

  /** The quartile of a loss over the cube; failed runs count as worse. */
  double quartile(Loss loss) {
    double[] losses = new double[PILOT];
    for (int i = 0; i < PILOT; i++) {
      losses[i] = loss.at(numbers(loss.hyperparameters(), random::nextDouble));
    }
    Arrays.sort(losses);
    return losses[PILOT / 4];
  }

  /** A standard deviation of noise: none in a fifth of the landscapes, else a share of S. */
  double noise(Loss loss) {
    return random.nextInt(5) == 0 ? 0 : logBetween(.005, .2) * quartile(loss);
  }

  /** A landscape with noise that is the same everywhere. */
  Landscape plain(Loss loss, int dimension) {
    double deviation = noise(loss);
    return new Landscape(loss, Measure.normal(q -> deviation), dimension);
  }

  /** A quadratic of some dimension, with curvatures within one decade, observed in its own way. */
  Landscape observed(int least, int most, Function<Loss, Measure> way) {
    int c = whole(least, most);
    Loss loss = quadratic(c, 1);
    return new Landscape(loss, way.apply(loss), c);
  }

  /** A quadratic in two to four dimensions behind a function of it. */
  Landscape warped(Function<Loss, DoubleUnaryOperator> warp) {
    int c = whole(2, 4);
    Loss inner = quadratic(c, 1);
    return plain(new Loss.Warped(inner, warp.apply(inner)), c);
  }

  /** One coordinate whose best value is on the border, besides parabolas along others. */
  Loss border(int others, double place, Supplier<Double> power, Supplier<Double> rate) {
    double[] centre = inside(others + 1);
    double[] powers = numbers(others + 1, () -> 2.0);
    centre[0] = place;
    powers[0] = power.get();
    return new Loss.Powers(numbers(others + 1, rate), powers, centre);
  }
}
