package org.lossfloor.distribution;

import org.lossfloor.math.NormalTail;

/**
 * The function {@code H(z) = int_0^inf t^k phi(t - z) dt} and its slope: what the standardised
 * convex law is, up to a factor, where the far end is out of sight, and the normal distribution
 * function for {@code k = 0}.
 *
 * <p>H solves {@code H'' + z H' - k H = 0}, so that H and H' at the centre of a cell give its
 * Taylor polynomial by a short recursion. The cells are narrow: a short polynomial does in each,
 * and they are made once for every k. Immutable.
 */
final class HalfLineLaw {
  /** The cells reach from here to the highest z. */
  static final double LOWEST = -9;

  static final double HIGHEST = 9.5;

  /** Cells per unit of z; a power of two, so that centres are exact. */
  private static final int PER_UNIT = 8;

  private static final int CELLS = (int) ((HIGHEST - LOWEST) * PER_UNIT);

  /** Coefficients that matter half a cell from the centre, even in number. */
  private static final int TERMS = 14;

  /** Cells are made in groups as wide as a long polynomial is exact in. */
  private static final double STRIDE = 0.5;

  private static final int MANY_TERMS = 32;

  /** The integral up to here, relative to a power of it, is the law of this width. */
  private static final double WIDTH = 64;

  private final double k;
  private final double[] coefficients = new double[CELLS * TERMS];

  HalfLineLaw(double k) {
    this.k = k;
    // From the far left, where H is the growing solution, so that errors do not grow.
    double[] wide = new double[MANY_TERMS];
    double[] at = new double[2];
    start(at);
    int perStride = (int) (PER_UNIT * STRIDE);
    for (int group = 0; group * perStride < CELLS; group++) {
      double centre = LOWEST + (group + 0.5) * STRIDE;
      if (group > 0) {
        wide(wide, STRIDE, at);
      }
      expand(wide, 0, MANY_TERMS, centre, at);
      for (int i = group * perStride; i < (group + 1) * perStride; i++) {
        wide(wide, centre(i) - centre, at);
        expand(coefficients, i * TERMS, TERMS, centre(i), at);
      }
    }
  }

  /** H and H' at the centre of the first group. */
  private void start(double[] out) {
    double centre = LOWEST + 0.5 * STRIDE;
    if (k == 0) {
      out[0] = NormalTail.upper(-centre);
      out[1] = NormalTail.DENSITY_AT_ZERO * Math.exp(-0.5 * centre * centre);
      return;
    }
    SmoothedLaw law = new SmoothedLaw(WIDTH, k, 1);
    double power = Math.pow(WIDTH, k);
    out[0] = power * law.lower(centre, WIDTH - centre);
    out[1] = power * law.density(centre, WIDTH - centre);
  }

  private void expand(double[] a, int from, int terms, double centre, double[] at) {
    a[from] = at[0];
    a[from + 1] = at[1];
    for (int n = 0; n + 2 < terms; n++) {
      a[from + n + 2] =
          ((k - n) * a[from + n] - centre * (n + 1) * a[from + n + 1]) / ((n + 1.0) * (n + 2));
    }
  }

  /**
   * H and its slope.
   *
   * @param z from {@link #LOWEST} to below {@link #HIGHEST}
   * @param out receives H in 0 and H' in 1
   */
  void evaluate(double z, double[] out) {
    int i = (int) ((z - LOWEST) * PER_UNIT);
    polynomial(i * TERMS, z - centre(i), out);
  }

  /** Even and odd powers apart, so that the processor can overlap them. */
  private void polynomial(int from, double offset, double[] out) {
    double square = offset * offset;
    double even = coefficients[from + TERMS - 2];
    double odd = coefficients[from + TERMS - 1];
    double evenSlope = 0;
    double oddSlope = 0;
    for (int n = TERMS - 4; n >= 0; n -= 2) {
      evenSlope = Math.fma(evenSlope, square, even);
      oddSlope = Math.fma(oddSlope, square, odd);
      even = Math.fma(even, square, coefficients[from + n]);
      odd = Math.fma(odd, square, coefficients[from + n + 1]);
    }
    // p = E(u) + x O(u) with u = x^2.
    out[0] = Math.fma(offset, odd, even);
    out[1] = 2 * offset * evenSlope + Math.fma(2 * square, oddSlope, odd);
  }

  /** The same for the long polynomials that the cells are made from. */
  private static void wide(double[] a, double offset, double[] out) {
    out[0] = 0;
    out[1] = 0;
    for (int n = a.length - 1; n >= 0; n--) {
      out[1] = Math.fma(out[1], offset, out[0]);
      out[0] = Math.fma(out[0], offset, a[n]);
    }
  }

  private static double centre(int i) {
    return LOWEST + (i + 0.5) / PER_UNIT;
  }
}
