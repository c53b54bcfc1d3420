/** Comparisons as text and as JSON. */
package org.lossfloor.report.compare;
