/** Tails, the threshold of the asymptotic regime, goodness of fit. */
package org.lossfloor.estimate.regime;
