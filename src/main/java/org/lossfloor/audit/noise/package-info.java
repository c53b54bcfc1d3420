/** The noise between runs, and what it says of accepted steps, for the experiments of a run. */
package org.lossfloor.audit.noise;
