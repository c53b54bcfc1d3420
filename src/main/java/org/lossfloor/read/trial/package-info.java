/** From the values of records to trials: scores, states, times, ids, duplicates. */
package org.lossfloor.read.trial;
