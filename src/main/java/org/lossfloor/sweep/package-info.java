/**
 * The words of a sweep: trial, experiment, state, score rule, reason of exclusion. Free of any
 * engine.
 */
package org.lossfloor.sweep;
