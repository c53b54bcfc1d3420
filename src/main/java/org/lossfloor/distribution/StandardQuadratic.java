package org.lossfloor.distribution;

import java.util.stream.IntStream;
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
 *       dt}: a table that depends on c only; for {@code z > 9} the asymptotic series of H;
 *   <li>near the upper end with {@code s <= 1/14}: minus a binomial series in the moments {@code
 *       int_0^inf v^i phi(v + w) dv};
 *   <li>near the upper end with larger s: cells that depend on s, made when first touched and kept
 *       until s changes, each from its left neighbour where that is stable, otherwise from a
 *       Gauss-Jacobi sum; a cell never depends on earlier calls;
 *   <li>{@code z < -9}: the quadrature of {@link NoisyQuadratic}.
 * </ul>
 *
 * <p>Absolute error of F about 1e-15; relative error about 1e-13 in the left tail. Evaluate many x
 * at one s before the next s: only the first calls after a change of s pay for new cells. Allocates
 * nothing in the bulk. Not safe for use by several threads: give each its own.
 */
public final class StandardQuadratic {
  /** Beyond this many standard deviations a normal tail is negligible. */
  private static final double FAR = 9;

  /** Minus the logarithm of the rounding error, and of the small factors in front of the tails. */
  private static final double ROUNDING = 42;

  /** Below this z every value underflows. */
  private static final double UNDERFLOW = -40;

  /** From this z on the asymptotic series is exact to rounding. */
  private static final int SERIES_FROM = 9;

  /** Where the stretches begin on which the series has the number of terms below. */
  private static final int[] SERIES_AT = {SERIES_FROM, 14, 30, 100, 1000, Integer.MAX_VALUE};

  private static final int[] SERIES_TERMS = {18, 12, 7, 5, 3};

  /** Largest {@code 1 / s} at which the two ends are too close for the series. */
  private static final double CLOSE_ENDS = 14;

  private static final int BINOMIAL_TERMS = 26;

  /** Share of the value below which a term of its second derivative is left out. */
  private static final double NEGLIGIBLE = 1e-17;

  /** Coefficients that may matter within a cell, and those that matter one cell further on. */
  private static final int TERMS = 25;

  private static final int ALL_TERMS = 37;

  private static final double NARROW_POWER = Math.pow(0.25, TERMS - 3);
  private static final double WIDE_POWER = Math.pow(0.5, TERMS - 3);

  /**
   * Cells are 1 wide between z = -4 and 8; outside the law, or the other solution of its equation,
   * changes faster and they are 1/2 wide.
   */
  private static final int WIDE_FROM = -4;

  private static final int WIDE_TO = 8;
  private static final int FIRST_WIDE = 2 * (int) (FAR + WIDE_FROM);
  private static final int LAST_WIDE = FIRST_WIDE + WIDE_TO - WIDE_FROM;

  /** Beyond z = 9 the half line is not tabulated. */
  private static final int MOST_HALF_LINE = LAST_WIDE + 2;

  private static final int CELLS = LAST_WIDE + 2 * (int) (CLOSE_ENDS + FAR - WIDE_TO) + 1;

  private static final double[] CENTRES =
      IntStream.range(0, CELLS)
          .mapToDouble(i -> .5 * (lowerBorder(i) + lowerBorder(i + 1)))
          .toArray();

  /** By how much the rounding errors of a neighbour may grow in a cell made from it. */
  private static final double MOST_STRAIN = 3;

  /** One cell in this many is started afresh, not from its left neighbour. */
  private static final int LONGEST_CHAIN = 4;

  /** The normal law is the case k = 0. */
  private static final HalfLineLaw NORMAL = new HalfLineLaw(0);

