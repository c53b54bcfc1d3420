/** A best possible score from scores and hyperparameters together: what it would be worth. */
package org.lossfloor.study.surface;
