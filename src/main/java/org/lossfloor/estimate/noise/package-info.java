/** The noise between runs of one configuration, known from elsewhere than the law. */
package org.lossfloor.estimate.noise;
