/** Experiments of one search space, and what they say together about its effective dimension. */
package org.lossfloor.decide.family;
