package org.lossfloor.decide.ranges;

import java.util.OptionalDouble;

/**
 * A part of a range in which trials fail.
 *
 * @param from the value at which it starts, counted from the inside of the range
 * @param value the level of a hyperparameter of words, or empty
 * @param trials how many trials lie in it
 * @param failed how many of them failed
 * @param pValue of failures being as frequent there as elsewhere, before correction for other
 *     hyperparameters
 */
public record DeadRegion(
    OptionalDouble from, String value, int trials, int failed, double pValue) {}
