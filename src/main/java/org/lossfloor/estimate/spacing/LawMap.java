package org.lossfloor.estimate.spacing;

import java.util.Arrays;

/**
 * A smooth map from three free coordinates to the law (a, h, s), chosen so that a quantity that is
 * fixed or bounded is a single coordinate.
 */
interface LawMap {
  /** Largest step of a logarithmic width, and of a logarithmic noise, in one iteration. */
  double WIDTH_CAP = 2;

  double NOISE_CAP = 3;

  /** Relative noise outside these limits is outside the reach of the kernel. */
  double LEAST_NOISE = 1e-8;

  double MOST_NOISE = 1e4;

  /**
   * Maps coordinates to the law.
   *
   * @param theta the coordinates
   * @param law receives a, h, s
   * @param jacobian receives the derivatives of (a, log h, log s), row-major 3 x 3
   * @return false where the map is not defined
   */
  boolean apply(double[] theta, double[] law, double[] jacobian);

  /**
   * Adds the curvature of the map: the second derivatives of (a, log h, log s) in the coordinates,
   * times the gradient of the objective in (a, log h, log s).
   *
   * @param theta the coordinates, for which {@link #apply} has just set the two next
   * @param law a, h, s there
   * @param jacobian the derivatives there
   * @param slope the gradient of the objective in (a, log h, log s)
   * @param hessian row-major 3 x 3, symmetric, to be added to
   */
  void addCurvature(
      double[] theta, double[] law, double[] jacobian, double[] slope, double[] hessian);

  /** The largest step per coordinate in one iteration. */
  double[] caps();

  /** The plain coordinates (a, log h, log s). */
  static LawMap plain() {
    return new LawMap() {
      @Override
      public boolean apply(double[] theta, double[] law, double[] jacobian) {
        set(law, theta[0], Math.exp(theta[1]), Math.exp(theta[2]));
        identity(jacobian);
        return true;
      }

      @Override
      public void addCurvature(
          double[] theta, double[] law, double[] jacobian, double[] slope, double[] hessian) {
        // The map is linear.
      }

      @Override
      public double[] caps() {
        return new double[] {Double.POSITIVE_INFINITY, WIDTH_CAP, NOISE_CAP};
      }
    };
  }

  /** The coordinates (g, log h, log s) with a = g - h xi(s), g the p-quantile. */
  static LawMap quantile(StandardQuantile quantile, double p) {
    return new LawMap() {
      @Override
      public boolean apply(double[] theta, double[] law, double[] jacobian) {
        double h = Math.exp(theta[1]);
        double s = Math.exp(theta[2]);
        double xi = quantile.at(p, s);
        set(law, theta[0] - h * xi, h, s);
        identity(jacobian);
        jacobian[1] = -h * xi;
        jacobian[2] = -h * quantile.noiseSlope(xi, s);
        return true;
      }

      @Override
      public void addCurvature(
          double[] theta, double[] law, double[] jacobian, double[] slope, double[] hessian) {
        double bend = -law[1] * quantile.noiseCurve(-jacobian[1] / law[1], law[2]);
        add(hessian, 1, 1, slope[0] * jacobian[1]);
        add(hessian, 1, 2, slope[0] * jacobian[2]);
        add(hessian, 2, 2, slope[0] * bend);
      }

      @Override
      public double[] caps() {
        return new double[] {Double.POSITIVE_INFINITY, WIDTH_CAP, NOISE_CAP};
      }
    };
  }

  /** As {@link SpreadMap}, with the p-quantile as anchor. */
  static SpreadMap spreadFromQuantile(StandardQuantile quantile, double p) {
    return new SpreadMap(
        SpreadMap.Anchor.quantile(quantile, p), SpreadMap.shapeOrder(quantile.c()));
  }

