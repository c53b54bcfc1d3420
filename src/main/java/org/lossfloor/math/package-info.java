/**
 * Numerical tools that know nothing of sweeps: quadrature, roots, normal tails, seeds from keys.
 */
package org.lossfloor.math;
