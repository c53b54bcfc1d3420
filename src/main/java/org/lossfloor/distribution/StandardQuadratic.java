package org.lossfloor.distribution;

import org.apache.commons.numbers.gamma.LogGamma;
import org.lossfloor.math.NormalTail;

/**
 * The standardised convex law with its gradient, made for fitting: {@code x = (y - a) / h}, {@code
 * s = o / h}, {@code h = b - a}, {@code k = c / 2}. One call gives {@code F}, {@code dF/dx} and
 * {@code dF/d(log s)}, from which the gradient in all parameters follows: {@code dF/da = -f / h},
 * {@code dF/d(log h) = -x f} at fixed s.
 *
 * <p>With {@code z = x / s}, {@code w = (1 - x) / s} the law solves, in units of the noise,
 *
 * <pre>
 *   F'' + z F' - k F = -k Q(w),   F' = s dF/dx,   F'' = dF/d(log s)
 * </pre>
 *
 * (the last identity is the heat equation), so that F and F' at the centre of a cell give its
 * Taylor polynomial by a short recursion, and the polynomial gives all three values. The pieces:
 *
 * <ul>
 *   <li>away from the upper end, {@code F = s^k H(z)} with {@code H(z) = int_0^inf t^k phi(t - z)
 *       dt}: cells that depend on c only, made once; for {@code z > 9} the asymptotic series of H;
 *   <li>near the upper end with {@code s <= 1/14}: minus a binomial series in the moments {@code
 *       int_0^inf v^i phi(v + w) dv};
 *   <li>near the upper end with larger s: cells that depend on s, made when first touched and kept
 *       until s changes, each from its left neighbour where that is stable, otherwise from a
 *       Gauss-Jacobi sum; the same ones whatever was asked for before;
 *   <li>{@code z < -9}: the quadrature of {@link NoisyQuadratic}.
 * </ul>
 *
 * <p>Absolute error of F about 1e-15; relative error about 1e-13 in the left tail. Use one s for
 * many x before the next s: only the first calls after a change of s pay for new cells. Allocates
 * nothing in the bulk. Not safe for use by several threads: give each its own.
 */
public final class StandardQuadratic {
  /** Beyond this many standard deviations a normal tail does not count. */
  private static final double FAR = 9;

  /** Minus the logarithm of the rounding error, and of the small factors in front of the tails. */
  private static final double ROUNDING = 42;

  /** Below this z every value underflows. */
  private static final double UNDERFLOW = -40;

  /** From this z on the asymptotic series is exact to rounding. */
  private static final int SERIES_FROM = 9;

  /** Terms the series needs at {@code z > 30}, {@code z > 14} and below. */
  private static final int[] SERIES_TERMS = {7, 12, 18};

  /** Largest {@code 1 / s} for which the two ends are not told apart by series. */
  private static final double CLOSE_ENDS = 14;

  private static final int BINOMIAL_TERMS = 26;

  /** Share of the value below which a term of its second derivative is left out. */
  private static final double NEGLIGIBLE = 1e-17;

  /** Coefficients that may matter within a cell, and those that matter one cell further on. */
  private static final int TERMS = 25;

  private static final int ALL_TERMS = 37;

  /** Cells are 1 wide between z = 0 and 8; outside the law changes faster and they are 1/2 wide. */
  private static final int FIRST_WIDE = 2 * (int) FAR;

  private static final int LAST_WIDE = FIRST_WIDE + 8;
  private static final int FIXED_CELLS = LAST_WIDE + 2;
  private static final int CELLS = LAST_WIDE + 2 * (int) (CLOSE_ENDS + FAR - 8) + 1;

  /** How many roundings of a neighbour may reappear in a cell made from it. */
  private static final double MOST_STRAIN = 8;

  /** Cells are made from their left neighbours at most one less than so many times in a row. */
  private static final int LONGEST_CHAIN = 4;

  private final double k;
  private final double logFactorial;
  private final double[] own = new double[ALL_TERMS];
  private final double[] next = new double[ALL_TERMS];
  private final double[] forcing = new double[ALL_TERMS];
  private final double[] inverse = new double[ALL_TERMS];
  private final double[] series = new double[SERIES_TERMS[2]];
  private final double[] binomial = new double[BINOMIAL_TERMS];
  private final double[][] fixed = new double[FIXED_CELLS][ALL_TERMS + 1];
  private final double[][] cells = new double[CELLS][ALL_TERMS + 1];
  private final int[] fixedTerms = new int[FIXED_CELLS];
  private final int[] cellTerms = new int[CELLS];
  private final int[] cellsMadeFor = new int[CELLS];
  private final double[] strain = new double[CELLS];
  private final double[] growths = new double[CELLS];
  private final int binomialTerms;
  private final PowerMoments narrowStart;
  private final PowerMoments wideStart;