  /** The coordinates (g, a, log s) with h = (g - a) / xi(s), g the p-quantile beyond a. */
  static LawMap endAndQuantile(StandardQuantile quantile, double p) {
    return new LawMap() {
      @Override
      public boolean apply(double[] theta, double[] law, double[] jacobian) {
        double s = Math.exp(theta[2]);
        double xi = quantile.at(p, s);
        double distance = theta[0] - theta[1];
        set(law, theta[1], distance / xi, s);
        Arrays.fill(jacobian, 0);
        jacobian[1] = 1;
        jacobian[3] = 1 / distance;
        jacobian[4] = -1 / distance;
        jacobian[5] = -quantile.noiseSlope(xi, s) / xi;
        jacobian[8] = 1;
        return law[1] > 0 && law[1] < Double.POSITIVE_INFINITY;
      }

      @Override
      public void addCurvature(
          double[] theta, double[] law, double[] jacobian, double[] slope, double[] hessian) {
        double distance = theta[0] - theta[1];
        double xi = distance / law[1];
        addWidthCurve(hessian, slope[1] / (distance * distance));
        double bend = -quantile.noiseCurve(xi, law[2]) / xi + jacobian[5] * jacobian[5];
        add(hessian, 2, 2, slope[1] * bend);
      }

      @Override
      public double[] caps() {
        return new double[] {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, NOISE_CAP};
      }
    };
  }

  /** As {@link SpreadMap}, with the mean as anchor. */
  static SpreadMap spreadFromMean(int c) {
    return new SpreadMap(SpreadMap.Anchor.fixed(c, c / (c + 2.0)), SpreadMap.shapeOrder(c));
  }

  /**
   * As {@link SpreadMap}, with the end point as anchor: its distance from the mean is of order h.
   */
  static SpreadMap spreadFromEnd(int c) {
    return new SpreadMap(SpreadMap.Anchor.fixed(c, 0), 1);
  }

  /**
   * The coordinates (a, b or log h, log o or log s), for constraints on the far end or the noise.
   *
   * @param far whether the second coordinate is b = a + h rather than log h
   * @param noise whether the third coordinate is log o rather than log s
   */
  static LawMap bounded(boolean far, boolean noise) {
    return new LawMap() {
      @Override
      public boolean apply(double[] theta, double[] law, double[] jacobian) {
        double h = far ? theta[1] - theta[0] : Math.exp(theta[1]);
        double s = noise ? Math.exp(theta[2]) / h : Math.exp(theta[2]);
        set(law, theta[0], h, s);
        identity(jacobian);
        if (far) {
          jacobian[3] = -1 / h;
          jacobian[4] = 1 / h;
        }
        if (noise) {
          jacobian[6] = -jacobian[3];
          jacobian[7] = -jacobian[4];
        }
        return h > 0 && s > LEAST_NOISE && s < MOST_NOISE;
      }

      @Override
      public void addCurvature(
          double[] theta, double[] law, double[] jacobian, double[] slope, double[] hessian) {
        if (far) {
          double factor = noise ? slope[1] - slope[2] : slope[1];
          addWidthCurve(hessian, factor / (law[1] * law[1]));
        }
      }

      @Override
      public double[] caps() {
        return new double[] {
          Double.POSITIVE_INFINITY, far ? Double.POSITIVE_INFINITY : WIDTH_CAP, NOISE_CAP
        };
      }
    };
  }

  /** The coordinates (log o, log h, a). */
  static LawMap noise() {
    return new LawMap() {
      @Override
      public boolean apply(double[] theta, double[] law, double[] jacobian) {
        set(law, theta[2], Math.exp(theta[1]), Math.exp(theta[0] - theta[1]));
        Arrays.fill(jacobian, 0);
        jacobian[2] = 1;
        jacobian[4] = 1;
        jacobian[6] = 1;
        jacobian[7] = -1;
        return true;
      }

      @Override
      public void addCurvature(
          double[] theta, double[] law, double[] jacobian, double[] slope, double[] hessian) {
        // The map is linear.
      }

      @Override
      public double[] caps() {
        return new double[] {NOISE_CAP, WIDTH_CAP, Double.POSITIVE_INFINITY};
      }
    };
  }

  static void set(double[] law, double a, double h, double s) {
    law[0] = a;
    law[1] = h;
    law[2] = s;
  }

  static void add(double[] matrix, int i, int j, double value) {
    matrix[3 * i + j] += value;
    if (i != j) {
      matrix[3 * j + i] += value;
    }
  }

  /** Adds a factor times the second derivatives of log (theta1 - theta0), times its square. */
  private static void addWidthCurve(double[] hessian, double factor) {
    add(hessian, 0, 0, -factor);
    add(hessian, 0, 1, factor);
    add(hessian, 1, 1, -factor);
  }

  static void identity(double[] jacobian) {
    Arrays.fill(jacobian, 0);
    jacobian[0] = 1;
    jacobian[4] = 1;
    jacobian[8] = 1;
  }
}
