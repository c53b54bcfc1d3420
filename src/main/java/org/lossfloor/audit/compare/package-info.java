/** Pairs of experiments of a published run, compared on executors. */
package org.lossfloor.audit.compare;