  private final double k;
  private final double logFactorial;
  private final double[] own = new double[ALL_TERMS];
  private final double[] next = new double[ALL_TERMS];
  private final double[] forcing = new double[ALL_TERMS];
  private final double[] inverse = new double[ALL_TERMS];
  private final double[] series = new double[SERIES_TERMS[0]];
  private final double[] seriesFirst = new double[SERIES_TERMS[0]];
  private final double[] seriesSecond = new double[SERIES_TERMS[0]];
  private final double[] binomial = new double[BINOMIAL_TERMS];
  private final double[][] cells = new double[CELLS][ALL_TERMS + 1];
  private final int[] cellTerms = new int[CELLS];
  private final int[] cellsMadeFor = new int[CELLS];
  private final double[] strain = new double[CELLS];
  private final double[] growths = new double[CELLS];
  private final int seriesTerms;
  private final int binomialTerms;
  private final HalfLineLaw halfLine;
  private final double[] at = new double[2];
  private final double[] taylor = new double[2];
  private final LawPoints single = new LawPoints(1);
  private final PowerMoments narrowStart;
  private final PowerMoments wideStart;

  private double s = Double.NaN;
  private double ratio;
  private double scale;

  /** The first cell from which the far end may be in sight, and where that begins. */
  private int firstCell;

  private double inSightFrom;
  private int generation;

  /** The arrays of the points at work. */
  private double[] x;

  private double[] value;
  private double[] slope;
  private double[] curvature;

  /**
   * Prepares the law of one effective dimension.
   *
   * @param c effective dimension, from 0.5 to 20
   * @throws IllegalArgumentException if {@code c} is outside its range
   */
  public StandardQuadratic(double c) {
    this(c, new HalfLineLaw(c / 2));
  }

  private StandardQuadratic(double c, HalfLineLaw halfLine) {
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
    for (int i = 0; i < series.length; i++) {
      double degree = k - 2 * i;
      seriesFirst[i] = degree * series[i];
      seriesSecond[i] = degree * (degree - 1) * series[i];
    }
    binomial[0] = 1;
    for (int i = 1; i < BINOMIAL_TERMS; i++) {
      binomial[i] = binomial[i - 1] * (k - i + 1) / i;
    }
    // For whole powers the sums end.
    seriesTerms = k == Math.rint(k) ? Math.min(series.length, (int) k / 2 + 1) : series.length;
    binomialTerms = k == Math.rint(k) ? Math.min(BINOMIAL_TERMS, (int) k + 1) : BINOMIAL_TERMS;
    narrowStart = new PowerMoments(20, k);
    wideStart = new PowerMoments(40, k);
    this.halfLine = halfLine;
    double before = 0;
    for (int i = 0; i < CELLS; i++) {
      double height = Math.pow(centre(i), k);
      if (centre(i) < HalfLineLaw.HIGHEST) {
        halfLine.evaluate(centre(i), at);
        height = at[0];
      }
      growths[i] = height / before;
      before = height;
    }
  }

  /**
   * Another one of the same effective dimension, which shares what does not depend on the noise.
   *
   * @return a kernel with cells of its own
   */
  public StandardQuadratic another() {
    return new StandardQuadratic(2 * k, halfLine);
  }

  /**
   * The law and its derivatives at one point.
   *
   * @param x position, 0 at the best score and 1 at the far end; any finite number
   * @param s noise in units of {@code b - a}, positive; meant for 1e-6 to 1e3
   * @param out receives {@code F} in 0, {@code dF/dx} in 1 and {@code dF/d(log s)} in 2; if it has
   *     room for five numbers, also {@code d2F/dx d(log s)} in 3 and {@code d2F/d(log s)2} in 4.
   *     The remaining second derivative is {@code d2F/dx2 = dF/d(log s) / s^2}
   */
  public void evaluate(double x, double s, double[] out) {
    single.x()[0] = x;
    evaluate(single, s);
    out[0] = single.cdf()[0];
    out[1] = single.density()[0];
    out[2] = single.noiseSlope()[0];
    if (out.length > 4) {
      secondDerivatives(single, s);
      out[3] = single.cross()[0];
      out[4] = single.noiseCurve()[0];
    }
  }

