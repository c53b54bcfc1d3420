package org.lossfloor.sweep;

/** Where the statement about the sampler comes from. */
public enum SamplerSource implements Coded {
  /** The user, in the configuration. */
  DECLARED,
  /** The log itself. */
  RECORDED,
  /** A test on the draws. */
  INFERRED,
  /** No source: the sampler is {@link Sampler#UNKNOWN}. */
  UNDECLARED
}
