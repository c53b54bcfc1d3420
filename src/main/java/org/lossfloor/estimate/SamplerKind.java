package org.lossfloor.estimate;

/** How the configurations of an experiment were drawn, as far as it matters to the theory. */
public enum SamplerKind {
  /** Independent draws from one distribution: what the theory needs. */
  RANDOM,
  /** Stratified or low-discrepancy draws: more even than chance. */
  QUASI_RANDOM,
  /** Combinations of listed values, each as often as the others. */
  GRID,
  /** Later draws depend on earlier results. */
  ADAPTIVE
}
