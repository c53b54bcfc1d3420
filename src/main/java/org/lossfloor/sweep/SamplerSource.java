package org.lossfloor.sweep;

/** Who says so about the sampler. */
public enum SamplerSource implements Coded {
  /** The user, in the configuration. */
  DECLARED,
  /** The log itself. */
  RECORDED,
  /** A test on the draws. */
  INFERRED,
  /** Nobody: the sampler is {@link Sampler#UNKNOWN}. */
  UNDECLARED
}
