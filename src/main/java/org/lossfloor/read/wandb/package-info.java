/** Runs of Weights &amp; Biases: exports of its pages and interface, and folders of runs. */
package org.lossfloor.read.wandb;
