package org.lossfloor.study.bench;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A loss and how it is observed.
 *
 * @param loss the loss of every configuration
 * @param measure how one run of a configuration is observed
 * @param dimension the effective dimension; 0 where there is no single one
 */
record Landscape(Loss loss, Measure measure, int dimension) {
  /** The score of one run; NaN where it fails. */
  double score(double[] x, UniformRandomProvider random) {
    double q = loss.at(x);
    return Double.isNaN(q) ? q : measure.score(q, random);
  }
}
