/** The bins between the scores of a censored sample, which the spacing objective weighs. */
package org.lossfloor.estimate.bins;
