package org.lossfloor.distribution;

/**
 * Placeholder of the law's parameters until branch `law` is merged.
 *
 * @param a lower end
 * @param b upper end
 * @param c dimension
 * @param o noise
 * @param convex shape
 */
public record NoisyQuadratic(double a, double b, double c, double o, boolean convex) {}
