/** From the scores of one experiment to its answer: estimate, diagnosis, outlook, verdict. */
package org.lossfloor.estimate;
