/**
 * From scores to answers: the spacing objective, the fitter, the regime, the intervals, the
 * verdict.
 */
package org.lossfloor.estimate;
