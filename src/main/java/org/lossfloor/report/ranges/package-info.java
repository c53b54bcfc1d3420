/** Search spaces for a terminal. */
package org.lossfloor.report.ranges;
