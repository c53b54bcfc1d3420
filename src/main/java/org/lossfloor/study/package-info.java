/**
 * Experiments with a known truth, what is asked of an answer, and tallies of answers: the
 * simulations behind the claims. Nothing here needs Spark.
 */
package org.lossfloor.study;
