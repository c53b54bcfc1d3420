/** What follows from the answers of several experiments, without any engine. */
package org.lossfloor.decide;
