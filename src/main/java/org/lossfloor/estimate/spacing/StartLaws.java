package org.lossfloor.estimate.spacing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.lossfloor.distribution.StandardQuadratic;
import org.lossfloor.estimate.bins.Bins;

/**
 * Laws to start a fit from: matched to the shares of the trials beyond the outer edges (method.md,
 * section 5). Holds work space: not for use by two threads at once.
 */
final class StartLaws {
  /** The relative noises of the cold grid. */
  static final double[] NOISES = {1e-3, 0.02, 0.1, 0.4, 1.5, 10};

  /** Relative noise of the law that has the moments of the edges. */
  private static final double MOSTLY_NOISE = 1.5;

  private static final double LOWEST_SHARE = 1e-9;

  private final Bins bins;
  private final ParameterBox box;
  private final List<StandardQuantile> quantiles = new ArrayList<>();

  StartLaws(Bins bins, ParameterBox box) {
    this.bins = bins;
    this.box = box;
  }

  /** The quantiles of one effective dimension. */
  StandardQuantile quantile(int c) {
    while (quantiles.size() < c) {
      quantiles.add(new StandardQuantile(quantiles.size() + 1));
    }
    return quantiles.get(c - 1);
  }

  /** The share of the trials that is expected before the first edge. */
  double firstShare() {
    double weight = bins.weight(0) > 0 ? bins.weight(0) : Bins.OPEN_WEIGHT;
    return weight / bins.denominator();
  }

  /** The share of the trials up to the last edge. */
  double lastShare() {
    double share = 1 - bins.weight(bins.size()) / bins.denominator();
    return Math.min(Math.max(share, firstShare()), 1 - LOWEST_SHARE);
  }

  /**
   * The law that has given standardised scores at the outer edges, its width in the box.
   *
   * @param c effective dimension
   * @param xiFirst the standardised score at the first edge
   * @param xiLast the standardised score at the last edge, above it
   * @param s relative noise
   * @return the law, without an objective
   */
  SpacingFit matched(int c, double xiFirst, double xiLast, double s) {
    double h = clamp(bins.range() / (xiLast - xiFirst), box.hLow(), box.hHigh());
    return new SpacingFit(c, bins.first() - h * xiFirst, h, s, Double.POSITIVE_INFINITY);
  }

  /**
   * A law of the mean and the spread of the edges, most of it noise. A few edges far out lead laws
   * that are matched to the outermost edges away from those that are close to normal.
   *
   * @param c effective dimension
   * @return the law, without an objective
   */
  SpacingFit ofMoments(int c) {
    double[] edges = IntStream.range(0, bins.size()).mapToDouble(bins::edge).toArray();
    double mean = Arrays.stream(edges).average().orElseThrow();
    double square = Arrays.stream(edges).map(y -> (y - mean) * (y - mean)).average().orElseThrow();
    double s = clamp(MOSTLY_NOISE, box.sLow(), box.sHigh());
    double share = c / (c + 2.0);
    double h = Math.sqrt(square / (s * s + c / (c + 4.0) - share * share));
    return new SpacingFit(c, mean - share * h, h, s, Double.POSITIVE_INFINITY);
  }

  /** A start for another effective dimension with equal outer quantiles and equal noise. */
  SpacingFit translated(SpacingFit from, int c) {
    double[] out = new double[3];
    StandardQuadratic law = Kernels.of(from.c(), from.s());
    law.evaluate((bins.first() - from.a()) / from.h(), from.s(), out);
    double firstShare = clamp(out[0], LOWEST_SHARE, 1 - 3 * LOWEST_SHARE);
    law.evaluate((bins.last() - from.a()) / from.h(), from.s(), out);
    double lastShare = clamp(out[0], firstShare + LOWEST_SHARE, 1 - LOWEST_SHARE);
    SpacingFit result = from;
    for (int i = 0; i < 4; i++) {
      double s = clamp(from.o() / result.h(), box.sLow(), box.sHigh());
      double xiFirst = quantile(c).at(firstShare, s);
      double xiLast = quantile(c).at(lastShare, s);
      double h = clamp(bins.range() / (xiLast - xiFirst), box.hLow(), box.hHigh());
      double a = clamp(bins.first() - h * xiFirst, box.aLow(), box.aHigh());
      result = new SpacingFit(c, a, h, s, from.objective());
    }
    return result;
  }

  /** The coordinates (g, log h, log s) of the law that has the last edge at its quantile. */
  double[] anchored(int c, double p, double value, double noise) {
    double share = lastShare();
    double xiLast = quantile(c).at(share, noise);
    double xi = p > 0 ? quantile(c).at(p, noise) : 0;
    double h = (bins.last() - value) / (xiLast - xi);
    return new double[] {value, Math.log(h > 0 ? h : bins.range()), Math.log(noise)};
  }

  private static double clamp(double value, double low, double high) {
    return Math.min(high, Math.max(low, value));
  }
}
