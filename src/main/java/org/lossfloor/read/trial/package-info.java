/**
 * From the values of records to trials: scores, states, times, ids, what tells duplicates apart.
 */
package org.lossfloor.read.trial;
