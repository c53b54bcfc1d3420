/** The noise between runs for a terminal. */
package org.lossfloor.report.noise;
