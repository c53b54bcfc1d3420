/** Experiments of Ray Tune: a folder with its state and a folder for each trial. */
package org.lossfloor.read.ray;