  private double s = Double.NaN;
  private double ratio;
  private double scale;
  private int fixedInUse;
  private int generation;

  // The last polynomial's value and its first two derivatives.
  private double value;
  private double slope;
  private double curvature;

  /**
   * Prepares the law of one effective dimension.
   *
   * @param c effective dimension, from 0.5 to 20
   * @throws IllegalArgumentException if {@code c} is outside its range
   */
  public StandardQuadratic(double c) {
    NoisyQuadratic.requireDimension(c);
    k = c / 2;
    logFactorial = LogGamma.value(k + 1);
    for (int n = 0; n + 2 < ALL_TERMS; n++) {
      own[n] = (k - n) / ((n + 1.0) * (n + 2));
      next[n] = 1 / (n + 2.0);
      forcing[n] = k / ((n + 1.0) * (n + 2));
      inverse[n] = 1 / (n + 1.0);
    }
    series[0] = 1;
    for (int i = 1; i < series.length; i++) {
      series[i] = series[i - 1] * (k - 2 * i + 2) * (k - 2 * i + 1) / (2 * i);
    }
    binomial[0] = 1;
    for (int i = 1; i < BINOMIAL_TERMS; i++) {
      binomial[i] = binomial[i - 1] * (k - i + 1) / i;
    }
    // For whole powers the sum ends.
    binomialTerms = k == Math.rint(k) ? Math.min(BINOMIAL_TERMS, (int) k + 1) : BINOMIAL_TERMS;
    narrowStart = new PowerMoments(20, k);
    wideStart = new PowerMoments(40, k);
    makeFixedCells();
    for (int i = 1; i < CELLS; i++) {
      // Beyond its cells H is close to a power.
      growths[i] =
          i < FIXED_CELLS ? fixed[i][0] / fixed[i - 1][0] : Math.pow(centre(i) / centre(i - 1), k);
    }
  }

  /**
   * The law and its gradient at one point.
   *
   * @param x position, 0 at the best score and 1 at the far end; any finite number
   * @param s noise in units of {@code b - a}, positive; meant for 1e-6 to 1e3
   * @param out receives {@code F} in 0, {@code dF/dx} in 1 and {@code dF/d(log s)} in 2; if it has
   *     room for five numbers, also {@code d2F/dx d(log s)} in 3 and {@code d2F/d(log s)2} in 4.
   *     The remaining second derivative is {@code d2F/dx2 = dF/d(log s) / s^2}
   */
  public void evaluate(double x, double s, double[] out) {
    if (s != this.s) {
      prepare(s);
    }
    double z = x * ratio;
    double w = (1 - x) * ratio;
    if (z < -FAR) {
      farLeft(x, z);
    } else if (w < -FAR) {
      set(1, 0, 0);
    } else if (ratio >= CLOSE_ENDS) {
      smallNoise(x, z, w);
    } else {
      largeNoise(z);
    }
    out[0] = value;
    out[1] = slope * ratio;
    out[2] = curvature;
    if (out.length > 4) {
      secondDerivatives(z, w, out);
    }
  }

  /** The equation, differentiated once and twice, gives F''' and F''''. */
  private void secondDerivatives(double z, double w, double[] out) {
    double density = w * w < FAR * FAR ? NormalTail.DENSITY_AT_ZERO * Math.exp(-0.5 * w * w) : 0;
    double third = (k - 1) * slope - z * curvature - k * density;
    out[3] = third * ratio;
    out[4] = k * curvature - z * third - k * w * density;
  }

  private void prepare(double s) {
    if (!(s > 0) || !Double.isFinite(s)) {
      throw new IllegalArgumentException("noise must be positive and finite: s = " + s);
    }
    this.s = s;
    ratio = 1 / s;
    scale = Math.pow(s, k);
    generation++;
    // The upper end is out of sight where exp((z^2 - w^2) / 2), times a bound on s^k H(z) / phi(z)
    // that grows with the power, is below rounding.
    double margin = ROUNDING + Math.max(0, k * Math.log(FAR * ratio) - logFactorial);
    double limit = Math.min(ratio - FAR, 0.5 * ratio - margin / ratio);
    fixedInUse = limit < -FAR ? 0 : Math.min(FIXED_CELLS, cellOf(limit));
  }

