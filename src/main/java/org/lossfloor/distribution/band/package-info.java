/** Simultaneous confidence bands of a distribution. */
package org.lossfloor.distribution.band;
