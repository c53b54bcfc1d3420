/** The noisy quadratic law as a stage of a Spark ML pipeline. */
package org.lossfloor.ml;
