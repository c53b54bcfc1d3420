/** Tests of what the theory assumes: order, sampler, repeated values. */
package org.lossfloor.estimate.diagnosis;
