package org.lossfloor.distribution;

import org.lossfloor.math.GaussLegendre;
import org.lossfloor.math.NormalTail;

/**
 * One partial normal moment: {@code int g(t(e)) phi(e) de} over {@code e} in {@code [-w, z]}, where
 * {@code t = (z - e) / R} runs from 1 to 0, {@code R = z + w}, and {@code g} is a power, its slope
 * or its deficit. The result is multiplied by {@code exp(e0^2 / 2)}, {@code e0} being the point of
 * {@code [-w, z]} nearest to zero, so that it neither underflows nor loses digits in the far tails.
 *
 * <p>The end {@code t = 0} carries the singularity {@code t^k}; when it is within reach, the panel
 * next to it is summed as a Taylor series of the normal factor against the exact power (Hermite
 * polynomials), and the following panels grow in proportion to their distance from it. All other
 * panels are Gauss-Legendre with 16 points, at most 4 standard deviations wide. Where neither end
 * is in sight, the moments of the noise give the answer as a short series.
 */
final class SmoothedPower {
  /** What multiplies the normal density; {@code t} in [0, 1]. */
  enum Weight {
    /** {@code t^k}. */
    POWER,
    /** {@code k t^(k-1)}. */
    SLOPE,
    /** {@code 1 - t^k}. */
    DEFICIT
  }

  private static final GaussLegendre RULE = new GaussLegendre(16);

  /** Normal factors below {@code exp(-REACH)} of the largest one are left out. */
  private static final double REACH = 46;

  private final Weight weight;
  private final double k;
  private final double s;
  private final double ratio;
  private final double z;
  private final double w;
  private final double position;
  private final double remainder;
  private final double nearest;

  SmoothedPower(Weight weight, double k, double width, double noise, double below, double above) {
    this.weight = weight;
    this.k = k;
    s = noise / width;
    ratio = width / noise;
    z = below / noise;
    w = above / noise;
    position = below / width;
    remainder = above / width;
    nearest = z < 0 ? z : w < 0 ? -w : 0;
  }

  double value() {
    // A power can outgrow the normal factor for a while, hence the margin.
    double reach = Math.sqrt(nearest * nearest + 2 * (REACH + 3.5 * k));
    if (z > reach + 1 && w > reach) {
      return betweenTheEnds();
    }
    double from = Math.max(-w, -reach);
    double widest = Math.min(4, 8 / Math.max(1, Math.abs(nearest)));
    double sum =
        z <= reach + 1
            ? fromSingularity(from == -w ? ratio : z - from, widest)
            : awayFromSingularity(from, reach, widest);
    return NormalTail.DENSITY_AT_ZERO * sum;
  }

  /**
   * Both ends out of sight: the moments of the noise, {@code E (x - s e)^k = x^k (1 + sum_i C_i)},
   * {@code C_i = k (k-1) ... (k-2i+1) / (2^i i! z^(2i))}. The terms shrink until about {@code i =
   * z^2 / 2}, long after they have fallen below rounding.
   */
  private double betweenTheEnds() {
    double exponent = weight == Weight.SLOPE ? k - 1 : k;
    double u = 1 / (z * z);
    double term = 1;
    double sum = 0;
    for (int i = 1; Math.abs(term) > 1e-18; i++) {
      term *= (exponent - 2 * i + 2) * (exponent - 2 * i + 1) * u / (2 * i);
      sum += term;
    }
    boolean nearLow = position < remainder;
    double t = nearLow ? position : 1 - remainder;
    double plain = weightAt(t, nearLow ? 1 - position : remainder);
    return weight == Weight.DEFICIT ? plain - Math.pow(t, k) * sum : plain * (1 + sum);
  }

  /** Panels in {@code tau = z - e}, upwards from the singularity at 0. */
  private double fromSingularity(double end, double widest) {
    double start = Math.min(Math.min(1, 1 / Math.abs(z)), 0.5 * ratio);
    double sum = seriesAtSingularity(start);
    while (start < end) {
      double step = Math.min(Math.min(2 * start, widest), end - start);
      sum += panelFromSingularity(start, step);
      start += step;
    }
    return sum;
  }

  private double panelFromSingularity(double start, double step) {
    boolean lowEndNearer = Math.abs(z) < Math.abs(w);
    double sum = 0;
    for (int i = 0; i < RULE.size(); i++) {
      double tau = start + step * RULE.node(i);
      double rest = ratio - tau;
      double e = lowEndNearer ? z - tau : rest - w;
      sum += RULE.weight(i) * weightAt(tau / ratio, rest / ratio) * normalFactor(e);
    }
    return step * sum;
  }

  /** Panels in {@code e}, downwards; the singularity is out of sight. */
  private double awayFromSingularity(double from, double reach, double widest) {
    double e = reach;
    double sum = 0;
    while (e > from) {
      double step = Math.min(Math.min(2 * (z - e), widest), e - from);
      sum += panel(e - step, step);
      e -= step;
    }
    return sum;
  }

  private double panel(double start, double step) {
    double sum = 0;
    for (int i = 0; i < RULE.size(); i++) {
      double e = start + step * RULE.node(i);
      double t;
      double u;
      if (position < remainder) {
        t = position - s * e;
        u = 1 - t;
      } else {
        u = remainder + s * e;
        t = 1 - u;
      }
      sum += RULE.weight(i) * weightAt(t, u) * normalFactor(e);
    }
    return step * sum;
  }

  private double normalFactor(double e) {
    return Math.exp(-0.5 * (e - nearest) * (e + nearest));
  }

  /** The weight at {@code t}, given also {@code u = 1 - t} with its own digits. */
  private double weightAt(double t, double u) {
    return switch (weight) {
      case POWER -> Math.pow(t, k);
      case SLOPE -> k * Math.pow(t, k - 1);
      case DEFICIT -> u < 0.5 ? -Math.expm1(k * Math.log1p(-u)) : 1 - Math.pow(t, k);
    };
  }

  /**
   * The first panel: {@code exp(z tau - tau^2 / 2) = sum He_n(z) tau^n / n!}, integrated term by
   * term against the power.
   */
  private double seriesAtSingularity(double end) {
    double previous = 0;
    double term = 1;
    double plain = 0;
    double raised = 0;
    double exponent = weight == Weight.SLOPE ? k : k + 1;
    double largest = 1;
    for (int n = 0; largest > 1e-18; n++) {
      plain += term / (n + 1);
      raised += term / (n + exponent);
      double next = (z * end * term - end * end * previous) / (n + 1);
      previous = term;
      term = next;
      largest = Math.max(Math.abs(previous), Math.abs(term));
    }
    double factor = end * Math.exp(-0.5 * (z - nearest) * (z + nearest));
    double t = end / ratio;
    return switch (weight) {
      case POWER -> factor * Math.pow(t, k) * raised;
      case SLOPE -> factor * k * Math.pow(t, k - 1) * raised;
      case DEFICIT -> factor * (plain - Math.pow(t, k) * raised);
    };
  }
}
