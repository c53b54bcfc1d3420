/** The search space of one experiment: where it presses, where it fails, where to search next. */
package org.lossfloor.decide.ranges;
