/** The parts of the state of an experiment: what is kept of its trials, mergeable, as bytes. */
package org.lossfloor.experiment.state;