  private void set(double newValue, double newSlope, double newCurvature) {
    value = newValue;
    slope = newSlope;
    curvature = newCurvature;
  }

  private void farLeft(double x, double z) {
    if (z < UNDERFLOW) {
      set(0, 0, 0);
      return;
    }
    SmoothedLaw law = new SmoothedLaw(1, k, s);
    double lower = law.lower(x, 1 - x);
    double density = law.density(x, 1 - x);
    double cut = NormalTail.upper((1 - x) * ratio);
    set(lower, density * s, k * (lower - cut) - x * density);
  }

  /** {@code s <= 1/14}: at most one end is in sight of the singularity. */
  private void smallNoise(double x, double z, double w) {
    if (w < 0) {
      set(0, 0, 0);
      subtractMoments(-w, -s);
      // The same sum from the other side is the survival function.
      set(1 - value, slope, -curvature);
      return;
    }
    if (z < SERIES_FROM) {
      int i = cellOf(z);
      polynomial(fixed[i], z - centre(i), fixedTerms[i]);
      set(scale * value, scale * slope, scale * curvature);
    } else {
      asymptotic(x, z);
    }
    if (w < FAR) {
      subtractMoments(w, s);
    }
  }

  private void asymptotic(double x, double z) {
    double u = 1 / (z * z);
    double sum = 0;
    double first = 0;
    double second = 0;
    int terms = SERIES_TERMS[z > 30 ? 0 : z > 14 ? 1 : 2];
    for (int i = terms - 1; i >= 0; i--) {
      double term = series[i];
      double degree = k - 2 * i;
      sum = sum * u + term;
      first = first * u + degree * term;
      second = second * u + degree * (degree - 1) * term;
    }
    double power = power(x);
    set(power * sum, power * first / z, power * second * u);
  }

  /** {@code x^k}; for whole dimensions by products, which are faster. */
  private double power(double x) {
    int whole = (int) k;
    double rest = k - whole;
    if (rest != 0 && rest != 0.5) {
      return Math.pow(x, k);
    }
    double result = rest == 0 ? 1 : Math.sqrt(x);
    for (int i = 0; i < whole; i++) {
      result *= x;
    }
    return result;
  }

  /**
   * Subtracts {@code sum_(i >= 1) C(k, i) step^i I_i(w)} and its derivatives by {@code -w}, {@code
   * I_i(w) = int_0^inf v^i phi(v + w) dv}, {@code w >= 0}. The recursion {@code I_(i+1) = i I_(i-1)
   * - w I_i} loses relative digits, but the powers of the step shrink faster than its errors grow.
   */
  private void subtractMoments(double w, double step) {
    double density = NormalTail.DENSITY_AT_ZERO * Math.exp(-0.5 * w * w);
    double twoBefore = density;
    double before = NormalTail.upper(w);
    double moment = density - w * before;
    double power = step;
    double sum = 0;
    double first = 0;
    double second = 0;
    for (int i = 1; i < binomialTerms && Math.abs(power * before) > 1e-20; i++) {
      double factor = binomial[i] * power;
      sum += factor * moment;
      first += i * factor * before;
      second += (i == 1 ? 1 : i * (i - 1.0)) * factor * twoBefore;
      double after = i * before - w * moment;
      twoBefore = before;
      before = moment;
      moment = after;
      power *= step;
    }
    set(value - sum, slope - first, curvature - second);
  }

  private void largeNoise(double z) {
    int i = cellOf(z);
    double offset = z - centre(i);
    if (i < fixedInUse) {
      polynomial(fixed[i], offset, fixedTerms[i]);
      set(scale * value, scale * slope, scale * curvature);
    } else {
      if (cellsMadeFor[i] != generation) {
        makeCell(i);
      }
      polynomial(cells[i], offset, cellTerms[i]);
    }
  }

  /**
   * Makes a cell, and those to its left that it needs: what a cell holds depends on the noise only,
   * not on which points were asked for before.
   */
  private void makeCell(int i) {
    boolean fromFixed = i > 0 && i <= fixedInUse;
    if (i % LONGEST_CHAIN != 0) {
      if (!fromFixed && cellsMadeFor[i - 1] != generation) {
        makeCell(i - 1);
      }
      double[] left = fromFixed ? fixed[i - 1] : cells[i - 1];
      double factor = fromFixed ? scale : 1;
      polynomial(left, centre(i) - centre(i - 1), ALL_TERMS);
      // Rounding errors grow like H itself; F may grow more slowly.
      double growth = growths[i] * left[0] / value;
      strain[i] = Math.max(1, growth * (fromFixed ? 1 : strain[i - 1]));
      if (strain[i] < MOST_STRAIN) {
        expand(i, factor * value, factor * slope);
        return;
      }
    }
    startCell(i);
  }

