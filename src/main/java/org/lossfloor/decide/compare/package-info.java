/** Two experiments compared at equal numbers of trials and at equal cost, without any engine. */
package org.lossfloor.decide.compare;
