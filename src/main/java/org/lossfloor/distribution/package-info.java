/** The noisy quadratic distribution, the empirical distribution, and the tuning curves of both. */
package org.lossfloor.distribution;
