/** Projects of Keras Tuner: a folder with {@code oracle.json} and a folder for each trial. */
package org.lossfloor.read.keras;
