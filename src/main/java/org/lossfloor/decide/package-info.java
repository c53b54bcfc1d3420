/**
 * What follows from fitted laws for the person who asks: what the best trial is really worth, how
 * much is left to gain and what it costs, and which alarms of many experiments to believe. Without
 * any engine.
 */
package org.lossfloor.decide;
