/** Profiles, calibration and bootstrap replicates: how intervals are made. */
package org.lossfloor.estimate.interval;
