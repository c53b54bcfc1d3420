package org.lossfloor.report.plot;

import java.util.stream.DoubleStream;

/**
 * What an axis shows.
 *
 * @param low its smaller end; above 0 on a logarithmic axis
 * @param high its larger end
 * @param log whether it is logarithmic
 */
record AxisRange(double low, double high, boolean log) {
  /** How far beyond its ends, in lengths of the axis, lines are followed. */
  private static final double BEYOND = 2;

  AxisRange {
    if (!(low < high) || (log && low <= 0) || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException("No axis from " + low + " to " + high + ", log " + log);
    }
  }

  /** The number itself, or one out of sight for one that is too far away to be drawn. */
  private double near(double value) {
    return Math.min(at(1 + BEYOND), Math.max(at(-BEYOND), value));
  }

  /** Numbers that divide the axis into pieces of one length, both ends included. */
  double[] divided(int pieces) {
    return DoubleStream.iterate(0, i -> i + 1)
        .limit(pieces + 1L)
        .map(i -> at(i / pieces))
        .toArray();
  }

  /** Where a number lies, as a share of the length: 0 is the smaller end, 1 the larger. */
  double share(double value) {
    double near = near(value);
    return log ? Math.log(near / low) / Math.log(high / low) : (near - low) / (high - low);
  }

  /** Whether a logarithmic axis is long enough for powers of ten alone. */
  boolean decades() {
    return log && Math.floor(Math.log10(high)) - Math.ceil(Math.log10(low)) >= 1;
  }

  /**
   * What XChart is told of a number: its ticks on a logarithmic axis are the powers of ten, so a
   * short one is shown to it as a linear axis of logarithms.
   */
  double drawn(double value) {
    return log && !decades() ? Math.log10(value) : value;
  }

  /** The number at a share of the length. */
  double at(double share) {
    return log ? low * Math.pow(high / low, share) : low + share * (high - low);
  }
}
