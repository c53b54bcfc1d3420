package org.lossfloor.estimate.prospect;

import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Interval;

/**
 * The mean score of the configuration that was observed with a score, for a score that is
 * minimised.
 *
 * <p>A trial has a mean score Q, which its hyperparameters give, and is observed as Y = Q + E. That
 * a trial was <em>selected</em> as the best of n needs no correction beyond the knowledge of its
 * observed score: the trials are independent, so given its own Y = y the others, all worse than y,
 * say nothing about its Q, and
 *
 * <pre>
 *   E[Q | Y = y, Y is the best of n] = E[Q | Y = y] = int q f(q) phi((y - q) / o) dq
 *                                                     / int f(q) phi((y - q) / o) dq
 * </pre>
 *
 * over q in [a, b], where f is the density of the noiseless part. The winner's curse is in f: far
 * below a no q is left, and the mean shrinks towards [a, b].
 *
 * <p>The fitted noise o also holds what the law does not know of the surface, so that the mean
 * under the law shrinks too far. On the bench the observed score errs by as much on the other side:
 * the middle of both has no bias (method.md, section 18.8).
 *
 * @param law the convex law
 * @param possible where the best possible score can be
 */
record MeanScore(NoisyQuadratic law, Interval possible) {
  /** How much of the law's correction is taken. */
  static final double LUCK = .5;

  /** Beyond this many standard deviations of the noise outside [a, b] the mean score is the end. */
  private static final double FAR = 1e6;

  /**
   * The mean score between the observed one and the one under the law.
   *
   * @param seen the observed score
   * @return a score
   */
  double of(double seen) {
    return seen + LUCK * (underLaw(seen) - seen);
  }

  /**
   * By how much the mean score moves with the observed one.
   *
   * @param seen the observed score
   * @return the derivative of {@link #of}, 1 - {@value #LUCK} to 1
   */
  double slope(double seen) {
    return 1 - LUCK + LUCK * slopeUnderLaw(seen);
  }

  /**
   * The mean under the law. With {@code k = c / 2} and h = b - a the density is {@code f_c(q) = (k
   * / h) ((q - a) / h)^(k - 1)}, so {@code (q - a) f_c(q) = h k / (k + 1) f_{c+2}(q)} and the mean
   * is {@code a + h k / (k + 1) g_{c+2}(y) / g_c(y)} with g the density of the law with noise.
   */
  double underLaw(double seen) {
    if (sharp(seen)) {
      return possible.nearest(Math.max(law.a(), Math.min(law.b(), seen)));
    }
    return possible.nearest(law.a() + height() * moment(2, seen));
  }

  /** {@code d E[Q | Y = y] / dy = Var(Q | Y = y) / o^2}, as for every normal noise. */
  private double slopeUnderLaw(double seen) {
    if (sharp(seen)) {
      return seen > law.a() && seen < law.b() ? 1 : 0;
    }
    double mean = moment(2, seen);
    double noise = law.o() / height();
    return Math.max(0, Math.min(1, (moment(4, seen) - mean * mean) / (noise * noise)));
  }

  /** {@code E[((Q - a) / h)^(more / 2) | Y = y]}. */
  private double moment(int more, double seen) {
    double c = law.c();
    double log =
        NoisyQuadratic.convex(law.a(), law.b(), c + more, law.o()).logDensity(seen)
            - law.logDensity(seen);
    return Math.max(0, Math.min(1, c / (c + more) * Math.exp(log)));
  }

  private double height() {
    return law.b() - law.a();
  }

  /** Further out the logarithms of the densities agree in all their digits. */
  private boolean sharp(double seen) {
    double outside = Math.max(law.a() - seen, seen - law.b());
    return height() == 0 || FAR * law.o() <= height() || outside > FAR * law.o();
  }
}
