/**
 * Numerical pieces that know nothing of sweeps: partial normal moments, log-space sums, quadrature,
 * seeds from keys.
 */
package org.lossfloor.math;
