package org.lossfloor.study;

import java.util.Locale;

/** Loss surfaces on the unit cube with a known minimum; random search is uniform on the cube. */
public enum Surface {
  /** Two dimensions that matter. */
  QUADRATIC_2(2, 2, false) {
    @Override
    double loss(double[] x) {
      return square(x[0] - .3) + 2 * square(x[1] - .6);
    }
  },
  /** Two dimensions that matter and a flat one. */
  QUADRATIC_3(3, 2, false) {
    @Override
    double loss(double[] x) {
      return square(x[0] - .3) + square(x[1] - .5);
    }
  },
  /** Three dimensions that matter and a flat one. */
  QUADRATIC_4(4, 3, false) {
    @Override
    double loss(double[] x) {
      return square(x[0] - .4) + square(x[1] - .5) + 2 * square(x[2] - .6);
    }
  },
  /**
   * Three dimensions that matter and two that matter a hundred times less: no one true dimension.
   */
  QUADRATIC_5(5, 0, false) {
    @Override
    double loss(double[] x) {
      return square(x[0] - .4)
          + square(x[1] - .5)
          + square(x[2] - .6)
          + .01 * (square(x[3] - .5) + square(x[4] - .2));
    }
  },
  /**
   * The optimum lies on a face of the cube where the slope is not 0: a linear edge counts twice.
   */
  EDGE(2, 3, false) {
    @Override
    double loss(double[] x) {
      return x[0] + square(x[1] - .5);
    }
  },
  /** Three equal minima. */
  BRANIN(2, 2, false) {
    @Override
    double loss(double[] x) {
      double u = 15 * x[0] - 5;
      double v = 15 * x[1];
      double bend = v - 5.1 / (4 * square(Math.PI)) * square(u) + 5 / Math.PI * u - 6;
      return square(bend) + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(u) + 10 - BRANIN_MINIMUM;
    }
  },
  /** A bent valley. */
  ROSENBROCK(2, 2, false) {
    @Override
    double loss(double[] x) {
      double u = 4 * x[0] - 2;
      double v = 4 * x[1] - 1;
      return square(1 - u) + 100 * square(v - square(u));
    }
  },
  /** Four wells in three dimensions. */
  HARTMANN_3(3, 3, false) {
    @Override
    double loss(double[] x) {
      return wells(x, RATES_3, CENTRES_3) + HARTMANN_3_DEPTH;
    }
  },
  /** A damped sine in one dimension. */
  SINE_1(1, 1, false) {
    @Override
    double loss(double[] x) {
      double t = x[0] - .43;
      return 1 - Math.exp(-3 * square(t)) * Math.cos(12 * t);
    }
  },
  /**
   * A net over the decimal logarithm of the learning rate from -6 to 0: a U-shaped loss that ends
   * at the level of chance, and runs that diverge above -1.
   */
  NET(3, 2, false) {
    @Override
    double loss(double[] x) {
      double rate = 6 * x[0] - 6;
      double loss = -Math.expm1(-.5 * square(rate + 2.5) - .8 * square(x[1] - .5));
      return rate > -1 ? Double.NaN : loss;
    }
  },
  /** Four narrow wells in six dimensions. */
  HARTMANN_6(6, 6, true) {
    @Override
    double loss(double[] x) {
      return wells(x, RATES_6, CENTRES_6) + HARTMANN_6_DEPTH;
    }
  },
  /** A sine in three dimensions with about 260 valleys. */
  SINE_3(3, 3, true) {
    @Override
    double loss(double[] x) {
      double sum = 0;
      for (double coordinate : x) {
        double t = coordinate - .43;
        sum += 1 - Math.exp(-2 * square(t)) * Math.cos(40 * t);
      }
      return sum;
    }
  };

  private static final double BRANIN_MINIMUM = 10 / (8 * Math.PI);

  /** The depth of the deepest well. */
  private static final double HARTMANN_3_DEPTH = 3.86278214782076;

  /** The depth of the deepest well. */
  private static final double HARTMANN_6_DEPTH = 3.32236801141551;

  private static final double[] DEPTHS = {1, 1.2, 3, 3.2};

  private static final double[][] RATES_3 = {
    {3, 10, 30}, {.1, 10, 35}, {3, 10, 30}, {.1, 10, 35},
  };

  private static final double[][] CENTRES_3 = {
    {.3689, .1170, .2673}, {.4699, .4387, .7470}, {.1091, .8732, .5547}, {.0381, .5743, .8828},
  };

  private static final double[][] RATES_6 = {
    {10, 3, 17, 3.5, 1.7, 8},
    {.05, 10, 17, .1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, .05, 10, .1, 14},
  };

  private static final double[][] CENTRES_6 = {
    {.1312, .1696, .5569, .0124, .8283, .5886},
    {.2329, .4135, .8307, .3736, .1004, .9991},
    {.2348, .1451, .3522, .2883, .3047, .6650},
    {.4047, .8828, .8732, .5743, .1091, .0381},
  };

  private final int hyperparameters;
  private final int dimension;
  private final boolean hopeless;

  Surface(int hyperparameters, int dimension, boolean hopeless) {
    this.hyperparameters = hyperparameters;
    this.dimension = dimension;
    this.hopeless = hopeless;
  }

  /**
   * The loss without noise.
   *
   * @param x a point of the unit cube
   * @return at least 0, and 0 at the minimum; NaN where the run diverges
   */
  abstract double loss(double[] x);

  /** The number of hyperparameters. */
  int hyperparameters() {
    return hyperparameters;
  }

  /** The effective dimension; 0 where there is no single true one. */
  int dimension() {
    return dimension;
  }

  /** Whether a thousand trials do not reach the regime. */
  boolean hopeless() {
    return hopeless;
  }

  /** Returns the lower-case name. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static double square(double x) {
    return x * x;
  }

  private static double wells(double[] x, double[][] rates, double[][] centres) {
    double sum = 0;
    for (int i = 0; i < DEPTHS.length; i++) {
      double distance = 0;
      for (int j = 0; j < x.length; j++) {
        distance += rates[i][j] * square(x[j] - centres[i][j]);
      }
      sum -= DEPTHS[i] * Math.exp(-distance);
    }
    return sum;
  }
}
