package org.lossfloor.sweep;

/** How the configurations of an experiment were drawn; the theory needs {@link #RANDOM}. */
public enum Sampler implements Coded {
  /** Independent draws from one distribution. */
  RANDOM,
  /** Stratified or low-discrepancy draws: Latin hypercube, Sobol. */
  QUASI_RANDOM,
  /** All combinations of listed values. */
  GRID,
  /** Later draws depend on earlier results: TPE, Gaussian processes, evolution, bandits. */
  ADAPTIVE,
  /** Neither the user nor the log says. */
  UNKNOWN
}
