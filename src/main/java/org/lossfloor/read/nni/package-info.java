/** Experiments of NNI: its database {@code nni.sqlite}, and what {@code nnictl} exports of one. */
package org.lossfloor.read.nni;