  /**
   * The law and its gradient at many points. As these ascend, those that one method serves are
   * neighbours; what is found at a point does not depend on the others.
   *
   * @param points ascending positions; receives the values there
   * @param s noise in units of {@code b - a}, positive; meant for 1e-6 to 1e3
   */
  public void evaluate(LawPoints points, double s) {
    if (s != this.s) {
      prepare(s);
    }
    x = points.x();
    value = points.cdf();
    slope = points.density();
    curvature = points.noiseSlope();
    int i = 0;
    for (; i < x.length && x[i] * ratio < -FAR; i++) {
      farLeft(i);
    }
    i = ratio >= CLOSE_ENDS ? smallNoise(i) : largeNoise(i);
    for (; i < x.length; i++) {
      set(i, 1, 0, 0);
    }
  }

  /**
   * Adds the second derivatives where the gradient has been found: the equation, differentiated
   * once and twice, gives F''' and F''''.
   *
   * @param points what {@link #evaluate(LawPoints, double)} has filled in
   * @param s the noise it was given
   */
  public void secondDerivatives(LawPoints points, double s) {
    double perNoise = 1 / s;
    double[] at = points.x();
    double[] density = points.density();
    double[] noiseSlope = points.noiseSlope();
    double[] cross = points.cross();
    double[] noiseCurve = points.noiseCurve();
    for (int i = 0; i < at.length; i++) {
      double w = (1 - at[i]) * perNoise;
      noiseCurve[i] = w * w < FAR * FAR ? NormalTail.DENSITY_AT_ZERO * Math.exp(-0.5 * w * w) : 0;
    }
    for (int i = 0; i < at.length; i++) {
      double z = at[i] * perNoise;
      double cut = k * noiseCurve[i];
      double third = (k - 1) * s * density[i] - z * noiseSlope[i] - cut;
      cross[i] = third * perNoise;
      noiseCurve[i] = k * noiseSlope[i] - z * third - (1 - at[i]) * perNoise * cut;
    }
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
    firstCell = limit < -FAR ? 0 : Math.min(MOST_HALF_LINE, cellOf(limit));
    inSightFrom = lowerBorder(firstCell);
  }

  private void set(int i, double newValue, double newSlope, double newCurvature) {
    value[i] = newValue;
    slope[i] = newSlope * ratio;
    curvature[i] = newCurvature;
  }

  private void farLeft(int i) {
    if (x[i] * ratio < UNDERFLOW) {
      set(i, 0, 0, 0);
      return;
    }
    SmoothedLaw law = new SmoothedLaw(1, k, s);
    double lower = law.lower(x[i], 1 - x[i]);
    double density = law.density(x[i], 1 - x[i]);
    double cut = NormalTail.upper((1 - x[i]) * ratio);
    set(i, lower, density * s, k * (lower - cut) - x[i] * density);
  }

  /**
   * {@code s <= 1/14}: at most one end is in sight of the singularity. Returns the first point that
   * is beyond the upper end.
   */
  private int smallNoise(int from) {
    int i = from;
    for (; i < x.length && x[i] * ratio < SERIES_FROM; i++) {
      halfLine(i);
    }
    i = asymptotic(i);
    for (int j = i - 1; j >= from && (1 - x[j]) * ratio < FAR; j--) {
      subtractMoments(j, (1 - x[j]) * ratio, s);
    }
    for (; i < x.length && (x[i] - 1) * ratio <= FAR; i++) {
      set(i, 0, 0, 0);
      subtractMoments(i, (x[i] - 1) * ratio, -s);
      // The same sum from the other side is the survival function.
      value[i] = 1 - value[i];
      curvature[i] = -curvature[i];
    }
    return i;
  }

  private void halfLine(int i) {
    double z = x[i] * ratio;
    halfLine.evaluate(z, at);
    double lower = scale * at[0];
    double density = scale * at[1];
    set(i, lower, density, k * lower - z * density);
  }