  private void startCell(int i) {
    double centre = centre(i);
    PowerMoments moments = ratio < 4 ? narrowStart : wideStart;
    moments.evaluate(centre, ratio);
    strain[i] = 1;
    expand(i, NormalTail.upper(ratio - centre) + ratio * moments.upper(), k * moments.lower());
  }

  /** Taylor coefficients from the differential equation, given the first two. */
  private void expand(int i, double zeroth, double first) {
    double[] a = cells[i];
    a[0] = zeroth;
    a[1] = first;
    double centre = centre(i);
    double w = ratio - centre;
    double cut = NormalTail.upper(w);
    double before = 0;
    double density = NormalTail.DENSITY_AT_ZERO * Math.exp(-0.5 * w * w);
    for (int n = 0; n + 2 < ALL_TERMS; n++) {
      a[n + 2] = own[n] * a[n] - centre * next[n] * a[n + 1] - forcing[n] * cut;
      cut = density * inverse[n];
      double after = (w * density - before) * inverse[n];
      before = density;
      density = after;
    }
    cellTerms[i] = terms(a, i);
    cellsMadeFor[i] = generation;
  }

  /** How many coefficients matter within a cell, to the value and its two derivatives. */
  private static int terms(double[] a, int i) {
    double reach = i < FIRST_WIDE || i >= LAST_WIDE ? 0.25 : 0.5;
    double least = NEGLIGIBLE * Math.abs(a[0]);
    int terms = TERMS;
    double power = Math.pow(reach, TERMS - 3);
    while (terms > 3 && Math.abs(a[terms - 1]) * power * terms * terms < least) {
      terms--;
      power /= reach;
    }
    return terms;
  }

  /** The cells of H, from its values in the far left, where it is the growing solution. */
  private void makeFixedCells() {
    double width = 64;
    SmoothedLaw law = new SmoothedLaw(width, k, 1);
    double power = Math.pow(width, k);
    double start = centre(0);
    set(power * law.lower(start, width - start), power * law.density(start, width - start), 0);
    for (int i = 0; i < FIXED_CELLS; i++) {
      if (i > 0) {
        polynomial(fixed[i - 1], centre(i) - centre(i - 1), ALL_TERMS);
      }
      double[] a = fixed[i];
      a[0] = value;
      a[1] = slope;
      for (int n = 0; n + 2 < ALL_TERMS; n++) {
        a[n + 2] = own[n] * a[n] - centre(i) * next[n] * a[n + 1];
      }
      fixedTerms[i] = terms(a, i);
    }
  }

  /** Value and derivatives; even and odd powers apart, so that the processor can overlap them. */
  private void polynomial(double[] a, double offset, int terms) {
    double square = offset * offset;
    double even = 0;
    double evenFirst = 0;
    double evenSecond = 0;
    double odd = 0;
    double oddFirst = 0;
    double oddSecond = 0;
    // With an odd number of terms the next one, which is small, is added, too; the last is 0.
    for (int n = ((terms + 1) & ~1) - 2; n >= 0; n -= 2) {
      evenSecond = Math.fma(evenSecond, square, evenFirst);
      oddSecond = Math.fma(oddSecond, square, oddFirst);
      evenFirst = Math.fma(evenFirst, square, even);
      oddFirst = Math.fma(oddFirst, square, odd);
      even = Math.fma(even, square, a[n]);
      odd = Math.fma(odd, square, a[n + 1]);
    }
    // p = E(u) + x O(u) with u = x^2; the second sums are halves of second derivatives in u.
    double first = 2 * offset * evenFirst + Math.fma(2 * square, oddFirst, odd);
    double second =
        2 * evenFirst + 8 * square * evenSecond + offset * (6 * oddFirst + 8 * square * oddSecond);
    set(Math.fma(offset, odd, even), first, second);
  }

  private static int cellOf(double z) {
    if (z < 0) {
      return (int) ((z + FAR) * 2);
    }
    return z < 8 ? FIRST_WIDE + (int) z : LAST_WIDE + (int) ((z - 8) * 2);
  }

  private static double centre(int i) {
    if (i < FIRST_WIDE) {
      return 0.5 * i + 0.25 - FAR;
    }
    return i < LAST_WIDE ? i - FIRST_WIDE + 0.5 : 8.25 + 0.5 * (i - LAST_WIDE);
  }
}
