/** Multiruns of Hydra. */
package org.lossfloor.read.hydra;
