package org.lossfloor.estimate.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Sweeps over a noisy quadratic of three hyperparameters. */
final class OrderedSweeps {
  private final UniformRandomProvider random;
  private final ZigguratSampler.NormalizedGaussian normal;
  private final List<double[]> points = new ArrayList<>();
  private final double[] scores;

  private OrderedSweeps(int trials, UniformRandomProvider random) {
    this.random = random;
    normal = ZigguratSampler.NormalizedGaussian.of(random);
    scores = new double[trials];
  }

  static double[] scores(String how, int trials, UniformRandomProvider random) {
    OrderedSweeps sweep = new OrderedSweeps(trials, random);
    for (int i = 0; i < trials; i++) {
      double[] point = sweep.next(how, i);
      sweep.points.add(point);
      double loss = Arrays.stream(point).map(x -> (x - .3) * (x - .3)).sum();
      sweep.scores[i] = loss + .02 * sweep.normal.sample();
    }
    if (how.equals("failed")) {
      return Arrays.stream(sweep.scores)
          .map(y -> random.nextDouble() < .3 ? Double.NaN : y)
          .toArray();
    }
    if (how.equals("rounded")) {
      return Arrays.stream(sweep.scores).map(y -> Math.rint(5 * y)).toArray();
    }
    if (how.equals("twice")) {
      return IntStream.range(0, trials)
          .mapToDouble(i -> sweep.scores[Math.floorDiv(i, 2)])
          .toArray();
    }
    if (how.equals("drift")) {
      // A drift of one standard deviation from the first trial to the last.
      return IntStream.range(0, trials)
          .mapToDouble(i -> sweep.normal.sample() + i / (trials - 1.0))
          .toArray();
    }
    if (how.equals("rungs")) {
      // A log of successive halving that is sorted by rung.
      double[] sorted = sweep.scores.clone();
      Arrays.sort(sorted);
      return IntStream.range(0, trials)
          .mapToDouble(i -> i < trials / 2 ? sorted[i + trials / 2] : sorted[i - trials / 2])
          .toArray();
    }
    return sweep.scores;
  }

  private double[] next(String how, int i) {
    return switch (how) {
      case "tpe" -> i < 10 ? draw() : near(points.get(goodOf(i)), .2 * Math.pow(i, -.2));
      case "evolution" -> i < 12 ? draw() : near(points.get(winner(i)), .15);
      case "refinement" -> i < scores.length / 2 ? draw() : near(points.get(best()), .1);
      case "grid" -> gridPoint(i);
      default -> draw();
    };
  }

  /** Line by line over a square. */
  private double[] gridPoint(int i) {
    int side = (int) Math.ceil(Math.sqrt(scores.length));
    double last = side - 1.0;
    return new double[] {Math.floorDiv(i, side) / last, Math.floorMod(i, side) / last, .3};
  }

  private double[] draw() {
    return new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble()};
  }

  private double[] near(double[] point, double width) {
    return Arrays.stream(point)
        .map(x -> Math.max(0, Math.min(1, x + width * normal.sample())))
        .toArray();
  }

  /** One of the best 15 per cent so far. */
  private int goodOf(int done) {
    Integer[] order = IntStream.range(0, done).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(j -> scores[j]));
    return order[random.nextInt((int) Math.ceil(.15 * done))];
  }

  /** The best of three of the last twelve. */
  private int winner(int done) {
    return IntStream.generate(() -> done - 12 + random.nextInt(12))
        .limit(3)
        .boxed()
        .min(Comparator.comparingDouble(j -> scores[j]))
        .orElseThrow();
  }

  /** The best of the first half. */
  private int best() {
    return IntStream.range(0, scores.length / 2)
        .boxed()
        .min(Comparator.comparingDouble(j -> scores[j]))
        .orElseThrow();
  }
}
