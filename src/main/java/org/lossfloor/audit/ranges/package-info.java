/** The search spaces of the experiments of a published run. */
package org.lossfloor.audit.ranges;
