package org.lossfloor.study.bench;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The loss of a configuration without noise, over the unit cube. */
interface Loss {
  /** The number of coordinates of a configuration, choices among branches included. */
  int hyperparameters();

  /**
   * The loss of a configuration.
   *
   * @param x a point of the unit cube
   * @return at least 0, with 0 as its infimum; NaN where the run fails
   */
  double at(double[] x);

  /** A loss made of another one over the same configurations. */
  interface Outer extends Loss {
    /** The other one. */
    Loss inner();

    @Override
    default int hyperparameters() {
      return inner().hyperparameters();
    }
  }

  /**
   * A quadratic with any axes.
   *
   * @param axes orthonormal rows
   * @param rates curvature along each row
   * @param centre the optimum
   */
  @SuppressWarnings("ArrayRecordComponent") // only read
  record Quadratic(double[][] axes, double[] rates, double[] centre) implements Loss {
    @Override
    public int hyperparameters() {
      return centre.length;
    }

    @Override
    public double at(double[] x) {
      double sum = 0;
      for (int i = 0; i < axes.length; i++) {
        double along = 0;
        for (int j = 0; j < centre.length; j++) {
          along += axes[i][j] * (x[j] - centre[j]);
        }
        sum += rates[i] * along * along;
      }
      return sum;
    }
  }

  /**
   * A power of the distance along every coordinate: 1 is a cone's edge, 2 a parabola.
   *
   * @param rates factor of each coordinate
   * @param powers power of each coordinate
   * @param centre the optimum; on the border of the cube, the loss rises to one side only
   */
  @SuppressWarnings("ArrayRecordComponent") // only read
  record Powers(double[] rates, double[] powers, double[] centre) implements Loss {
    @Override
    public int hyperparameters() {
      return centre.length;
    }

    @Override
    public double at(double[] x) {
      double sum = 0;
      for (int j = 0; j < centre.length; j++) {
        sum += rates[j] * Math.pow(Math.abs(x[j] - centre[j]), powers[j]);
      }
      return sum;
    }
  }

  /**
   * A bent valley: the parabola of each coordinate has its lowest point at the square of the one
   * before.
   *
   * @param steepness of the walls against the floor
   * @param hyperparameters at least 2
   */
  record Valley(double steepness, int hyperparameters) implements Loss {
    @Override
    public double at(double[] x) {
      double sum = 0;
      for (int j = 0; j + 1 < hyperparameters; j++) {
        double u = 3 * x[j] - 1;
        double v = 3 * x[j + 1] - 1;
        sum += (1 - u) * (1 - u) + steepness * (v - u * u) * (v - u * u);
      }
      return sum;
    }
  }

  /**
   * A choice among branches, each with hyperparameters of its own.
   *
   * @param branches the losses of the branches
   * @param floors what the best configuration of each adds; the smallest is 0
   * @param shares the probability of each, summing to 1
   */
  @SuppressWarnings("ArrayRecordComponent") // only read
  record Branches(List<Loss> branches, double[] floors, double[] shares) implements Loss {
    @Override
    public int hyperparameters() {
      return 1 + branches.stream().mapToInt(Loss::hyperparameters).sum();
    }

    @Override
    public double at(double[] x) {
      int branch = 0;
      int from = 1;
      double left = x[0];
      while (branch + 1 < shares.length && left >= shares[branch]) {
        left -= shares[branch];
        from += branches.get(branch).hyperparameters();
        branch++;
      }
      Loss chosen = branches.get(branch);
      double[] own = new double[chosen.hyperparameters()];
      System.arraycopy(x, from, own, 0, own.length);
      return floors[branch] + chosen.at(own);
    }
  }

  /**
   * Two wells in one space.
   *
   * @param one the lower one
   * @param other the other one
   * @param floor what the best configuration of the other adds, positive
   */
  record Wells(Loss one, Loss other, double floor) implements Loss {
    @Override
    public int hyperparameters() {
      return one.hyperparameters();
    }

    @Override
    public double at(double[] x) {
      return Math.min(one.at(x), floor + other.at(x));
    }
  }

  /**
   * Another loss behind a function that rises from 0 at 0.
   *
   * @param inner the loss
   * @param warp the function
   */
  record Warped(Loss inner, DoubleUnaryOperator warp) implements Outer {
    @Override
    public double at(double[] x) {
      return warp.applyAsDouble(inner.at(x));
    }
  }

  /**
   * A loss with terms that bind all coordinates together.
   *
   * @param inner the loss
   * @param strength of the product of the distances from 1/2
   */
  record Interacting(Loss inner, double strength) implements Outer {
    @Override
    public double at(double[] x) {
      double product = 1;
      for (double coordinate : x) {
        product *= 1 + 2 * (coordinate - .5);
      }
      double q = inner.at(x);
      return q * (1 + strength * product) + strength * q * q;
    }
  }

  /**
   * A loss with runs that fail where one coordinate is large.
   *
   * @param inner the loss
   * @param from the first coordinate from which on runs fail
   */
  record Cliff(Loss inner, double from) implements Outer {
    @Override
    public double at(double[] x) {
      return x[0] > from ? Double.NaN : inner.at(x);
    }
  }
}
