/** The maximum-spacing objective of the noisy quadratic distribution and its solver. */
package org.lossfloor.estimate.spacing;
