package org.lossfloor.distribution;

/**
 * The noisy quadratic distribution.
 *
 * @param a lower end of the mean part
 * @param b upper end of the mean part
 * @param c effective dimension
 * @param o standard deviation of the noise
 * @param convex true for the shape met when minimising
 */
public record NoisyQuadratic(double a, double b, double c, double o, boolean convex) {}