  /** Returns the first point that is beyond x = 1. */
  private int asymptotic(int from) {
    int i = from;
    for (int stretch = 0; stretch < SERIES_TERMS.length; stretch++) {
      int terms = Math.min(seriesTerms, SERIES_TERMS[stretch]);
      double end = Math.min(1, SERIES_AT[stretch + 1] * s);
      for (; i < x.length && x[i] <= end; i++) {
        asymptotic(i, terms);
      }
    }
    return i;
  }

  private void asymptotic(int at, int terms) {
    double inverse = 1 / (x[at] * ratio);
    double u = inverse * inverse;
    double sum = 0;
    double first = 0;
    double second = 0;
    for (int i = terms - 1; i >= 0; i--) {
      sum = Math.fma(sum, u, series[i]);
      first = Math.fma(first, u, seriesFirst[i]);
      second = Math.fma(second, u, seriesSecond[i]);
    }
    double power = power(x[at]);
    set(at, power * sum, power * first * inverse, power * second * u);
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
  private void subtractMoments(int point, double w, double step) {
    normal(w);
    double density = at[1];
    double twoBefore = density;
    double before = at[0];
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
    value[point] -= sum;
    slope[point] -= first * ratio;
    curvature[point] -= second;
  }

  /** Returns the first point that is beyond the upper end. */
  private int largeNoise(int from) {
    int i = from;
    for (; i < x.length && x[i] * ratio < inSightFrom; i++) {
      halfLine(i);
    }
    while (i < x.length && (x[i] - 1) * ratio <= FAR) {
      int cell = cellOf(x[i] * ratio);
      if (cellsMadeFor[cell] != generation) {
        makeCell(cell);
      }
      i = polynomials(cell, i);
    }
    return i;
  }

  /**
   * The points of one cell from a given one on; returns the first that is beyond it. Even and odd
   * powers are summed apart, so that the processor can overlap them: p = E(u) + x O(u) with u =
   * x^2.
   */
  private int polynomials(int cell, int from) {
    double[] at = x;
    double perNoise = ratio;
    double centre = centre(cell);
    double border = lowerBorder(cell + 1);
    double[] a = cells[cell];
    // With an odd number of terms the next one, which is small, is added, too; the last is 0.
    int last = ((cellTerms[cell] + 1) & ~1) - 2;
    int i = from;
    do {
      double offset = at[i] * perNoise - centre;
      double square = offset * offset;
      double even = a[last];
      double evenFirst = 0;
      double evenSecond = 0;
      double odd = a[last + 1];
      double oddFirst = 0;
      double oddSecond = 0;
      for (int n = last - 2; n >= 0; n -= 2) {
        evenSecond = Math.fma(evenSecond, square, evenFirst);
        oddSecond = Math.fma(oddSecond, square, oddFirst);
        evenFirst = Math.fma(evenFirst, square, even);
        oddFirst = Math.fma(oddFirst, square, odd);
        even = Math.fma(even, square, a[n]);
        odd = Math.fma(odd, square, a[n + 1]);
      }
      value[i] = Math.fma(offset, odd, even);
      slope[i] = (2 * offset * evenFirst + Math.fma(2 * square, oddFirst, odd)) * perNoise;
      // The second sums are halves of second derivatives in u.
      curvature[i] =
          2 * evenFirst
              + 8 * square * evenSecond
              + offset * (6 * oddFirst + 8 * square * oddSecond);
      i++;
    } while (i < at.length && at[i] * perNoise < border && (at[i] - 1) * perNoise <= FAR);
    return i;
  }

  /**
   * Makes a cell, and those to its left that it needs: what a cell holds depends on the noise only,
   * not on which points were asked for before.
   */
  private void makeCell(int i) {
    if (i == firstCell && i > 0) {
      halfLine.evaluate(centre(i), at);
      strain[i] = 1;
      expand(i, scale * at[0], scale * at[1]);
      return;
    }
    if (i % LONGEST_CHAIN != 0) {
      if (cellsMadeFor[i - 1] != generation) {
        makeCell(i - 1);
      }
      double[] left = cells[i - 1];
      polynomial(left, centre(i) - centre(i - 1), taylor);
      // Rounding errors grow like H itself; F may grow more slowly.
      strain[i] = Math.max(1, strain[i - 1] * growths[i] * left[0] / taylor[0]);
      if (strain[i] < MOST_STRAIN) {
        expand(i, taylor[0], taylor[1]);
        return;
      }
    }
    startCell(i);
  }

  /** The tail area beyond w and the density there, into {@code at}. */
  private void normal(double w) {
    if (w <= FAR) {
      NORMAL.evaluate(-w, at);
    } else {
      at[0] = NormalTail.upper(w);
      at[1] = NormalTail.DENSITY_AT_ZERO * Math.exp(-0.5 * w * w);
    }
  }

  private void startCell(int i) {
    double centre = centre(i);
    PowerMoments moments = ratio < 4 ? narrowStart : wideStart;
    moments.evaluate(centre, ratio);
    strain[i] = 1;
    normal(ratio - centre);
    expand(i, at[0] + ratio * moments.upper(), k * moments.lower());
  }

  /** Taylor coefficients from the differential equation, given the first two. */
  private void expand(int i, double zeroth, double first) {
    double[] a = cells[i];
    a[0] = zeroth;
    a[1] = first;
    double centre = centre(i);
    double w = ratio - centre;
    normal(w);
    double cut = at[0];
    double before = 0;
    double density = at[1];
    double two = zeroth;
    double one = first;
    for (int n = 0; n + 2 < ALL_TERMS; n++) {
      // Written so that a step waits for one operation on the step before.
      double known = Math.fma(own[n], two, -forcing[n] * cut);
      two = one;
      one = Math.fma(-centre * next[n], one, known);
      a[n + 2] = one;
      cut = density * inverse[n];
      double after = Math.fma(w * inverse[n], density, -before * inverse[n]);
      before = density;
      density = after;
    }
    cellTerms[i] = terms(a, i);
    cellsMadeFor[i] = generation;
  }

  /** How many coefficients matter within a cell, to the value and its two derivatives. */
  private static int terms(double[] a, int i) {
    boolean narrow = i < FIRST_WIDE || i >= LAST_WIDE;
    double perReach = narrow ? 4 : 2;
    double least = NEGLIGIBLE * Math.abs(a[0]);
    int terms = TERMS;
    double power = narrow ? NARROW_POWER : WIDE_POWER;
    while (terms > 3 && Math.abs(a[terms - 1]) * power * terms * terms < least) {
      terms--;
      power *= perReach;
    }
    return terms;
  }

  /** Value and slope of all terms of a cell, apart as in {@link #polynomials}. */
  private static void polynomial(double[] a, double offset, double[] out) {
    double square = offset * offset;
    double even = a[ALL_TERMS - 1];
    double evenFirst = 0;
    double odd = 0;
    double oddFirst = 0;
    for (int n = ALL_TERMS - 3; n >= 0; n -= 2) {
      evenFirst = Math.fma(evenFirst, square, even);
      oddFirst = Math.fma(oddFirst, square, odd);
      even = Math.fma(even, square, a[n]);
      odd = Math.fma(odd, square, a[n + 1]);
    }
    out[0] = Math.fma(offset, odd, even);
    out[1] = 2 * offset * evenFirst + Math.fma(2 * square, oddFirst, odd);
  }

  private static int cellOf(double z) {
    if (z < WIDE_FROM) {
      return (int) ((z + FAR) * 2);
    }
    return z < WIDE_TO ? FIRST_WIDE + (int) (z - WIDE_FROM) : LAST_WIDE + (int) ((z - WIDE_TO) * 2);
  }

  private static double lowerBorder(int i) {
    if (i < FIRST_WIDE) {
      return 0.5 * i - FAR;
    }
    return i < LAST_WIDE ? WIDE_FROM + i - FIRST_WIDE : WIDE_TO + 0.5 * (i - LAST_WIDE);
  }

  private static double centre(int i) {
    return CENTRES[i];
  }
}
