/**
 * Pairs of experiments of which it is known how they differ, and what a comparison says of them.
 */
package org.lossfloor.study.compare;
