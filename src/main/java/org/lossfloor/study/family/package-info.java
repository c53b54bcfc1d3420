/** Families of simulated experiments: what their weights are worth. */
package org.lossfloor.study.family;
