/** One experiment on executors: packed trials, replicates fanned out, fingerprints. */
package org.lossfloor.experiment;
