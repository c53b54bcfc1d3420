/** Fits of the law to one censored sample. */
package org.lossfloor.estimate.fit;
