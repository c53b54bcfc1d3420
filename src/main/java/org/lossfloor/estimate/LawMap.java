package org.lossfloor.estimate;

/**
 * A smooth map from three free coordinates to the law (a, h, s), so that what is held fixed or
 * bounded is always a single coordinate.
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
      public double[] caps() {
        return new double[] {Double.POSITIVE_INFINITY, WIDTH_CAP, NOISE_CAP};
      }
    };
  }

  /**
   * The coordinates (g, log o, log s) with h = o / s and a = g - h xi(s), g the p-quantile: for
   * profiles where noise dominates.
   */
  static LawMap noisyQuantile(StandardQuantile quantile, double p) {
    return new LawMap() {
      @Override
      public boolean apply(double[] theta, double[] law, double[] jacobian) {
        double h = Math.exp(theta[1] - theta[2]);
        double s = Math.exp(theta[2]);
        double xi = quantile.at(p, s);
        set(law, theta[0] - h * xi, h, s);
        identity(jacobian);
        jacobian[1] = -h * xi;
        jacobian[2] = h * (xi - quantile.noiseSlope(xi, s));
        jacobian[5] = -1;
        return true;
      }

      @Override
      public double[] caps() {
        return new double[] {Double.POSITIVE_INFINITY, WIDTH_CAP, NOISE_CAP};
      }
    };
  }

  /** The coordinates (a, g, log s) with h = (g - a) / xi(s), g the p-quantile beyond a. */
  static LawMap endAndQuantile(StandardQuantile quantile, double p) {
    return new LawMap() {
      @Override
      public boolean apply(double[] theta, double[] law, double[] jacobian) {
        double s = Math.exp(theta[2]);
        double xi = quantile.at(p, s);
        double distance = theta[1] - theta[0];
        set(law, theta[0], distance / xi, s);
        identity(jacobian);
        jacobian[3] = -1 / distance;
        jacobian[4] = 1 / distance;
        jacobian[5] = -quantile.noiseSlope(xi, s) / xi;
        return law[1] > 0 && law[1] < Double.POSITIVE_INFINITY;
      }

      @Override
      public double[] caps() {
        return new double[] {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, NOISE_CAP};
      }
    };
  }

  /**
   * The coordinates (mean, log o, log s) with h = o / s and a = mean - h c/(c + 2): where noise
   * dominates, only the third of them is badly determined.
   */
  static LawMap noisy(int c) {
    double share = c / (c + 2.0);
    return new LawMap() {
      @Override
      public boolean apply(double[] theta, double[] law, double[] jacobian) {
        double h = Math.exp(theta[1] - theta[2]);
        set(law, theta[0] - h * share, h, Math.exp(theta[2]));
        identity(jacobian);
        jacobian[1] = -h * share;
        jacobian[2] = h * share;
        jacobian[5] = -1;
        return true;
      }

      @Override
      public double[] caps() {
        return new double[] {Double.POSITIVE_INFINITY, WIDTH_CAP, NOISE_CAP};
      }
    };
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
        java.util.Arrays.fill(jacobian, 0);
        jacobian[2] = 1;
        jacobian[4] = 1;
        jacobian[6] = 1;
        jacobian[7] = -1;
        return true;
      }

      @Override
      public double[] caps() {
        return new double[] {NOISE_CAP, WIDTH_CAP, Double.POSITIVE_INFINITY};
      }
    };
  }

  private static void set(double[] law, double a, double h, double s) {
    law[0] = a;
    law[1] = h;
    law[2] = s;
  }

  private static void identity(double[] jacobian) {
    java.util.Arrays.fill(jacobian, 0);
    jacobian[0] = 1;
    jacobian[4] = 1;
    jacobian[8] = 1;
  }
}
